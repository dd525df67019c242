"""The Python side: PyTorch, the real procgen and procgen-tools, asked by lines of JSON like the Swift side."""
import hashlib
import sys
from pathlib import Path

import numpy as np
import torch
from circrl.hooks import HookManager
from procgen import ProcgenGym3Env
from procgen_tools import maze, models, vfield

import batched_field
from answering import Clock, keep, serve
from batched_field import ACTIONS

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Scripts/oracles"))
from reference_model import random_model  # noqa: E402

SITE = "embedder.block2.res1.resadd"
MODEL_SEED = 2026


@keep
def policy(scale):
    """The network as procgen-tools has it, with the weights of the Swift side."""
    path = HERE / f".build/random-{scale}.pth"
    path.parent.mkdir(exist_ok=True)
    torch.save({"model_state_dict": random_model(scale, MODEL_SEED).parameters}, path)
    return models.load_policy(str(path), 15).eval()


def environments(count, start=0, levels=1, threads=1, **options):
    return ProcgenGym3Env(
        num=count, env_name="maze", start_level=start, num_levels=levels, rand_seed=0, distribution_mode="hard",
        num_threads=threads, **options)


@keep
def unrelated(count):
    """Observations of levels 0, 1, 2, ..."""
    drawn = [environments(1, level).observe()[1]["rgb"][0] for level in range(count)]
    return torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2).contiguous().float() / 255


@keep
def related(level):
    return batched_field.observations(level)[1]


def grouped(logits):
    probabilities = torch.softmax(logits, 1).double()
    return torch.stack([probabilities[:, indices].sum(1) for indices in ACTIONS.values()], 1).tolist()


# ---- jobs: each returns times, a count and the numbers to compare -------------------------------------------------


def forward(request):
    """The bare network, nothing around it: unrelated observations, or those of a level's field."""
    network = policy(request["scale"])
    batch = related(request["level"]) if "level" in request else unrelated(request["count"])
    with torch.inference_mode(), Clock() as clock:
        hidden = network.embedder(batch)
        logits, _ = network.fc_policy(hidden), network.fc_value(hidden)
    return clock.times, len(batch), grouped(logits)


def field(request):
    with Clock() as clock:
        squares, _, probabilities = batched_field.field(request["level"], policy(request["scale"]))
    return clock.times, len(squares), probabilities


class Axis:
    """Takes the place of matplotlib's, so that drawing is not measured."""

    def quiver(self, columns, rows, across, up, **_):
        self.arrows = [list(arrow) for arrow in zip(up, across)]

    def imshow(self, *_, **__):
        pass


def field_pypi(request):
    """procgen-tools 0.1 as PyPI has it."""
    maze._parse_maze_state_bytes.cache_clear()
    network, axis = policy(request["scale"]), Axis()
    with Clock() as clock:
        vfield.plot_vector_field(maze.wrap_venv(environments(1, request["level"])), network, ax=axis)
    return clock.times, len(axis.arrows), axis.arrows


def patched(network, change):
    """A context in which the site's value is what `change` makes of it."""
    return HookManager(network, hook={SITE: lambda _, value: change(value)})


def compare(request):
    network, channel = policy(request["scale"]), request.get("channel", 0)

    def zeroed(value):
        value = value.clone()
        value[:, channel] = 0
        return value

    noisy = request.get("patch") == "noise"
    with Clock() as clock:
        squares, _, original = batched_field.field(request["level"], network)
        with patched(network, (lambda value: value + 0.2 * torch.randn_like(value)) if noisy else zeroed):
            _, _, changed = batched_field.field(request["level"], network)
    return clock.times, len(squares), original if noisy else original + changed


def heatmap(request):
    """One field for each cell that is set, each from the level's number, as procgen-tools does it."""
    network, probabilities = policy(request["scale"]), []
    with Clock() as clock:
        for channel, y, x in request["cells"]:

            def retargeted(value):
                value = value.clone()
                value[:, channel, y, x] = 5.5
                return value

            with patched(network, retargeted):
                probabilities += batched_field.field(request["level"], network)[2]
    return clock.times, len(request["cells"]), probabilities


def play(request, action):
    count = request["count"]
    venv = environments(count, levels=0, threads=request["threads"])
    actions = [np.array([action(e, step) for e in range(count)], dtype=np.int32) for step in range(request["steps"])]
    venv.observe()
    with Clock() as clock:
        for chosen in actions:
            venv.act(chosen)
            pixels = venv.observe()[1]["rgb"]
    return clock.times, count * len(actions), pixels


def levels(request):
    return play(request, lambda environment, step: -1)


def steps(request):
    return play(request, lambda environment, step: (7, 5, 1, 3)[(environment + step // 3) % 4])


def states(request):
    venv = environments(request["count"], levels=0, threads=request["threads"])
    venv.observe()
    data = venv.callmethod("get_state")
    with Clock() as clock:
        for _ in range(request["steps"]):
            venv.callmethod("set_state", data)
            pixels = venv.observe()[1]["rgb"]
    return clock.times, request["count"] * request["steps"], pixels


def save(request):
    """Writes observations for the runtimes, which are in an environment without procgen."""
    batch = related(request["level"]) if "level" in request else unrelated(request["count"])
    np.save(HERE / f".build/{request['observations']}.npy", batch.numpy())
    return (0, 0), len(batch), None


def checkpoint(request):
    """Writes a checkpoint as training leaves it, with the state of its optimiser."""
    network = policy(request["scale"])
    optimiser = torch.optim.Adam(network.parameters())
    sum(value.sum() for value in network.parameters()).backward()
    optimiser.step()
    path = HERE / f".build/trained-{request['scale']}.pth"
    torch.save({"model_state_dict": network.state_dict(), "optimizer_state_dict": optimiser.state_dict()}, path)
    return (0, 0), 1, None


class Outputs(torch.nn.Module):
    """The network with its two outputs as tensors, which is what can be exported."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, batch):
        hidden = self.network.embedder(batch)
        return self.network.fc_policy(hidden), self.network.fc_value(hidden)


def export(request):
    """Writes the network as torch.export saves it."""
    batch = torch.export.Dim("batch")
    program = torch.export.export(
        Outputs(policy(request["scale"])), (torch.rand(2, 3, 64, 64),), dynamic_shapes=({0: batch},))
    torch.export.save(program, HERE / f".build/exported-{request['scale']}.pt2")
    return (0, 0), 1, None


JOBS = {
    job.__name__: job
    for job in (save, checkpoint, export, forward, field, field_pypi, compare, heatmap, levels, steps, states)}


def answer(request):
    if request["job"] == "nothing":
        return {}
    torch.set_num_threads(request.get("threads", 2))
    (seconds, processor), count, numbers = JOBS[request["job"]](request)
    reply = {"seconds": seconds, "processor": processor, "count": count}
    if isinstance(numbers, np.ndarray):
        reply["digest"] = hashlib.sha256(numbers.tobytes()).hexdigest()
    elif request.get("wantsNumbers") and numbers is not None:
        reply["probabilities"] = numbers
    return reply


if __name__ == "__main__":
    serve(answer)
