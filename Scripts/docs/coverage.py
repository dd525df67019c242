#!/usr/bin/env python3
"""Lists public symbols that have no sentence in their doc comment.

    Scripts/docs/coverage.py GRAPHS

GRAPHS is a folder of symbol graphs. What a type has from a protocol counts by the comment there, and what the compiler
writes by itself does not count. Ends with 1 when a comment is missing.
"""

import json
import os
import pathlib
import sys


def symbols(folder):
    """Every symbol that stands in a source, once."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*.symbols.json")):
        for symbol in json.loads(path.read_text(encoding="utf-8"))["symbols"]:
            if "location" in symbol:
                found[symbol["identifier"]["precise"]] = symbol
    return found.values()


def sentence(symbol):
    """The first line of its comment; empty where that is a list of parameters or errors."""
    lines = [line["text"].strip() for line in symbol.get("docComment", {}).get("lines", [])]
    first = next((line for line in lines if line), "")
    return "" if first.startswith("- ") else first


def place(symbol):
    """File and line, as compilers write them."""
    location = symbol["location"]
    path = location["uri"].removeprefix("file://")
    return os.path.relpath(path), location["position"]["line"] + 1


def main():
    known = list(symbols(sys.argv[1]))
    bare = sorted((*place(symbol), ".".join(symbol["pathComponents"])) for symbol in known if not sentence(symbol))
    for path, line, name in bare:
        print(f"{path}:{line}: {name} has no sentence in its doc comment", file=sys.stderr)
    print(f"{len(known) - len(bare)} of {len(known)} public symbols have a doc comment")
    return 1 if bare or not known else 0


if __name__ == "__main__":
    sys.exit(main())
