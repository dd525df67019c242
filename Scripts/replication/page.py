"""Fills the tables of Documentation/Replication/README.md with the numbers of the data, and says which is from where.

Documentation/Replication/cells.json names, for each cell of each table, the file and the number in it; the tests read that,
and hold the page against the data.
"""
import json
import re

DATA = "Documentation/Replication/data"
# What the bundled policy's own pages have is taken from there.
OWN_PAGES = {
    "behaviour": "Documentation/behaviour/findings.json",
    "cheese-vector-dose": "Plugins/CheeseVector/found/cheese-vector-dose.json",
    "cheese-vector-transfer": "Plugins/CheeseVector/found/cheese-vector-transfer.json",
    "cheese-vector-sites": "Plugins/CheeseVector/found/cheese-vector-sites.json",
    "top-right-vector-dose": "Plugins/TopRightVector/found/top-right-vector-dose.json",
    "composed-vectors": "Plugins/TopRightVector/found/composed-vectors.json",
    "retarget-heat-map": "Plugins/Retarget/found/retarget-heat-map.json",
    "retarget-strength": "Plugins/Retarget/found/retarget-strength.json",
    "cheese-scrubbing": "Plugins/CheeseScrubbing/found/cheese-scrubbing.json",
}
STEP, CORNER, WAY = "decision-square", "decision-square-towards-corner", "path-probability-to-corner"
SITES = [f"embedder.{name}" for name in [
    "block1.conv_out", "block1.res1.resadd_out", "block1.res2.resadd_out", "block2.res1.resadd_out",
    "block2.res2.resadd_out", "block3.res1.resadd_out", "block3.res2.resadd_out", "relufc_out"]]


def file(policy, kind):
    own = OWN_PAGES.get(kind) if policy == "bundled" else None
    return own or f"{DATA}/{policy}-{kind}.json"


def both(kind, **number):
    """The same number of both policies."""
    return [{"file": file(policy, kind), **number} for policy in ["trained", "bundled"]]


def measure(kind, name):
    return both(kind, measure=name)


def column(kind, table, where, name="mean"):
    return both(kind, table=table, where=where, column=name)


def one(kind, table, where, *names):
    """Several columns of a row of the trained policy."""
    return [{"file": file("trained", kind), "table": table, "where": where, "column": name} for name in names]


def decision(kind):
    return [(name, measure(kind, name)) for name in [
        "towards the cheese, original", "towards the cheese, patched", "towards the cheese, patched minus original",
        "towards the corner, patched minus original", "other, patched minus original"]]


