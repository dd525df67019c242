#!/usr/bin/env python3
"""Finds imports of modules that a target of Package.swift does not depend on by name.

SwiftPM compiles a target again when a module changes that it names among its dependencies. What is reached through another
module can be imported, too, but then a build after a change links what was compiled for the module as it was.

Ends with 1 when an import is not declared, 0 otherwise.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folders import code  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*import\s+(?:(?:struct|class|enum|protocol|func)\s+)?(\w+)", re.MULTILINE)


def manifest():
    """The package as SwiftPM understands it."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["swift", "package", "--package-path", str(ROOT), "--scratch-path", scratch, "dump-package"]
        return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def declared(target):
    """The names of what a target depends on."""
    return {name[0] for dependency in target["dependencies"] for name in dependency.values()}


def imported(target):
    """The modules that the Swift files of a target import."""
    folder = ROOT / (target.get("path") or ("Tests" if target["type"] == "test" else "Sources") + "/" + target["name"])
    texts = (code(file.read_text()) for file in folder.rglob("*.swift"))
    return {module for text in texts for module in IMPORT.findall(text)}


def main():
    targets = manifest()["targets"]
    modules = {target["name"] for target in targets}.union(*map(declared, targets))
    faults = [(target["name"], sorted((imported(target) & modules) - declared(target) - {target["name"]}))
              for target in targets]
    for name, missing in faults:
        if missing:
            print(f"{name} imports {', '.join(missing)}: add to its dependencies in Package.swift", file=sys.stderr)
    if any(missing for _, missing in faults):
        return 1
    print("all imports are declared")
    return 0


if __name__ == "__main__":
    sys.exit(main())
