"""Vector fields and what is measured on them, in plain numpy."""
import numpy as np
import torch

from procgen_maze import ACTIONS, DELTAS, GROUPS, sha256


class Case:
    """A maze, its legal squares, and the observations with the mouse on each."""

    def __init__(self, name, maze):
        self.name, self.maze, self.squares = name, maze, maze.squares()

    def render(self):
        self.observations = self.maze.observe_squares()

    def field(self, model, edits=()):
        """probabilities [n, 5] in the order LEFT, DOWN, UP, RIGHT, NOOP; values [n]."""
        outputs = model.run(self.observations, edits)
        actions = torch.log_softmax(outputs["fc_policy_out"], 1).exp().numpy()
        groups = np.stack([actions[:, ACTIONS[group]].sum(1) for group in GROUPS], 1)
        return {"probabilities": groups, "values": outputs["fc_value_out"].numpy()[:, 0]}

    def description(self):
        maze = self.maze
        return {
            "level": maze.level, "mode": maze.mode, "edits": maze.edits, "stateSHA256": sha256(maze.state),
            "observationsSHA256": sha256(self.observations.tobytes()), "grid": maze.inner.tolist(),
            "squares": [list(square) for square in self.squares]}

    def decision_numbers(self, field):
        found = self.maze.decision()
        if found is None:
            return None
        square, cheese, corner = found
        p = dict(zip(GROUPS, field["probabilities"][self.squares.index(square)].astype(float).tolist()))
        return {
            "square": list(square), "cheeseGroup": cheese, "cornerGroup": corner, "towardsCheese": p[cheese],
            "towardsCorner": p[corner], "other": sum(p.values()) - p[cheese] - p[corner]}


def compare(original, patched):
    """What changed from one field to another with the same squares."""
    change = patched["probabilities"].astype(float) - original["probabilities"].astype(float)
    components = change[:, :, None] * DELTAS                        # [n, 5, 2], one arrow per group
    arrows = components.sum(1)
    return {
        "meanTotalVariation": float(np.abs(change).sum(1).mean() / 2),
        "meanArrowChange": float(np.linalg.norm(arrows, axis=1).mean()),
        # procgen-tools: norm of all *component* arrows' differences over the number of squares.
        "vfDiffMagnitude": float(np.linalg.norm(components) / len(change)),
        "vfDiffMagnitudeOfSummedArrows": float(np.linalg.norm(arrows) / len(change))}
