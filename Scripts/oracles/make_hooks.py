"""Random plans of edits that read other sites, edit single edges and compute formulas: hookctl's calls, and what PyTorch
makes of the same by register_forward_hook and register_forward_pre_hook.

    python Scripts/oracles/make_hooks.py --policy Sources/ImpalaModel/Resources/maze-small.pth

Writes Tests/ImpalaModelTests/Fixtures/oracles/hooks.json; needs PyTorch, and no procgen: the observations are those that
make_oracles.py has drawn.
"""
import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch

from hooked_networks import HookedNetwork, impala, nature, nature_shapes
from reference_model import random_parameters

FOLDER = Path(__file__).resolve().parents[2] / "Tests/ImpalaModelTests/Fixtures/oracles"
PLANS, ROWS, SEED = 20, 2, 14

FORMULAS = [
    "x * (c != 5)", "where(x > 0.5, x, 0)", "tanh(x) + 0.01 * c", "max(x, original) / 2", "abs(x) ^ 0.5",
    "min(x, 0.3) - relu(x - 1)", "log(1 + x ^ 2)", "sqrt(abs(x)) * (x >= 0)", "original - 0.5 * (x - original)",
    "-x * (c < 8) + x * (c >= 8)", "exp(-abs(x))", "(c == 3) + x",
]
# With a tensor beside them: a direction of channels, a number, or another site.
TENSOR_FORMULAS = ["x - 2 * v", "where(x > v, x, v)", "x * (1 + 0.1 * v) + original * (v > 0)", "max(x, v) - 0.5 * v"]
CELL_FORMULAS = ["x * exp(-((i - 4) ^ 2 + (j - 7) ^ 2) / 18)", "where(i < j, x, original)", "x * (i + 2 * j <= 12)"]


def formula(text):
    """What a formula does to a value, given its original and the tensor that stands for v."""
    def pair(function):
        return lambda a, b: function(torch.as_tensor(a, dtype=torch.float32), torch.as_tensor(b, dtype=torch.float32))

    code = compile(text.replace("^", "**"), text, "eval")

    def function(x, original, v=None):
        axes = [torch.arange(size, dtype=torch.float32) for size in x.shape[1:]]
        grid = torch.meshgrid(*axes, indexing="ij")
        names = {
            "x": x, "original": original, "min": pair(torch.minimum), "max": pair(torch.maximum), "abs": torch.abs,
            "exp": torch.exp, "log": torch.log, "sqrt": torch.sqrt, "tanh": torch.tanh, "relu": torch.relu,
            "where": lambda c, a, b: torch.where(c, torch.as_tensor(a, dtype=torch.float32),
                                                 torch.as_tensor(b, dtype=torch.float32))}
        names |= dict(zip("cij", grid)) | ({} if v is None else {"v": v})
        return eval(code, {"__builtins__": {}}, names)
    return function


