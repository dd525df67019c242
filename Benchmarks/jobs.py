"""What is measured: for each work, what the two sides are asked, and how much faster HookKit should be."""
from dataclasses import dataclass, field

LEVEL, SQUARES = 17, 336                                        # the largest maze: 25x25
# Levels of growing size, with their numbers of squares.
SIZES = {1: 6, 26: 30, 14: 70, 4: 160, 8: 240, 17: 336}
CHANNEL = 7

FORWARD = "PyTorch, bare forward"
TOOLS = "procgen-tools (GitHub's field, restated)"
PYPI = "procgen-tools 0.1 (PyPI)"
LIBRARY = "procgen's library"
ENVPOOL = "EnvPool's procgen"
NATIVE = "HookKit, its own network"
# The runtimes by their names in runtimes.py.
RUNTIMES = {
    "onnxruntime": "ONNX Runtime", "openvino": "OpenVINO", "compiled": "torch.compile, frozen, channels last",
    "jax": "JAX, channels last"}


@dataclass
class Peer:
    name: str
    request: dict
    goal: float | None = None       # how many times faster HookKit must be
    aim: float | None = None        # and would like to be
    once: bool = False              # too slow for more than one measurement
    part: float = 1.0               # how many times its work makes that of HookKit
    side: str = "python"            # the program that does it
    comparable: bool = True         # whether its numbers are to be those of HookKit


@dataclass
class Work:
    name: str
    request: dict
    peers: list = field(default_factory=list)
    unit: str | None = None         # for rates: what is counted
    times: float = 1.0              # how many times the work makes what the row is about
    before: dict | None = None      # what the Python side is to do first


def cells(count):
    """One cell of the 16x16 activation for each plan, spread over the image."""
    return [[CHANNEL, 2 + (5 * number) % 12, 2 + (7 * number) % 12] for number in range(count)]


def runtimes(scale, observations, goal=None):
    """Every runtime on the same observations; the goal is against each of them, and so against the fastest.

    torch.compile is not asked for a single observation: it prepares itself for each size, and is slower there than others.
    """
    return [
        Peer(
            name, {"job": "forward", "runtime": runtime, "scale": scale, "observations": observations}, goal,
            side="runtimes")
        for runtime, name in RUNTIMES.items() if runtime != "compiled" or not observations.endswith("-1")]


def dense(scale, count):
    goals = {4: (1.7, 2.2), 1: (1.5, 2.0)}[scale] if count == 64 else (None, None)
    against = {1: 1.0, 64: {1: 1.4, 4: 1.8}[scale], 336: {1: 1.4, 4: 1.8}[scale]}.get(count)
    return Work(
        f"forward pass, {count} unrelated, scale {scale}", {"job": "dense", "scale": scale, "count": count},
        [Peer(FORWARD, {"job": "forward", "scale": scale, "count": count}, *goals)]
        + runtimes(scale, f"unrelated-{count}", against))


def fields(scale, pypi):
    request = {"job": "field", "scale": scale, "level": LEVEL}
    peers = [
        Peer(FORWARD, {"job": "forward", "scale": scale, "level": LEVEL}, *((5, 8) if scale == 4 else (None, None))),
        Peer(TOOLS, request, *((12, 20) if scale == 4 else (30, 60)))] + runtimes(scale, f"related-{LEVEL}")
    if pypi:
        # It returns arrows only, so that its numbers are compared as arrows.
        peers.append(Peer(PYPI, request | {"job": "field_pypi"}, once=True))
    return Work(f"field, {SQUARES} squares, scale {scale}", request, peers)


def imported(scale):
    """The same network as torch.export saves it, imported; beside the one that is built in."""
    request = {"job": "field", "scale": scale, "level": LEVEL}
    return Work(
        f"field, {SQUARES} squares, imported network, scale {scale}", request | {"imported": True},
        [Peer(NATIVE, request, side="swift")], before={"job": "export", "scale": scale})


def compare(scale, patch):
    request = {"job": "compare", "scale": scale, "level": LEVEL, "patch": patch, "channel": CHANNEL}
    what = "one channel to zero" if patch == "zero" else "noise"
    return Work(f"compare, {what}, scale {scale}", request, [Peer(TOOLS, request, 15, 25, once=patch == "noise")])


def heat_map(scale, plans, peer_plans):
    request = {"job": "heatmap", "scale": scale, "level": LEVEL, "cells": cells(plans)}
    return Work(
        f"heat map, {SQUARES} plans, scale {scale} (¹)", request,
        [Peer(TOOLS, request | {"cells": cells(peer_plans)}, 30, once=True, part=plans / peer_plans)],
        times=SQUARES / plans)


def rates(count, steps):
    def rate(name, unit, job, steps):
        request = {"job": job, "count": count, "steps": steps}
        peers = [Peer(LIBRARY, request)]
        if job == "steps":
            peers.append(Peer(ENVPOOL, request, side="runtimes", comparable=False))
        return Work(name, request, peers, unit=unit)

    return [
        rate("new levels with observations", "levels/s", "levels", steps // 4),
        rate("steps with observations", "steps/s", "steps", steps),
        rate("states read and drawn", "observations/s", "states", steps // 4),
        Work("new levels without picture (²)", {"job": "generation", "count": 25 * steps}, unit="levels/s"),
    ]


def all_works(quick):
    if quick:
        return [dense(1, 4), fields(1, pypi=False), imported(1), heat_map(1, 2, 1), *rates(8, 8)]
    works = [dense(scale, count) for scale in (1, 4) for count in (1, 64, 336)]
    works += [fields(scale, pypi=True) for scale in (1, 4)]
    works += [imported(scale) for scale in (1, 4)]
    works += [compare(scale, patch) for scale in (1, 4) for patch in ("zero", "noise")]
    works += [heat_map(scale, 12, 2) for scale in (1, 4)]
    return works + rates(64, 200)


# ---- Swift only -----------------------------------------------------------------------------------------------------

# What is done on one thread and on two: everything that is divided over them.
THREADED = {
    "steps with observations, 1,024 environments": {"job": "steps", "count": 1024, "steps": 25},
    "new levels with observations": {"job": "levels", "count": 64, "steps": 50},
    "states read and drawn": {"job": "states", "count": 64, "steps": 50},
    f"field, {SQUARES} squares": {"job": "field", "level": LEVEL},
    "forward pass, 64 unrelated": {"job": "dense", "count": 64},
    "forward pass, 1": {"job": "dense", "count": 1},
    "8 plans": {"job": "heatmap", "level": LEVEL, "cells": cells(8)},
    "rollout, 128 episodes": {"job": "rollout", "count": 128, "steps": 60},
}

# The engine's ideas, on and off. Definitions are thousands of times slower: a small maze serves for them.
ABLATIONS = {
    f"field, {SQUARES} squares": ({"job": "field", "level": LEVEL}, ["relatesRows"]),
    "compare, one channel to zero": (
        {"job": "compare", "level": LEVEL, "patch": "zero", "channel": CHANNEL}, ["relatesRows", "sharesPrefixes"]),
    "compare, noise": ({"job": "compare", "level": LEVEL, "patch": "noise"}, ["relatesRows", "sharesPrefixes"]),
    "8 plans": ({"job": "heatmap", "level": LEVEL, "cells": cells(8)}, ["relatesRows", "sharesPrefixes"]),
    f"field, {SIZES[26]} squares": ({"job": "field", "level": 26}, ["relatesRows", "kernels"]),
}
