"""Measures HookKit beside PyTorch, procgen and procgen-tools, and writes RESULTS.md, or on
processors without AVX-512 one beside it. Run it by `make bench`.

Both sides run in programs of their own that stay up; they take turns (A B A B ...), each with the same number of
threads, after a first round that warms up and whose numbers are compared.
"""
import argparse
import itertools
import resource
import subprocess
import sys
import time
from pathlib import Path

import commands
import report
from jobs import ABLATIONS, LEVEL, PYPI, SIZES, THREADED, all_works, cells
from workers import PYTHON, RUNTIMES, SWIFT, Failed, Worker

TOLERANCE = 5e-5
DELTAS = [(0, -1), (-1, 0), (1, 0), (0, 1), (0, 0)]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Disagreement(Exception):
    pass


def difference(ours, theirs, peer):
    """How far the numbers of two replies are apart."""
    if "digest" in ours:
        return 0.0 if ours["digest"] == theirs["digest"] else float("inf")
    mine, other = ours["probabilities"], theirs["probabilities"]
    if peer.name == PYPI:
        mine = [[sum(p * d[axis] for p, d in zip(row, DELTAS)) for axis in (0, 1)] for row in mine]
    mine = mine[:len(other)] if peer.part > 1 else mine
    if len(mine) != len(other):
        return float("inf")
    return max(abs(a - b) for a, b in zip(itertools.chain(*mine), itertools.chain(*other)))


def ask(worker, request):
    time.sleep(0.05)                        # until the other side's threads have stopped waiting for work
    reply = worker.ask(**request)
    return reply["seconds"], reply["processor"]


def seconds(worker, request):
    return ask(worker, request)[0]


def measure(work, swift, sides, rounds):
    """Times of all sides, and how far apart their numbers were."""
    if work.before:
        sides["python"].ask(**work.before)
    first = swift.ask(**work.request, wantsNumbers=True)
    result = {"work": work, "count": first["count"], "swift": [], "peers": []}
    running = []
    for peer in work.peers:
        entry = {"peer": peer, "times": []}
        result["peers"].append(entry)
        try:
            reply = first_reply(peer, sides)
        except Failed as reason:
            entry["failure"] = str(reason)
            continue
        entry["difference"] = difference(first, reply, peer) if peer.comparable else 0.0
        if entry["difference"] > TOLERANCE:
            raise Disagreement(f"{work.name}: {peer.name} differs by {entry['difference']:.1e}")
        if peer.once:
            entry["times"].append((reply["seconds"], reply["processor"]))
        else:
            running.append(entry)
    for number in range(rounds):
        result["swift"].append(ask(swift, work.request))
        for entry in running:
            entry["times"].append(ask(sides[entry["peer"].side], entry["peer"].request))
    return result


def first_reply(peer, sides):
    """What a peer says the first time, when it prepares itself."""
    name = peer.request.get("observations")
    if name:
        kind, number = name.split("-")
        asked = {"level": int(number)} if kind == "related" else {"count": int(number)}
        sides["python"].ask(job="save", observations=name, **asked)
    return sides[peer.side].ask(**peer.request, wantsNumbers=True)


def alternate(rounds, *runs):
    """Medians of several requests that take turns."""
    times = [[] for _ in runs]
    for number in range(rounds + 1):
        for kept, (worker, request) in zip(times, runs):
            taken = seconds(worker, request)
            if number > 0:
                kept.append(taken)
    return times


def growth(swift, python, scales, rounds, quick):
    """Time against squares, plans and threads."""
    found = {"squares": [], "plans": [], "threads": [], "scaling": []}
    for scale in scales:
        for level, squares in SIZES.items():
            request = {"job": "field", "scale": scale, "level": level}
            say(f"growth: {squares} squares, scale {scale}")
            found["squares"].append((scale, squares, alternate(rounds, (swift, request), (python, request))))
            if quick and level == 26:
                break
        for plans in (1, 2, 4) if quick else (1, 2, 4, 8, 16):
            request = {"job": "heatmap", "scale": scale, "level": 26 if quick else LEVEL, "cells": cells(plans)}
            say(f"growth: {plans} plans, scale {scale}")
            found["plans"].append((scale, plans, alternate(rounds, (swift, request))))
        for threads in (1, 2):
            asked = {"scale": scale, "threads": threads}
            requests = [
                (swift, {"job": "field", "level": LEVEL} | asked), (swift, {"job": "dense", "count": 64} | asked),
                (python, {"job": "forward", "count": 64} | asked)]
            say(f"growth: {threads} threads, scale {scale}")
            found["threads"].append((scale, threads, alternate(rounds, *requests)))
        for name, request in THREADED.items():
            if scale > 1 and "scale" not in request and request["job"] not in ("field", "dense", "heatmap"):
                continue
            say(f"growth: threads, {name}, scale {scale}")
            asked = [(swift, request | {"scale": scale, "threads": threads}) for threads in (1, 2)]
            found["scaling"].append((scale, name, alternate(max(2, rounds), *asked)))
    return found


