"""Draws what the replication measured, with intervals, as SVG."""
import json
import math

WIDTH, HEIGHT, LEFT, TOP, GAP = 250, 190, 46, 34, 62
COLOURS = ["#1b6ca8", "#c1440e", "#5b8c3a"]
FONT = 'font-family="sans-serif" fill="#222222"'


def measure(data, step, kind, name):
    """A measure with its bounds, from the data of a checkpoint."""
    for finding in json.loads((data / f"training-{step}-{kind}.json").read_text())["findings"]:
        for found in finding.get("measures", []):
            if found["name"] == name:
                return found["value"], found["interval"]["low"], found["interval"]["high"]
    raise KeyError(f"training-{step}-{kind}: no {name}")


def score(data, step):
    """What a probe reads off about the cheese, with twice its standard error."""
    for finding in json.loads((data / f"training-{step}-probes.json").read_text())["findings"]:
        if finding.get("name") == "scores":
            row = finding["rows"][0]
            return row["value"], row["value"] - 2 * row["standard error"], row["value"] + 2 * row["standard error"]
    raise KeyError(f"training-{step}-probes: no scores")


def text(x, y, words, anchor="middle", size=11):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" {FONT}>{words}</text>'


def line(x1, y1, x2, y2, colour="#bbbbbb", width=1.0):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"/>'


class Panel:
    """Curves over a common axis. A curve is a name with a value and bounds for each place on the axis."""

    def __init__(self, title, axis, places, labels, heights, curves):
        self.title, self.axis, self.labels, self.heights, self.curves = title, axis, labels, heights, curves
        self.places = [(place - places[0]) / (places[-1] - places[0]) for place in places]

    def elements(self, left):
        low, high = self.heights[0], self.heights[-1]
        xs = [left + 12 + (WIDTH - 24) * place for place in self.places]
        def y(value): return TOP + HEIGHT * (high - min(max(value, low), high)) / (high - low)
        yield text(left + WIDTH / 2, TOP - 14, self.title, size=12)
        for tick in self.heights:
            yield line(left, y(tick), left + WIDTH, y(tick), "#777777" if tick == 0 else "#cccccc")
            yield text(left - 6, y(tick) + 4, f"{tick:g}", "end")
        for x, label in zip(xs, self.labels):
            yield text(x, TOP + HEIGHT + 16, label)
        yield text(left + WIDTH / 2, TOP + HEIGHT + 32, self.axis)
        for number, (name, points) in enumerate(self.curves):
            # Side by side, so that no curve hides another.
            aside = 4 * (number - (len(self.curves) - 1) / 2)
            yield from self.curve([x + aside for x in xs], y, points, COLOURS[number])
            below = TOP + HEIGHT + 52 + 15 * number
            yield line(left, below - 4, left + 18, below - 4, COLOURS[number], 2.5)
            yield text(left + 24, below, name, "start")

    @staticmethod
    def curve(xs, y, points, colour):
        for x, (_, low, high) in zip(xs, points):
            yield line(x, y(low), x, y(high), colour, 1.5)
        path = " ".join(f"{x:.1f},{y(value):.1f}" for x, (value, _, _) in zip(xs, points))
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        for x, (value, _, _) in zip(xs, points):
            yield f'<circle cx="{x:.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>'


def draw(place, panels):
    """Writes panels side by side."""
    elements = [element for number, panel in enumerate(panels) for element in panel.elements(LEFT + number * (WIDTH + GAP))]
    width, height = LEFT + len(panels) * (WIDTH + GAP) - GAP + 16, TOP + HEIGHT + 92
    place.write_text("\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" fill="white"/>', *elements, "</svg>", ""]))


def have(data, names):
    return all((data / f"{name}.json").is_file() for name in names)


def draw_training(data, place, steps):
    """The measures of the checkpoints of one training, where the data of all is there."""
    if not have(data, [f"training-{step}-{kind}" for step in steps for kind in ["decision", "behaviour", "probes"]]):
        return
    def of(kind, name):
        return [measure(data, step, kind, name) for step in steps]
    labels = [f"{step / 1000:.0f}k" if step < 1_000_000 else f"{step / 1_000_000:.0f}M" for step in steps]
    common = ["steps of training, logarithmic", [math.log10(step) for step in steps], labels, [0, 0.25, 0.5, 0.75, 1]]
    draw(place, [
        Panel("Probability at the decision square", *common, [
            ("towards the cheese", of("decision", "towards the cheese, original")),
            ("towards the corner", of("decision", "towards the corner, original")),
            ("towards the cheese, its vector taken away", of("decision", "towards the cheese, patched"))]),
        Panel("Share of episodes that get the cheese", *common, [
            ("cheese in the top right 5x5", of("behaviour", "got the cheese: cheese in the top right 5x5")),
            ("cheese elsewhere", of("behaviour", "got the cheese: cheese elsewhere"))]),
        Panel("R² of a probe for the cheese's square", *common, [
            ("embedder.block2.res1.resadd_out", [score(data, step) for step in steps])])])


def draw_shifts(data, place):
    """What the vector of another level does, by how far the cheese is shifted there."""
    names = {"trained": "trained by reinforcement", "bundled": "bundled"}
    if not have(data, [f"{policy}-cheese-vector-shifted" for policy in names]):
        return
    rows = {policy: [row for finding in json.loads((data / f"{policy}-cheese-vector-shifted.json").read_text())["findings"]
                     if finding.get("name") == "decision-square" for row in finding["rows"]] for policy in names}
    def curve(policy):
        return [(row["mean"], row["mean_interval"]["low"], row["mean_interval"]["high"]) for row in rows[policy]]
    shifts = [row["shift"] for row in rows["trained"]]
    draw(place, [Panel("Change of the step towards the cheese", "squares between the two cheeses", shifts,
                       [f"{shift:g}" for shift in shifts], [-0.8, -0.6, -0.4, -0.2, 0, 0.2],
                       [(name, curve(policy)) for policy, name in names.items()])])
