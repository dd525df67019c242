#!/usr/bin/env python3
"""Runs the published experiments on a policy that was trained by reinforcement, and on the bundled one: make replication.

What each command finds is kept in Documentation/Replication/data, without drawings and long tables. A step whose data is
there, made by the same command, is not run again. The numbers of the page are held against that data by the tests.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

import figure
import page
import steps

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path("Documentation/Replication")
DATA = PAGE / "data"
WORK = Path(".build/replication")
PLUGINS = ["CheeseVector", "TopRightVector", "Retarget", "CheeseScrubbing", "InRollouts"]
# Longer tables have a row for each level: the commands print them, the data has no room.
MOST_ROWS = 64


def hookctl(arguments, plugins=PLUGINS, **options):
    """Runs the program from the root of the repository."""
    program = os.environ.get("HOOKCTL", ".build/release/hookctl")
    folders = ":".join(f"Plugins/{name}" for name in plugins)
    return subprocess.run([program, *arguments], cwd=ROOT, env={**os.environ, "HOOKCTL_PLUGINS": folders}, **options)


def answer(arguments):
    """What a command prints as JSON."""
    return json.loads(hookctl([*arguments, "--json"], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout)


def model(written):
    """A policy as commands name it, None where there is none: files are linked, so that data names nobody's folders."""
    path = Path(written).expanduser()
    if path.suffix and path.is_file():
        place = WORK / "models" / path.name
        (ROOT / place).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / place).unlink(missing_ok=True)
        (ROOT / place).symlink_to(path.resolve())
        return str(place)
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return written if hookctl(["model", "info", "--model", written], plugins=[], **silent).returncode == 0 else None


def read(place):
    """The data of a step; nothing where there is none."""
    try:
        return json.loads((ROOT / place).read_text())
    except (OSError, ValueError):
        return {}


def kept(findings):
    """Findings without what is long: numbers of pictures, and tables by level."""
    def is_short(finding):
        return len(finding.get("rows", [])) <= MOST_ROWS and not finding.get("name", "").startswith("levels")
    found = [{key: part for key, part in finding.items() if key != "data"} for finding in findings["findings"]]
    return {**findings, "findings": [finding for finding in found if is_short(finding)]}


def keep(name, findings):
    """Writes the data of a step, whole or not at all."""
    (ROOT / DATA).mkdir(parents=True, exist_ok=True)
    draft = ROOT / DATA / f"{name}.json.partial"
    draft.write_text(json.dumps(kept(findings), indent=1, ensure_ascii=False) + "\n")
    draft.replace(ROOT / DATA / f"{name}.json")


def run(name, arguments):
    """Runs a command into the log of its step.

    Ends the program where the command fails.
    """
    (ROOT / WORK).mkdir(parents=True, exist_ok=True)
    with open(ROOT / WORK / f"{name}.log", "a") as log:
        if hookctl(arguments, stdout=log, stderr=subprocess.STDOUT).returncode != 0:
            sys.exit(f"replication: error: {name} failed: hookctl {shlex.join(arguments)}\nsee {WORK}/{name}.log")


def is_done(name, arguments, key="command"):
    """Whether the data of a step is there, of this very command."""
    made = read(DATA / f"{name}.json").get("recipe", {}).get(key, "")
    try:
        return shlex.split(made)[1:] == arguments
    except ValueError:
        return False


def experiment(name, arguments):
    """A step that is one command."""
    full = WORK / f"{name}.json"
    arguments = [*arguments, "--out", str(full)]
    if not is_done(name, arguments):
        run(name, arguments)
        keep(name, read(full))


def sweep(name, arguments):
    """A step that is a sweep, with how often each edit lies beyond all of its null twins."""
    results, full = str(WORK / f"{name}.sqlite"), str(WORK / f"{name}.json")
    arguments = [*arguments, "--out", results]
    if is_done(name, arguments, "sweepCommand"):
        return
    run(name, arguments)
    run(name, ["results", "show", results, "--out", full])
    findings = read(full)
    beyond = answer(["results", "query", results, " ".join(steps.BEYOND.split())])
    findings["findings"].append({"kind": "table", "name": "beyond", "title": "Levels beyond all null twins", "rows": beyond})
    keep(name, findings)