def tables(steps):
    """The rows of every table: a label, and where the number of each cell is. Channels and steps of training come from data."""
    yield "behaviour", [(name, measure("behaviour", name)) for name in [
        "got the cheese", "got the cheese: cheese in the top right 5x5", "got the cheese: cheese elsewhere",
        "got the cheese: decision square, outside 5x5", "top right 5x5, never the cheese"]] + [
            (f"probability at the decision square, {way}", measure("decision-left", f"{way}, original"))
            for way in ["towards the cheese", "towards the corner"]]
    yield "regression", [(f"`{name}`", column("behaviour", "coefficients", {"metric": name}, "coefficient")) for name in [
        "steps-between-cheese-decision-square", "euc-dist-cheese-top-right", "euc-dist-cheese-decision-square",
        "cheese-coord-norm"]]
    yield "subtracted", decision("decision-left")
    yield "dose", [(f"{scale:g}", column("cheese-vector-dose", STEP, {"scale": scale}, "above_random"))
                   for scale in [-2, -1, -0.5, 0.5, 1, 2]]
    yield "shifted", [(f"{shift}", column("cheese-vector-shifted", STEP, {"shift": shift}, "above_random"))
                      for shift in [0, 1, 2, 4, 6]]
    yield "transfer", [(name, column("cheese-vector-transfer", STEP, {"vector of": vector}, "above_random"))
                       for name, vector in [("the level itself", "its own level"), ("the mean of 100 others", "1000..<1100")]]
    yield "sites", [(f"`{site}`", column("cheese-vector-sites", STEP, {"site": site}, "above_random")) for site in SITES]
    yield "corner", [(f"{words}, {scale:g}", column("top-right-vector-dose", table, {"scale": scale}, "above_random"))
                     for words, table in [("step towards the corner", CORNER), ("way to the corner", WAY)]
                     for scale in [-1, 1, 2, 3]]
    yield "composed", [(words, column("composed-vectors", table, {"cheese": -1, "corner": 1}))
                       for words, table in [("step towards the cheese", STEP), ("step towards the corner", CORNER),
                                            ("way to the corner", WAY)]] + [
        (f"{words}, more than the sum", measure("composed-vectors", f"{metric}, cheese -1.0, corner 2.0"))
        for words, metric in [("step towards the cheese", STEP), ("step towards the corner", "decision-square(towards: corner)"),
                              ("way to the corner", "path-probability(to: corner)")]]
    yield "retarget", [("every square, 5.5, less no patch", measure("retarget-heat-map", "retargeted - no patch")),
                       ("every square, 5.5, less a real cheese", measure("retarget-heat-map", "retargeted - cheese"))] + [
        (f"random squares, {value:g}, {words}, less no patch", column("retarget-strength", "values", {"value": value}, name))
        for value in [2, 5.5, 16] for words, name in [("cheese channels", "retargeted - no patch"),
                                                      ("other channels", "other - no patch")]]
    yield "scrubbing", [(f"{channels}, cheese {words}", column("cheese-scrubbing", "scrubbing", {
        "channels": channels, "cheese of the other maze": cheese}, "total variation"))
        for channels in ["cheese channels", "random channels 1", "all channels"]
        for words, cheese in [("on the same square", "same"), ("elsewhere", "different")]] + [
            (f"{channels}, elsewhere less same", measure("cheese-scrubbing", f"total variation, {channels}"))
            for channels in ["cheese channels", "random channels 1", "random channels 2", "random channels 3", "all channels"]]
    yield "eleven", [(name, [{"file": file("trained", "eleven-channels"), "measure": f"total variation, {name}"}])
                     for name in ["cheese channels", "random channels 1"]]
    yield "probes", [(target, both("probes", table="scores", where={"target": target}, column="value", error="standard error"))
                     for target in ["cheese", "mouse"]]
    yield "rollouts", [(name, measure("cheese-vector-in-rollouts", f"cheese: {name}")) for name in [
        "original", "its cheese vector taken away", "only at the decision square", "another level's, cheese elsewhere"]] + [
            (f"{name}, less the original", measure("cheese-vector-in-rollouts", name))
            for name in ["its cheese vector taken away", "only at the decision square", "another level's, cheese elsewhere"]]
    yield "facing", [(f"towards the cheese, the mouse looks {side}", measure(f"decision-{side}", "towards the cheese, original"))
                     for side in ["left", "right"]] + [(name, measure("fields-and-rollouts", name)) for name in [
                         "not the field's likeliest action", "of these by facing", "of these by chance",
                         "total variation between field and rollout",
                         "leaves the way that both share before the decision square"]]
    yield "value", [(f"{name}, {words}", both("value-agreement", list=part, measure=name)) for words, part, name in [
        ("all squares", "agreement", "likeliest action to the highest value"), ("all squares", "agreement", "by chance"),
        ("where they part", "parting", "likeliest action to the highest value"),
        ("where they part", "parting", "likeliest action towards the cheese"),
        ("where they part", "parting", "highest value towards the cheese")]]
    yield "edits", [(words, [{"file": file(policy, "edits"), **number}
                             for policy in ["trained", "bundled"]
                             for number in edit_numbers(plan, *towards)])
                    for words, plan, towards in EDITS]
    yield "channels", [(channel, [{"file": place, "measure": "retargeted - no patch"}]) for channel, place in channel_files(steps)]
    yield "training", [(f"{step:,}", [
        {"file": f"{DATA}/training-{step}-{kind}.json", **number} for kind, number in [
            ("behaviour", {"measure": "got the cheese: cheese in the top right 5x5"}),
            ("behaviour", {"measure": "got the cheese: cheese elsewhere"}),
            ("decision", {"measure": "towards the cheese, original"}),
            ("decision", {"measure": "towards the corner, original"}),
            ("decision", {"measure": "towards the cheese, patched minus original"}),
            ("probes", {"table": "scores", "where": {"target": "cheese"}, "column": "value", "error": "standard error"})]])
        for step in steps["training"]]


