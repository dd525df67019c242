"""The table of a run, in Markdown."""
import datetime
import os
import platform
import re
import statistics
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from jobs import FORWARD, LEVEL, PYPI, SQUARES, TOOLS

VENV_PACKAGES = ("torch", "numpy", "procgen-mirror", "gym3", "procgen-tools", "circrl")
QUIET = 0.3                                                     # load above which a run should not be trusted


def first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip().split("\n")[0]
    except OSError:
        return ""


class Machine:
    """What the run was made on; no names of hosts, no paths."""

    def __init__(self, threads, rounds):
        self.threads, self.rounds = threads, rounds
        self.date = datetime.date.today().isoformat()
        self.load = os.getloadavg()[0]
        self.others = self.minutes = 0.0
        information = Path("/proc/cpuinfo").read_text()
        self.processor = re.search(r"model name\s*: (.*)", information)[1].strip()
        flags = re.search(r"flags\s*: (.*)", information)[1].split()
        self.vectors = next((name for flag, name in (("avx512f", "AVX-512"), ("avx2", "AVX2")) if flag in flags), "SSE2")
        system = re.search(r'PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
        self.system = f"{system[1] if system else platform.system()}, {platform.machine()}"

    @property
    def file(self):
        """The table's file: what processors of other widths found stays beside it."""
        return "RESULTS.md" if self.vectors == "AVX-512" else f"RESULTS-{self.vectors}.md"

    @property
    def title(self):
        """The heading, which no other table has."""
        return "# Benchmarks" if self.vectors == "AVX-512" else f"# Benchmarks with {self.vectors}"

    def lines(self):
        swift = re.search(r"Swift version \S+", first_line(["swift", "--version"]))
        versions = [
            swift[0] if swift else "Swift", f"OpenBLAS {first_line(['pkg-config', '--modversion', 'openblas'])}",
            f"Python {platform.python_version()}"]
        packages = {d.metadata["Name"].lower(): d.version for d in metadata.distributions(path=site_packages())}
        versions += [f"{name} {packages.get(name, '?')}" for name in VENV_PACKAGES]
        yield f"- {self.date}, `{' '.join(['Benchmarks/bench.py', *sys.argv[1:]])}` (`make bench`), {self.minutes:.0f} minutes."
        yield f"- {self.processor}, {os.cpu_count()} cores, {self.vectors}; {self.system}."
        yield f"- {', '.join(versions)}."
        yield f"- {self.threads} threads on both sides, {self.rounds} rounds, sides taking turns; medians with ranges."
        yield f"- Load average at the start {self.load:.1f}; other programs kept {self.others:.2f} cores busy during the run."
        # The load at the start is for the most part that of the build before it.
        if self.others > QUIET:
            yield ""
            yield "> **Caution:** the machine was not quiet. Times are too long, and ratios are not to be trusted:"
            yield "> PyTorch's threads wait for each other and lose more by company than HookKit's do. Processor time suffers less."


def site_packages():
    return [str(path) for path in Path(__file__).parent.glob(".venv/lib/python*/site-packages")]


# ---- numbers as text ------------------------------------------------------------------------------------------------


def significant(value, digits=3):
    if value >= 10 ** (digits - 1):
        return f"{value:,.0f}"
    return f"{value:#.{digits}g}".rstrip(".")


def duration(seconds):
    return f"{significant(seconds)} s" if seconds >= 1 else f"{significant(seconds * 1000)} ms"


def spread(times, show=duration):
    if not times:
        return "—"
    middle = show(statistics.median(times))
    return f"{middle} ({show(min(times))}–{show(max(times))})" if len(times) > 1 else f"{middle} (once)"


def rate(per_second):
    return f"{significant(per_second)}/s"


def verdict(ratio, peer):
    if peer.goal is None:
        return ""
    if ratio < peer.goal:
        return f"**missed**: {significant(ratio / peer.goal, 2)} of {peer.goal:g}x"
    if peer.aim is None:
        return f"met ({peer.goal:g}x)"
    return f"met ({peer.goal:g}x), aim {'met' if ratio >= peer.aim else 'not'} ({peer.aim:g}x)"


def table(heads, rows):
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


# ---- parts ----------------------------------------------------------------------------------------------------------


def work_rows(results):
    for result in results:
        work = result["work"]
        mine, mine_processor = zip(*result["swift"])

        def shown(times, factor):
            if work.unit:
                return spread([result["count"] / taken for taken in times], rate)
            return spread([taken * factor for taken in times])

        if not result["peers"]:
            yield work.name, shown(mine, work.times), "", "", "", "", "", "", ""
        strongest = strongest_of(result)
        for number, entry in enumerate(result["peers"]):
            peer, head = entry["peer"], ("", "")
            if number == 0:
                head = (work.name, shown(mine, work.times))
            best = f"**{significant(strongest[0])}x**" if strongest and strongest[1] is entry else ""
            if "failure" in entry:
                yield *head, peer.name, "did not run: " + entry["failure"], "", "", "", "", ""
                continue
            theirs, processor = ([taken * peer.part for taken in times] for times in zip(*entry["times"]))
            ratio = statistics.median(theirs) / statistics.median(mine)
            work_ratio = statistics.median(processor) / statistics.median(mine_processor)
            apart = "same pixels" if entry["difference"] == 0 and work.unit else f"{entry['difference']:.0e}"
            apart = apart if peer.comparable else "other levels"
            yield *head, peer.name, shown(theirs, work.times), f"{significant(ratio)}x", best, f"{significant(work_ratio)}x", verdict(ratio, peer), apart


def strongest_of(result):
    """How many times faster HookKit is than the fastest peer that ran, and which that is."""
    mine = statistics.median(taken for taken, _ in result["swift"])
    ratios = [
        (statistics.median(taken for taken, _ in entry["times"]) * entry["peer"].part / mine, entry)
        for entry in result["peers"] if entry["times"]]
    return min(ratios, key=lambda found: found[0], default=None)


def parts_of(work):
    return len(work.request["cells"]), len(work.peers[-1].request["cells"])


def works(results):
    yield "## Side by side"
    yield ""
    heads = ["work", "HookKit", "beside", "its time", "HookKit is faster by", "against the strongest",
             "in processor time", "goal", "numbers differ by"]
    yield from table(heads, work_rows(results))
    yield f"Fields are of level {LEVEL} ({SQUARES} squares, 25x25), end to end from the level's number to probabilities;"
    yield "PyTorch's bare forward pass has the same observations already in memory. Comparisons patch"
    yield "`embedder.block2.res1.resadd_out`. Both sides have the same random weights, and their probabilities are compared"
    yield "before anything is timed (5e-5 is allowed; noise differs by design, so that there only the original field is)."
    yield f"*{TOOLS}*: see `batched_field.py`. *{PYPI}* is the package itself; it takes one square at a"
    yield "time, and its arrows are compared. Goals are judged against each peer that has one."
    yield "ONNX Runtime has all its optimisations and does not spin; OpenVINO is tuned for latency, in float32, with shapes"
    yield "known beforehand; `torch.compile` has frozen parameters; JAX is compiled by XLA, on all cores. All have the"
    yield "observations in memory and the shape of their batch to themselves; `runtimes.py` has their settings."
    yield ""
    for plans, parts in {parts_of(result["work"]) for result in results if result["work"].times > 1}:
        yield f"(¹) One field for each of {SQUARES} squares, extrapolated: HookKit computed {plans} plans in one call, and procgen-tools,"
        yield f"which does one plan after the other, {parts}."
    yield "(²) The library cannot make a level without drawing it."
    yield ""


def growth(found):
    yield "## Growth"
    yield ""
    yield from table(
        ["scale", "squares", "HookKit's field", "a square", "procgen-tools (restated)", "faster by"],
        ([scale, squares, spread(ours), duration(statistics.median(ours) / squares), spread(theirs),
          f"{significant(statistics.median(theirs) / statistics.median(ours))}x"]
         for scale, squares, (ours, theirs) in found["squares"]))
    yield from table(
        ["scale", "plans", "HookKit's fields", "a plan"],
        ([scale, plans, spread(ours), duration(statistics.median(ours) / plans)]
         for scale, plans, (ours,) in found["plans"]))
    yield from table(
        ["scale", "threads", "HookKit's field", "HookKit, 64 unrelated", f"{FORWARD}, 64 unrelated"],
        ([scale, threads, *map(spread, times)] for scale, threads, times in found["threads"]))
    yield "What is divided over threads, on one and on two; 1.9 times is the goal for all but a single row."
    yield ""
    rows = []
    for scale, name, (one, two) in found["scaling"]:
        ratio = statistics.median(one) / statistics.median(two)
        met = "" if name == "forward pass, 1" else "met (1.9x)" if ratio >= 1.9 else "**missed** (1.9x)"
        rows.append([scale, name, spread(one), spread(two), f"{significant(ratio)}x", met])
    yield from table(["scale", "work", "one thread", "two threads", "faster by", "goal"], rows)


def ablations(found):
    yield "## The engine's ideas, each one off"
    yield ""
    whole = {(scale, name): statistics.median(times) for scale, name, off, times in found if not off}
    yield from table(
        ["scale", "work", "without", "time", "against all ideas"],
        ([scale, name, off[0] if off else "(all on)", spread(times),
          f"{significant(statistics.median(times) / whole[scale, name])}x" if off else ""]
         for scale, name, off, times in found))


def commands(found):
    """Whole commands."""
    yield "## Commands"
    yield ""
    yield "From Enter to the end, nothing taken off. Cold: the program, its libraries, pictures and checkpoint are not in memory."
    yield ""
    rows = []
    for command, taken in found:
        name = f"`{command.name.replace(str(Path(command.words[-1]).parent) + '/', '')}`"
        if "failure" in taken:
            rows.append([name, "did not run: " + taken["failure"].split("\n")[0], "", "", ""])
            continue
        met = ""
        if command.goal:
            met = "met" if statistics.median(taken["warm"]) <= command.goal else "**missed**"
            met += f" ({duration(command.goal)})"
        rows.append([name, spread(taken["warm"]), spread(taken["one"]), spread(taken["cold"]), met])
    yield from table(["command", "warm", "on one core", "cold", "goal"], rows)


def start_up(results):
    yield "## Start-up and memory"
    yield ""
    goal = {"hookctl --version": 0.05}
    rows = []
    for name, times in results["start"].items():
        met = "" if name not in goal or not times else "met (50 ms)" if statistics.median(times) < goal[name] else "**missed** (50 ms)"
        rows.append([f"`{name}`", spread(times) if times else "did not run", met])
    yield from table(["start-up", "time", "goal"], rows)
    rows = []
    for name, peak in results["memory"].items():
        met = "" if name != "HookKit" else "met (400 MB)" if peak < 400e6 else "**missed** (400 MB)"
        rows.append([name, f"{peak / 1e6:,.0f} MB", met])
    yield from table([f"peak memory of one field ({SQUARES} squares, largest scale), fresh program", "", "goal"], rows)


def text(results, machine):
    lines = [machine.title, "", *machine.lines(), ""]
    lines += works(results["works"])
    if "growth" in results:
        lines += [
            *growth(results["growth"]), *ablations(results["ablations"]), *commands(results["commands"]),
            *start_up(results)]
    return "\n".join(lines).rstrip() + "\n"
