"""Counts the instructions of a few hot paths and compares them with those that are committed in instructions.json.

Clocks differ from machine to machine and from minute to minute; instruction counts hardly do. Each job is asked for once
and, in another process, twice: the difference is what the job costs once everything is prepared. valgrind knows no
AVX-512, so that the kernels for AVX2 are counted; OpenBLAS is told to use those for AVX, which valgrind runs faster.

    python3 Benchmarks/instructions.py [--write]
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REFERENCE = HERE / "instructions.json"
TOLERANCE = 0.05

JOBS = {
    "dense, scale 1, 2 observations": {"job": "dense", "scale": 1, "count": 2},
    "dense, scale 4, 1 observation": {"job": "dense", "scale": 4, "count": 1},
    "field, scale 1, 16 squares": {"job": "field", "scale": 1, "level": 3},
    "compare, scale 1, 16 squares": {"job": "compare", "scale": 1, "level": 3, "channel": 3},
    "2 plans, scale 1, 16 squares": {"job": "heatmap", "scale": 1, "level": 3, "cells": [[3, 7, 7], [3, 8, 8]]},
    "16 levels": {"job": "generation", "count": 16},
    "64 steps with observations": {"job": "steps", "count": 4, "steps": 16},
}


def instructions(program, request, times):
    """Of a whole process that does a job so many times."""
    environment = os.environ | {
        "SWIFT_DETERMINISTIC_HASHING": "1", "OPENBLAS_CORETYPE": "Sandybridge", "OPENBLAS_NUM_THREADS": "1"}
    line = json.dumps(request | {"threads": 1}) + "\n"
    done = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program],
        input=line * times, capture_output=True, text=True, env=environment)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if done.returncode != 0 or '"error"' in done.stdout or not found:
        sys.exit(f"valgrind could not run {request}:\n{done.stdout}{done.stderr[-2000:]}")
    return int(found[1].replace(",", ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="make these counts the reference")
    write = parser.parse_args().write
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not installed: apt-get install valgrind")
    # Without debugging information, which older versions of valgrind cannot read.
    program = HERE / ".build/hookkit-bench-stripped"
    subprocess.run(["strip", "-g", "-o", program, HERE / ".build/release/hookkit-bench"], check=True)

    reference = json.loads(REFERENCE.read_text()) if REFERENCE.exists() else {}
    counts, worse = {}, []
    print(f"{'job':34}{'instructions':>16}{'reference':>16}{'change':>9}")
    for name, request in JOBS.items():
        counts[name] = instructions(program, request, 2) - instructions(program, request, 1)
        before = reference.get(name)
        change = counts[name] / before - 1 if before else None
        print(f"{name:34}{counts[name]:>16,}{before or 0:>16,}{'new' if change is None else f'{change:+.1%}':>9}", flush=True)
        if change is not None and change > TOLERANCE:
            worse.append(name)
    if write:
        REFERENCE.write_text(json.dumps(counts, indent=2) + "\n")
    elif worse:
        sys.exit(f"more than {TOLERANCE:.0%} above the reference: {'; '.join(worse)}")


if __name__ == "__main__":
    main()
