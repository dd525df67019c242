"""Makes the oracle files that the Swift tests check against; README.md says what is in them.

    python Scripts/oracles/make_oracles.py --policy Sources/ImpalaModel/Resources/maze-small.pth
"""
import argparse
import json
import re
from pathlib import Path

import numpy as np
import torch

from fields import Case, compare
from plans import SITE, edits, plans
from procgen_maze import Maze, sha256
from reference_model import SITES, ReferenceModel, random_model, splitmix64

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = 512
RANDOM_SCALE, RANDOM_SEED = 4, 2026


def write_json(path, value):
    """Two-space indents, but lists of numbers on one line."""
    text = json.dumps(value, indent=2)
    text = re.sub(r"\[\s+([^\[\]{}\"]*?)\s+\]", lambda match: "[" + " ".join(match[1].split()) + "]", text)
    path.write_text(text + "\n")


def sample_indices(count):
    """Which elements of a row with `count` elements are kept: all up to 512, else one at random of each of 512
    equal stretches: from k * count / 512 on, splitmix64(k) modulo the stretch's length further."""
    if count <= SAMPLES:
        return np.arange(count)
    edges = np.arange(SAMPLES + 1) * count // SAMPLES
    jumps = splitmix64(np.arange(SAMPLES, dtype=np.uint64)) % np.diff(edges).astype(np.uint64)
    return edges[:-1] + jumps.astype(np.int64)


# ---- activations, logits and values ---------------------------------------------------------------------------


def observation_mazes():
    return [
        Maze(0), Maze(8), Maze(3), Maze(17).move_mouse(12, 12), Maze(12).remove_cheese(), Maze(2147483646),
        Maze(0, "easy"), Maze(0, "memory"),
    ]


def activations(model, observations, folder, name):
    """Writes the samples of every site, returns each row's summary by site."""
    values = model.run(observations, keep=SITES)
    double = model.double().run(observations, keep=SITES)
    arrays, summary, worst = {}, {}, 0.0
    for site in SITES:
        value = values[site].numpy()
        rows = value.reshape(len(value), -1).astype(np.float64)
        worst = max(worst, np.abs(rows - double[site].flatten(1).numpy()).max() / np.abs(rows).max())
        indices = sample_indices(rows.shape[1])
        arrays[f"indices/{rows.shape[1]}"] = indices.astype("<i4")
        arrays[f"activations/{site}"] = value.reshape(len(value), -1)[:, indices]
        summary[site] = {
            "shape": list(value.shape[1:]), "maxAbs": np.abs(rows).max(1).tolist(), "sum": rows.sum(1).tolist(),
            "sumAbs": np.abs(rows).sum(1).tolist(), "norm": np.sqrt((rows**2).sum(1)).tolist()}
    np.savez_compressed(folder / f"{name}-activations.npz", **arrays)
    print(f"{name}: float32 against float64, worst site: {worst:.1e} of its largest magnitude")
    return summary


def model_oracles(policy, folder):
    folder.mkdir(parents=True, exist_ok=True)
    mazes = observation_mazes()
    observations = np.stack([maze.observe() for maze in mazes])
    np.save(folder / "observations.npy", observations)
    description = {"observations": [
        {"level": m.level, "mode": m.mode, "edits": m.edits,
         "stateSHA256": sha256(m.state),
         "observationSHA256": sha256(o.tobytes())} for m, o in zip(mazes, observations)]}
    models = (("bundled", policy, 2), (f"random{RANDOM_SCALE}", random_model(RANDOM_SCALE, RANDOM_SEED), 1))
    for name, model, rows in models:
        outputs = model.run(observations)
        arrays = {"logits": outputs["fc_policy_out"].numpy(), "values": outputs["fc_value_out"].numpy()[:, 0]}
        np.savez_compressed(folder / f"{name}-outputs.npz", **arrays)
        description[name] = {
            "scale": model.scale, "parametersSHA256": model.sha256(), "rows": rows,
            "sites": activations(model, observations[:rows], folder, name)}
    random = description[f"random{RANDOM_SCALE}"]
    random["seed"] = RANDOM_SEED
    parameters = models[1][1].parameters
    random["firstValues"] = {name: value.flatten()[:4].tolist() for name, value in parameters.items()}
    write_json(folder / "oracles.json", description)


# ---- fields ---------------------------------------------------------------------------------------------------


def captured(policy, maze):
    """The activation at SITE for the maze as it stands, [1, 32, 16, 16]."""
    return policy.run(maze.observe()[None], keep=[SITE])[SITE]


def field_oracles(policy, folder):
    folder.mkdir(parents=True, exist_ok=True)
    cases = [Case("hard-0", Maze(0)), Case("hard-8", Maze(8)), Case("hard-3", Maze(3)), Case("easy-0", Maze(0, "easy"))]
    files = {"bank.npz": torch.cat([captured(policy, Maze(level)) for level in range(100, 106)])}
    for case in cases[:3]:
        without = captured(policy, Maze(case.maze.level).remove_cheese())
        files[f"cheese-vector-{case.name}.npz"] = captured(policy, case.maze) - without
        files[f"without-cheese-{case.name}.npz"] = without
    for name, value in files.items():
        np.savez_compressed(folder / name, **{SITE: value.numpy()})

    arrays, description = {}, {}
    for case in cases:
        case.render()
        original = case.field(policy)
        entry = case.description() | {"decisionSquare": case.decision_numbers(original), "plans": {}}
        arrays |= {f"{case.name}/original/{key}": value for key, value in original.items()}
        for name, calls, words, plan in plans(files, case.name):
            patched = case.field(policy, edits(plan))
            arrays |= {f"{case.name}/{name}/{key}": value for key, value in patched.items()}
            entry["plans"][name] = {
                "patches": calls, "words": words, **compare(original, patched),
                "decisionSquare": case.decision_numbers(patched)}
        description[case.name] = entry
        print(case.name, "original", entry["decisionSquare"])
        print(case.name, {name: round(p["meanTotalVariation"], 4) for name, p in entry["plans"].items()})
        if "cheese-vector" in entry["plans"]:
            print(case.name, "cheese vector subtracted", entry["plans"]["cheese-vector"])

    description["withAndWithoutCheese"] = with_and_without_cheese(policy, cases[1], arrays)
    np.savez_compressed(folder / "fields.npz", **arrays)
    write_json(folder / "fields.json", {"policySHA256": policy.file_sha256, "cases": description})


def with_and_without_cheese(policy, case, arrays):
    """The field without cheese against the one with it; the cheese's own square is left out of the comparison."""
    bare = Case("hard-8-no-cheese", Maze(case.maze.level).remove_cheese())
    bare.render()
    field = bare.field(policy)
    arrays |= {f"{bare.name}/original/{key}": value for key, value in field.items()}
    kept = [bare.squares.index(square) for square in case.squares]
    without = {key: value[kept] for key, value in field.items()}
    numbers = compare(case.field(policy), without)
    return bare.description() | {"comparedWith": case.name, "dropped": case.maze.cheese(), **numbers}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--policy", type=Path, required=True, help="the bundled policy, maze-small.pth")
    path = arguments.parse_args().policy
    torch.set_num_threads(2)
    policy = ReferenceModel.from_file(path)
    policy.file_sha256 = sha256(path.read_bytes())
    model_oracles(policy, ROOT / "Tests/ImpalaModelTests/Fixtures/oracles")
    field_oracles(policy, ROOT / "Tests/MazeLabTests/Fixtures/oracles")


if __name__ == "__main__":
    main()
