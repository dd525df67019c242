"""Whole commands as a person meets them: from Enter to the end, warm and cold, on one core and on all."""
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PATCH = ["--patch", "zero@embedder.block2.res1.resadd_out[7]"]
SWEPT = [
    "--patch", "scale(by: {0..1.5/0.5})@embedder.block2.res1.resadd_out[{0..9}]", "--levels", "0-1",
    "--metric", "mean-total-variation"]


@dataclass
class Command:
    words: list
    goal: float | None = None       # seconds of one warm run on all cores
    isLong: bool = False            # not run cold

    @property
    def name(self):
        return "hookctl " + " ".join(f"'{word}'" if " " in word or "[" in word else word for word in self.words)


def all_commands(checkpoint):
    return [
        Command(["--version"], 0.05),
        Command(["vfield", "--level", "8"], 0.1),
        Command(["compare", "--level", "8", *PATCH], 0.1),
        Command(["compare", "--level", "8", *PATCH, "--out", "compare.png"], 0.16),
        Command(["compare", "--level", "8", *PATCH, "--bundle", "compare.bundle"]),
        Command(["vfield", "--level", "26", "--model", checkpoint], 0.15),
        Command(["sweep", *SWEPT, "--out", "sweep.sqlite"], isLong=True),
        Command(["rollout", "--level", "0", "--episodes", "20", "--out", "rollout.gif"], 1.5, isLong=True),
        Command(["statistics", "behaviour", "--levels", "0..<100"], isLong=True),
    ]


def run(hookctl, command, cores, folder):
    """Seconds of one run."""
    # A sweep that is there already would be over at once.
    for written in Path(folder).iterdir():
        written.unlink()
    start = time.perf_counter()
    done = subprocess.run(
        [hookctl, *command.words], cwd=folder, capture_output=True, preexec_fn=lambda: os.sched_setaffinity(0, cores))
    taken = time.perf_counter() - start
    if done.returncode != 0:
        raise OSError(done.stderr.decode().strip())
    return taken


def forget(paths):
    """Has the system read files from the disk again, as after it has been started."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def files(hookctl, checkpoint):
    """What a command reads: the program, its libraries, procgen's pictures, a checkpoint."""
    linked = subprocess.run(["ldd", hookctl], capture_output=True, text=True).stdout.split()
    pictures = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "hookkit"
    found = [Path(hookctl), *map(Path, (word for word in linked if word.startswith("/"))), Path(checkpoint)]
    found += [path for path in pictures.rglob("*") if path.is_file()]
    return [path for path in found if path.exists()]


def measure(hookctl, checkpoint, rounds, quick=False):
    """For each command the times warm, cold, and on one core; in a trial without those that take long."""
    found, every = [], os.sched_getaffinity(0)
    one = {min(every)}
    for command in all_commands(checkpoint):
        if quick and command.isLong:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                run(hookctl, command, every, folder)
                taken = {"warm": [], "one": [], "cold": []}
                for _ in range(rounds):
                    taken["warm"].append(run(hookctl, command, every, folder))
                    taken["one"].append(run(hookctl, command, one, folder))
                if not command.isLong:
                    forget(files(hookctl, checkpoint))
                    taken["cold"].append(run(hookctl, command, every, folder))
            except OSError as reason:
                taken = {"failure": str(reason)}
            found.append((command, taken))
    return found