class Plans:
    """Draws plans for one network."""

    def __init__(self, network, observations, draw):
        self.network, self.draw = network, draw
        self.original = network.run(observations)
        self.order = ["input"] + [path for path, _, _ in network.nodes]
        # The input has no module that makes it: it is edited by its edge.
        self.places = [(path, None) for path in self.order[1:-2]] + network.edges()

    def position(self, place):
        source, reader = place
        return 2 * self.order.index(source) if reader is None else 2 * self.order.index(reader) - 1

    def name(self, place):
        source, reader = place
        return self.network.names[source] + (f"->{reader}" if reader else "")

    def plan(self):
        """[(call, edit)] of two to five edits, each at a place of its own or not, in the order written."""
        return [self.edit() for _ in range(self.draw.randint(2, 5))]

    def edit(self):
        place = self.draw.choice(self.places)
        source, reader = place
        original = self.original[source]
        kinds = [self.freeze, self.scale, self.formula, self.formula, self.direction, self.project]
        earlier = [path for path in self.order if 2 * self.order.index(path) < self.position(place)
                   and self.original[path].shape == original.shape and not (path == source and reader)]
        kinds += [self.copy, self.add, self.compare] * bool(earlier)
        words, function = self.draw.choice(kinds)(place, original, earlier)
        text, index = self.selection(original)

        def edited(value, seen):
            result = value.clone()
            result[index] = function(value, seen)[index]
            return result
        return f"{words}@{self.name(place)}{text}", (source, reader, edited)

    def selection(self, value):
        channels = value.shape[1]
        choice = self.draw.randrange(3)
        if choice == 0:
            return "", (slice(None),)
        if choice == 1:
            chosen = sorted(self.draw.sample(range(channels), min(3, channels)))
            return f"[{chosen}]", (slice(None), chosen)
        half = (channels + 1) // 2
        return f"[:{half}]", (slice(None), slice(None, half))

    def freeze(self, place, original, _):
        return "patch(from: original)", lambda value, seen: original

    def scale(self, place, original, _):
        factor = self.draw.choice([0, 0.5, -1, 2])
        return f"scale(by: {factor})", lambda value, seen: value * factor

    def copy(self, place, _, earlier):
        path = self.draw.choice(earlier)
        return f"patch(from: site {self.network.names[path]})", lambda value, seen: seen[path]

    def add(self, place, _, earlier):
        path, factor = self.draw.choice(earlier), self.draw.choice([0.5, -1])
        words = f"add(vector: site {self.network.names[path]}, scale: {factor})"
        return words, lambda value, seen: value + factor * seen[path]

    def formula(self, place, original, _):
        text = self.draw.choice(FORMULAS + CELL_FORMULAS * (original.dim() == 4))
        function = formula(text)
        return f'formula("{text}")', lambda value, seen: function(value, original)

    def vector(self, original):
        """A number for each channel, few digits, as calls write it and as a tensor of the site's rank."""
        if original.shape[1] > 64:
            number = self.draw.choice([0.25, -0.5])
            return f"{number}", torch.tensor(number)
        numbers = [round(self.draw.uniform(-1, 1), 2) for _ in range(original.shape[1])]
        cells = original.dim() == 4
        words = ", ".join(f"[[{number}]]" if cells else f"{number}" for number in numbers)
        tensor = torch.tensor(numbers)
        return f"[{words}]", tensor[:, None, None] if cells else tensor

    def direction(self, place, original, _):
        """A direction in a formula, as that of a probe."""
        text, (words, vector) = self.draw.choice(TENSOR_FORMULAS), self.vector(original)
        function = formula(text)
        return f'formula("{text}", v: {words})', lambda value, seen: function(value, original, vector)

    def project(self, place, original, _):
        """The same direction taken out, at every cell."""
        words, vector = self.vector(original)
        if vector.dim() == 0:
            return f"add(vector: {words})", lambda value, seen: value + vector
        unit = vector.double() / vector.double().norm()
        return f"project-out(direction: {words})", lambda value, seen: (
            value.double() - unit * (unit * value.double()).sum(1, keepdim=True)).float()

    def compare(self, place, original, earlier):
        path, text = self.draw.choice(earlier), self.draw.choice(TENSOR_FORMULAS)
        function = formula(text)
        words = f'formula("{text}", v: site {self.network.names[path]})'
        return words, lambda value, seen: function(value, original, seen[path])


def paths(original):
    """The three plans of Documentation/PathPatching.md."""
    pool, first, second = "embedder.block2.maxpool", "embedder.block2.res1", "embedder.block2.res2"

    def zero(source, reader=None):
        call = f"zero@{source}_out" + (f"->{reader}" if reader else "")
        return call, (source, reader, lambda value, seen: torch.zeros_like(value))

    def freeze(source, reader=None):
        call = f"patch(from: original)@{source}_out" + (f"->{reader}" if reader else "")
        return call, (source, reader, lambda value, seen: original[source])

    return [
        [zero(f"{first}.resadd", f"{second}.relu1")],
        [zero(pool, f"{first}.relu1"), freeze(f"{first}.resadd", f"{second}.resadd")],
        [zero(pool), freeze(f"{first}.conv2"), freeze(f"{second}.conv2")],
    ]


def oracle(nodes, observations, seed, fixed=lambda original: []):
    network = HookedNetwork(nodes)
    plans = Plans(network, observations, random.Random(seed))
    described, waiting = [], fixed(plans.original)
    count = PLANS + len(waiting)
    while len(described) < count:
        calls, edits = zip(*(waiting.pop(0) if waiting else plans.plan()))
        seen = network.run(observations, edits)
        logits, values = seen["fc_policy"], seen["fc_value"]
        changed = (logits - plans.original["fc_policy"]).abs().max() > 1e-3
        if not changed or not logits.isfinite().all() or logits.abs().max() > 1e3:
            continue  # says nothing, or little about rounding
        described.append({"calls": calls, "logits": logits.tolist(), "values": values[:, 0].tolist()})
    return described


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--policy", required=True)
    policy = torch.load(parser.parse_args().policy, map_location="cpu", weights_only=True)["model_state_dict"]
    observations = torch.from_numpy(np.load(FOLDER / "observations.npy")[:ROWS]).permute(0, 3, 1, 2).float() / 255
    networks = {"bundled": impala(policy), "nature": nature(random_parameters(nature_shapes(), SEED))}
    fixed = {"bundled": paths, "nature": lambda original: []}
    described = {name: oracle(nodes, observations, SEED + k, fixed[name])
                 for k, (name, nodes) in enumerate(networks.items())}
    lines = [f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(plan)}" for plan in plans) + "\n  ]"
             for name, plans in described.items()]
    text = ",\n".join([f'  "rows": {ROWS}', f'  "seed": {SEED}'] + lines)
    (FOLDER / "hooks.json").write_text("{\n" + text + "\n}\n")
    for name, plans in described.items():
        print(name, sum(len(plan["calls"]) for plan in plans), "edits in", len(plans), "plans")


if __name__ == "__main__":
    main()
