#!/usr/bin/env python3
"""Finds folders of a target that use each other's types in a circle.

    Scripts/lint/folders.py [--why] [--sources FOLDER] [TARGET ...]

A folder uses another when one of its files names a type that a file of the other declares (extensions use what they
extend). Comments and strings do not count; types that a file keeps for itself count in that file alone. The folders of
every folder are compared, with what is in them; the files beside them stand for one folder, written as ".".

Only names of types are read: members that an extension in another folder adds are not seen.

    --why       also print in which files the names are used
    --sources   the folder of the targets; Sources unless given

Ends with 1 when there is a circle, 0 otherwise.
"""

import argparse
import collections
import pathlib
import re
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"

STRING = r'(#*)"""[\s\S]*?"""\1|(#*)"(?:\\.|[^"\\\n])*"\2'
COMMENT = r"//[^\n]*|/\*[\s\S]*?\*/"
NOT_CODE = re.compile(COMMENT + "|" + STRING)
NAME = re.compile(r"\b[A-Z]\w*(?:\.[A-Z]\w*)*")
DECLARATION = re.compile(
    r"((?:\b(?:public|package|internal|fileprivate|private|final|indirect|open)\s+)*)"
    r"\b(struct|class|enum|protocol|actor|typealias|macro|extension)\s+([A-Z]\w*(?:\.[A-Z]\w*)*)")
OWN = re.compile(r"\b(?:private|fileprivate)\b")


def code(text):
    """The text without comments and strings, except for what strings interpolate."""

    def kept(match):
        string = match.group(0)
        if string.startswith("/"):
            return "\n" * string.count("\n")
        return " ".join(interpolations(string)) + "\n" * string.count("\n")

    return NOT_CODE.sub(kept, text)


def interpolations(string):
    """What stands between `\\(` and its bracket in a string."""
    start = string.find("\\(")
    while start >= 0:
        depth, end = 1, start + 2
        while end < len(string) and depth:
            depth += {"(": 1, ")": -1}.get(string[end], 0)
            end += 1
        yield string[start + 2:end - 1]
        start = string.find("\\(", end)


def declarations(text):
    """(name, whether only this file sees it) of the types of a file: outer ones, and those in extensions, as `A.B`."""
    depth, inside, outer = 0, None, []
    found = {match.start(): match for match in DECLARATION.finditer(text)}
    skip = 0
    for position, character in enumerate(text):
        match = found.get(position) if position >= skip else None
        if match:
            skip = match.end()
            own, kind, name = bool(OWN.search(match.group(1))), match.group(2), match.group(3)
            if depth == 0 and kind == "extension":
                inside = name
            elif depth == 0:
                inside = None
                outer.append((name, own))
            elif depth == 1 and inside and kind != "extension":
                outer.append((f"{inside}.{name}", own))
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
    return outer


class Target:
    """The files of a target: what each declares, and which names it uses."""

    def __init__(self, folder):
        self.name = folder.name
        self.homes = {}
        self.uses = {}
        texts = {path.relative_to(folder): code(path.read_text()) for path in sorted(folder.rglob("*.swift"))}
        own = collections.defaultdict(set)
        for path, text in texts.items():
            for name, hidden in declarations(text):
                if hidden:
                    own[path].add(name)
                else:
                    self.homes.setdefault(name, path)
        for path, text in texts.items():
            self.uses[path] = self.known(text) - own[path]

    def known(self, text):
        """The declared names that a text uses; of `A.B`, the inner one where it is declared by itself."""
        used = set()
        for match in NAME.finditer(text):
            words = match.group(0).split(".")
            used.update(name for length in range(1, len(words) + 1)
                        if (name := ".".join(words[:length])) in self.homes)
        return used

    def folders(self):
        """Every folder that holds other folders."""
        inner = {parent for path in self.uses for parent in path.parents}
        return sorted(folder for folder in inner if any(other.parent == folder and other != folder for other in inner))

    def edges(self, folder):
        """(from, to) -> the uses that tie two folders of a folder."""
        ties = collections.defaultdict(list)
        for path, names in self.uses.items():
            start = room(path, folder)
            for name in sorted(names):
                end = room(self.homes[name], folder)
                if start and end and start != end:
                    ties[start, end].append((name, path))
        return ties


def room(path, folder):
    """The folder of `folder` that a file is in: "." for the files beside them, None for those elsewhere."""
    if folder not in path.parents:
        return None
    rest = path.relative_to(folder).parts
    return rest[0] if len(rest) > 1 else "."


def circles(edges):
    """Groups of folders each of which reaches every other."""
    nodes = sorted({node for edge in edges for node in edge})
    reached = {node: {end for start, end in edges if start == node} for node in nodes}
    for middle in nodes:
        for node in nodes:
            if middle in reached[node]:
                reached[node] |= reached[middle]
    groups = {tuple(other for other in nodes if other in reached[node] and node in reached[other]) for node in nodes}
    return sorted(group for group in groups if len(group) > 1)


def described(edges, group, why):
    """Lines that say what ties the folders of a circle."""
    for (start, end), ties in sorted(edges.items()):
        if start in group and end in group:
            files = collections.defaultdict(list)
            for name, path in ties:
                files[name].append(path.name)
            yield f"  {start} -> {end}: {', '.join(files)}"
            if why:
                yield from (f"      {name}: {', '.join(paths)}" for name, paths in files.items())


def lines(target, why):
    """What there is to say of a target: a head for each circle, and what ties it."""
    for folder in target.folders():
        edges = target.edges(folder)
        for group in circles(edges):
            yield f"{'/'.join((target.name, *folder.parts))}: a circle of {len(group)} folders: {', '.join(group)}"
            yield from described(edges, group, why)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--why", action="store_true")
    parser.add_argument("--sources", type=pathlib.Path, default=SOURCES)
    options = parser.parse_args()
    names = options.targets or sorted(path.name for path in options.sources.iterdir() if path.is_dir())
    found = [line for name in names for line in lines(Target(options.sources / name), options.why)]
    print("\n".join(found) or "no circles of folders")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