def ablations(swift, scales, rounds):
    """Each of the engine's ideas off in turn."""
    found = []
    for scale in scales:
        for name, (request, ideas) in ABLATIONS.items():
            say(f"engine: {name}, scale {scale}")
            request = request | {"scale": scale}
            quick = [[], *([idea] for idea in ideas if idea != "kernels")]
            times = alternate(rounds, *((swift, request | {"off": off}) for off in quick))
            found += [(scale, name, off, taken) for off, taken in zip(quick, times)]
            if "kernels" in ideas:
                off = ["kernels"]
                found.append((scale, name, off, [seconds(swift, request | {"off": off})]))
    return found


def start_up(hookctl, rounds):
    """Wall time of whole processes; None for what cannot be run."""
    python = PYTHON[0]
    commands = {
        "hookctl --version": [hookctl, "--version"],
        "python -c 'import torch'": [python, "-c", "import torch"],
        "python -c 'import procgen_tools'": [python, "-c", "import procgen_tools"]}
    found = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            try:
                done = subprocess.run(command, capture_output=True, text=True)
            except OSError:
                continue
            taken = time.perf_counter() - start
            # A program that prints nothing has no version to print yet.
            if done.returncode == 0 and (done.stdout.strip() or name != "hookctl --version"):
                found[name].append(taken)
    return {name: times[1:] for name, times in found.items()}


def memory(threads, scale):
    """Peaks of fresh programs that compute one field."""
    found = {}
    for name, command in (("HookKit", SWIFT), ("procgen-tools", PYTHON)):
        with Worker(command, threads) as worker:
            if name == "procgen-tools":
                worker.ask(job="nothing")
                found["procgen-tools, before the field"] = worker.peak_memory()
            worker.ask(job="field", scale=scale, level=LEVEL)
            found[name] = worker.peak_memory()
    return found


def busy_time():
    """Seconds of processor time that this machine has worked, all programs together."""
    user, nice, system, *_ = (int(value) for value in Path("/proc/stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system) / 100


def own_time():
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a small run, to see that everything works; writes no file")
    parser.add_argument("--threads", type=int, default=2, help="of both sides (2)")
    parser.add_argument("--rounds", type=int, help="measurements of each (3)")
    parser.add_argument("--only", help="only works whose name has this text, nothing else; writes no file")
    parser.add_argument("--hookctl", default=str(Path(__file__).resolve().parents[1] / ".build/release/hookctl"))
    arguments = parser.parse_args()
    rounds = arguments.rounds or (2 if arguments.quick else 3)
    scales = (1,) if arguments.quick else (1, 4)
    machine = report.Machine(arguments.threads, rounds)
    start, busy, own = time.monotonic(), busy_time(), own_time()
    results = {}
    try:
        with (
            Worker(SWIFT, arguments.threads) as swift, Worker(PYTHON, arguments.threads) as python,
            Worker(RUNTIMES, arguments.threads) as runtimes,
        ):
            sides = {"swift": swift, "python": python, "runtimes": runtimes}
            works = [work for work in all_works(arguments.quick) if (arguments.only or "") in work.name]
            results["works"] = []
            for work in works:
                say(work.name)
                results["works"].append(measure(work, swift, sides, rounds))
            if not arguments.only:
                few = max(1, rounds // 2)
                results["growth"] = growth(swift, python, scales, few, arguments.quick)
                results["ablations"] = ablations(swift, scales, few)
                python.ask(job="checkpoint", scale=4)
        if not arguments.only:
            say("commands, start-up and memory")
            checkpoint = Path(__file__).resolve().parent / ".build/trained-4.pth"
            results["commands"] = commands.measure(arguments.hookctl, str(checkpoint), rounds, arguments.quick)
            results["start"] = start_up(arguments.hookctl, rounds)
            results["memory"] = memory(arguments.threads, scales[-1])
    except (Disagreement, Failed) as fault:
        sys.exit(f"bench: error: {fault}. There is no table: it would compare different things.")
    elapsed = time.monotonic() - start
    machine.others = max(0.0, (busy_time() - busy - own_time() + own) / elapsed)
    machine.minutes = elapsed / 60
    text = report.text(results, machine)
    print(text)
    if not arguments.quick and not arguments.only:
        (Path(__file__).resolve().parent / machine.file).write_text(text)


if __name__ == "__main__":
    main()