CHEESE, TOP_RIGHT = (STEP, STEP, "below"), (CORNER, "decision-square(towards: corner)", "above")
EDITS = [
    ("own cheese vector, -1: cheese", "own-vector", CHEESE), ("own cheese vector, -1: corner", "own-vector", TOP_RIGHT),
    ("own cheese vector, +1: cheese", "own-vector-added", (STEP, STEP, "above")),
    ("another level's, cheese on the same square, -1: cheese", "same-square", CHEESE),
    ("the mean of 100 others, -1: cheese", "mean-of-others", CHEESE),
    ("top-right vector, +1: corner", "top-right", TOP_RIGHT),
    ("own cheese vector and top-right vector: corner", "both", TOP_RIGHT),
]


def edit_numbers(plan, table, metric, part):
    """An edit's effect above random, and on how many levels it lies beyond all null twins."""
    name = f"Scripts/replication/edits/{plan}.yaml"
    yield {"table": table, "where": {"plan": name}, "column": "above_random"}
    yield {"table": "beyond", "where": {"edit": name, "metric": metric}, "part": part, "whole": "levels"}


def channel_files(steps):
    """The maps of single channels, in the order of the note that chose them: the channel with its change, and the file."""
    return [(f"{channel} ({change})", f"{DATA}/trained-map-of-channel-{channel}.json") for channel, change in steps["channels"]]


def found(root, cell):
    """The numbers that a cell means."""
    findings = json.loads((root / cell["file"]).read_text())["findings"]
    if "measure" in cell:
        return next(measure for finding in findings if finding.get("name") == cell.get("list", finding.get("name"))
                    for measure in finding.get("measures", []) if measure["name"] == cell["measure"])
    rows = next(finding["rows"] for finding in findings if finding.get("name") == cell["table"] and "rows" in finding)
    return next(row for row in rows if all(row[key] == value for key, value in cell["where"].items()))


def rounded(value):
    text = f"{value:.3f}"
    return text[1:] if float(text) == 0 and text.startswith("-") else text


def shown(root, cell):
    """A cell as the page has it: an estimate with its interval and n, a value with its error, or a part of a whole."""
    row = found(root, cell)
    if "part" in cell:
        return f"{row[cell['part']]} of {row[cell['whole']]}"
    if "error" in cell:
        return f"{rounded(row[cell['column']])} ± {rounded(row[cell['error']])}"
    name = cell.get("column", "value")
    bounds = row["interval" if name == "value" else f"{name}_interval"]
    count = f"; {bounds['n']}" if bounds.get("n") else ""
    return f"{rounded(row[name])} ({rounded(bounds['low'])} to {rounded(bounds['high'])}{count})"


def fill(root, page, steps):
    """Writes the tables into the page where it names them, `<!-- NAME -->` before a table's header, and cells.json beside it."""
    text, cells = (root / page).read_text(), {}
    for name, rows in tables(steps):
        cells[name] = [{"label": label, "cells": places} for label, places in rows]
        lines = [f"| {label} | {' | '.join(shown(root, place) for place in places)} |" for label, places in rows]
        pattern = re.compile(rf"(<!-- {name} -->\n\|.*\n\|[-:| ]*\|\n)(?:\|.*\n)*")
        if not pattern.search(text):
            raise ValueError(f"{page} has no table <!-- {name} -->")
        text = pattern.sub(lambda match: match[1] + "\n".join(lines) + "\n", text)
    (root / page).write_text(text)
    (root / page).with_name("cells.json").write_text(json.dumps(cells, indent=1, ensure_ascii=False) + "\n")