def policy_steps(policy, options, sizes, fields, world):
    """What is run on a policy: the name, how, and the arguments of each step, in order."""
    for name, arguments in steps.both(sizes, fields):
        yield f"{policy}-{name}", experiment, [*arguments, *options]
    where = ["maze", "find", *steps.first(fields), *options[:2], "--where", "decision-square", f"size<{world}"]
    levels = [found["level"] for found in answer(where)]
    yield f"{policy}-edits", sweep, [*steps.edits(levels, sizes), *options]


def planned(trained, options):
    """All steps."""
    sizes = {key: getattr(options, key) for key in steps.SIZES}
    easy = ["--mode", "easy", "--model", trained]
    yield from policy_steps("trained", easy, sizes, sizes["easy_levels"], 15)
    for name, arguments in steps.published(sizes):
        yield f"trained-{name}", experiment, [*arguments, *easy]
    for count in [*steps.TRAINING, steps.LAST]:
        early = trained if count == steps.LAST else model(f"{options.training}/maze-training-{count}.pth")
        if early is None:
            print(f"replication: step {count} of training is skipped: {options.training}/maze-training-{count}.pth is "
                  "not there; TRAINING=FOLDER says where it is")
            continue
        for name, arguments in steps.through_training(sizes):
            yield f"training-{count}-{name}", experiment, [*arguments, "--mode", "easy", "--model", early]
    yield from policy_steps("bundled", [], sizes, sizes["hard_fields"], 25)
    for channel, change in eleven_channels():
        arguments = steps.channel_map(channel, change, sizes)
        yield f"trained-map-of-channel-{channel}", experiment, [*arguments, *easy]


def eleven_channels():
    """The channels that the cheese changes most, with their changes: what "Channels 27 (+1.2), 8 (-0.9) of 32" says."""
    findings = read(DATA / "trained-eleven-channels.json").get("findings", [])
    listed = re.search(r"Channels ((?:\d+ \([-+.\d]+\),? )+)of", " ".join(found.get("text", "") for found in findings))
    return re.findall(r"(\d+) \(([-+.\d]+)\)", listed[1] if listed else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="maze-rand-region-5-easy", help="the policy: a name of `model fetch`, or a file")
    parser.add_argument("--training", default="checkpoints", help="the folder with maze-training-STEPS.pth")
    parser.add_argument("--only", default="", help="steps whose names contain this")
    for key, value in steps.SIZES.items():
        parser.add_argument(f"--{key.replace('_', '-')}", type=int, default=value, metavar="N")
    options = parser.parse_args()
    program = ROOT / os.environ.get("HOOKCTL", ".build/release/hookctl")
    if not os.access(program, os.X_OK):
        sys.exit(f"replication: error: no program at {program}; build it with `make build`")
    trained = model(options.model)
    if trained is None:
        print(f"replication: skipped: there is no policy {options.model}; `hookctl model fetch maze-rand-region-5-easy` "
              "gets it, and MODEL=FILE names another")
        return
    for name, step, arguments in planned(trained, options):
        if options.only in name:
            start = time.monotonic()
            step(name, arguments)
            print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
    figure.draw_training(ROOT / DATA, ROOT / PAGE / "training.svg", [*steps.TRAINING, steps.LAST])
    figure.draw_shifts(ROOT / DATA, ROOT / PAGE / "shifts.svg")
    try:
        page.fill(ROOT, PAGE / "README.md", {"training": [*steps.TRAINING, steps.LAST], "channels": eleven_channels()})
    except FileNotFoundError as error:
        print(f"replication: the tables of the page stay as they are: {error.filename} is not there")


if __name__ == "__main__":
    main()
