#!/usr/bin/env python3
"""Writes Tests/MazeLabTests/Fixtures/recurrent/: recurrent policies in a maze, and what PyTorch makes of each step.

    Scripts/oracles/.venv/bin/python Scripts/oracles/make_recurrent.py --hookctl .build/release/hookctl

`gru.pt2` is a small policy with a GRU, as torch.export saves it. `impala-gru` is the policy that train-procgen-pytorch makes
with `recurrent: True`, an IMPALA of scale 1 with an nn.GRU of one layer; its parameters follow from the formula of
`RandomParameters(seed: 12)`, so that no file holds them. hookctl plays 20 steps of an episode with each, taking the likeliest
action, and gives the observations; PyTorch goes through them with a state of its own, from zeros. NAME.npz has the
observations (uint8 [20, 64, 64, 3]), the logits, the likeliest action of each, and the state after each step.

The first policy is also in Documentation/YourOwnNetwork/, as recurrent.pt2 with the samples that an import is checked with.
"""

import argparse
import logging
import pathlib
import shutil
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import torch
from torch import nn

from make_exports import Embedder
from reference_model import parameter_shapes, random_parameters

OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/MazeLabTests/Fixtures/recurrent"
PAGE = pathlib.Path(__file__).resolve().parents[2] / "Documentation/YourOwnNetwork"
STEPS = 20
MAZE = ["--level", "3", "--mode", "easy", "--theme", "plain"]


class Small(nn.Module):
    """Pictures in, a GRU, logits and value out; its state goes in and comes out."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 8, stride=8)
        self.conv2 = nn.Conv2d(4, 8, 4, stride=4)
        self.cell = nn.GRUCell(32, 16)
        self.policy = nn.Linear(16, 15)
        self.value = nn.Linear(16, 1)

    def forward(self, x, state):
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        state = self.cell(torch.flatten(x, 1), state)
        return self.policy(state), self.value(state), state


class GRU(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gru = nn.GRU(width, width)

    def forward(self, x, state):
        x, state = self.gru(x.unsqueeze(0), state.unsqueeze(0))
        return x.squeeze(0), state.squeeze(0)


class RecurrentImpala(nn.Module):
    """CategoricalPolicy(embedder, recurrent=True, action_size=15) of train-procgen-pytorch."""

    def __init__(self):
        super().__init__()
        self.embedder = Embedder(16, 64, 256)
        self.gru = GRU(256)
        self.fc_policy = nn.Linear(256, 15)
        self.fc_value = nn.Linear(256, 1)

    def forward(self, x, state):
        hidden, state = self.gru(self.embedder(x), state)
        return self.fc_policy(hidden), self.fc_value(hidden), state


def by_formula(network, seed):
    """Parameters as `RandomParameters` makes them, in the order in which HookKit's graph asks for them."""
    names = list(parameter_shapes(1))
    recurrent = [f"gru.gru.{part}_l0" for part in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
    names[names.index("fc_policy.weight"):names.index("fc_policy.weight")] = recurrent
    own = dict(network.named_parameters())
    assert set(own) == set(names)
    # Its formula knows biases by the ends of their names.
    keys = {name: name if own[name].dim() > 1 else f"{name}.bias" for name in names}
    made = random_parameters({keys[name]: tuple(own[name].shape) for name in names}, seed)
    with torch.no_grad():
        for name in names:
            own[name].copy_(made[keys[name]])
    return network


def observations(hookctl, model, folder):
    """What the policy sees at each step of an episode."""
    steps = folder / "steps.npz"
    subprocess.run(
        [hookctl, "rollout", "--model", model, *MAZE, "--steps", str(STEPS), "--policy", "argmax", "--capture", "input",
         "--out", steps], check=True, stdout=subprocess.DEVNULL)
    with np.load(steps) as data:
        name = next(name for name in data.files if name.startswith("captured/"))
        return np.round(data[name] * 255).astype(np.uint8).transpose(0, 2, 3, 1)


@torch.no_grad()
def episode(network, units, seen):
    """Logits and states of the steps, each with the state of the one before."""
    state, logits, states = torch.zeros(1, units), [], []
    for picture in seen:
        x = torch.from_numpy(picture.transpose(2, 0, 1).astype(np.float32) / np.float32(255)).unsqueeze(0)
        output, _, state = network(x, state)
        logits.append(output[0].numpy())
        states.append(state[0].numpy())
    return {"observations": seen, "logits": np.stack(logits), "actions": np.stack(logits).argmax(1), "states": np.stack(states)}


@torch.no_grad()
def samples(network, played):
    """What `hookctl model import --check` takes: each step with the state that it began with."""
    seen = played["observations"]
    before = np.concatenate([np.zeros_like(played["states"][:1]), played["states"][:-1]])
    x = torch.from_numpy(seen.transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255))
    logits, value, after = (output.numpy() for output in network(x, torch.from_numpy(before)))
    return {"observations": seen, "state0": before, "logits": logits, "value": value, "next0": after}


def small():
    """A policy that does other things all the time, because of what it remembers: gates are nearly open, and the state's own
    weights are large."""
    torch.manual_seed(7)
    network = Small().eval()
    with torch.no_grad():
        network.cell.weight_hh[32:].mul_(6)
        network.cell.bias_ih[:16].add_(3)  # r, all of the state is seen
        network.cell.bias_ih[16:32].sub_(3)  # z, most of it is new
        network.policy.bias[:9].add_(0.5)  # the keys that mazes use
    return network


def export(network, path):
    inputs = (torch.zeros(2, 3, 64, 64), torch.zeros(2, 16))
    batch = {0: torch.export.Dim("batch")}
    exported = torch.export.export(network, inputs, dynamic_shapes=(batch, batch))
    exported.example_inputs = None
    for node in exported.graph.nodes:
        node.meta.pop("stack_trace", None)
    torch.export.save(exported, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hookctl", required=True, help="the program that plays")
    hookctl = parser.parse_args().hookctl
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        network, model = small(), folder / "gru.hookmodel"
        export(network, OUT / "gru.pt2")
        subprocess.run(
            [hookctl, "model", "import", OUT / "gru.pt2", "--unchecked", "--actions", "procgen", "--out", model],
            check=True, stdout=subprocess.DEVNULL)
        played = episode(network, 16, observations(hookctl, model, folder))
        np.savez_compressed(OUT / "gru.npz", **played)
        shutil.copy(OUT / "gru.pt2", PAGE / "recurrent.pt2")
        np.savez_compressed(PAGE / "recurrent.npz", **samples(network, played))
        network, model = by_formula(RecurrentImpala().eval(), 12), folder / "impala-gru.pth"
        torch.save({"model_state_dict": network.state_dict()}, model)
        np.savez_compressed(OUT / "impala-gru.npz", **episode(network, 256, observations(hookctl, model, folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
