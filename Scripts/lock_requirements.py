#!/usr/bin/env python3
"""Pins everything that requirements mean, with the SHA-256 of every wheel, for Python 3.11 on Linux x86-64.

    python3 Scripts/lock_requirements.py Scripts/oracles/requirements.txt > Scripts/oracles/requirements.lock

What it prints is for `pip install --require-hashes --no-deps -r`. It asks the package index, and installs nothing.
Packages without a wheel for every machine are built from their source, which has its digest too.
"""
import json
import subprocess
import sys
import tempfile


def lines(path, extra):
    with tempfile.TemporaryDirectory() as folder:
        report = folder + "/report.json"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--dry-run",
             "--ignore-installed", "--report", report, *extra, "-r", path],
            check=True, stdout=sys.stderr)
        with open(report) as file:
            found = json.load(file)["install"]
    for package in sorted(found, key=lambda package: package["metadata"]["name"].lower()):
        name, version = package["metadata"]["name"], package["metadata"]["version"].split("+")[0]
        digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
        yield f"{name}=={version} --hash=sha256:{digest}"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.version_info[:2] != (3, 11):
        sys.exit("the requirements are for Python 3.11")
    path, extra = sys.argv[1], sys.argv[2:]
    print(f"# Made by Scripts/lock_requirements.py from {path.split('/')[-1]}; Python 3.11, Linux x86-64.")
    for line in lines(path, extra):
        print(line)
