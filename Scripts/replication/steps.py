"""The steps of the replication: which commands, of which sizes."""

SITE = "embedder.block2.res1.resadd_out"
# The steps of training after which the checkpoints beside the policy were saved: maze-training-32768.pth and so on.
TRAINING = [32768, 753664, 2031616]
LAST = 160022528
EDITS = ["own-vector", "own-vector-added", "same-square", "mean-of-others", "top-right", "both"]

# How many levels: of which one row is asked; a whole field, under many conditions or under more of them; of which a map is
# made; that are played; and how many null twins there are, of fields and of rows. Fields of hard mode are larger.
SIZES = {"rows": 500, "easy_levels": 100, "easy_fields": 50, "hard_fields": 30, "maps": 10, "channel_maps": 5,
         "episodes": 1000, "nulls": 10, "row_nulls": 40}

# For each edit and metric, on how many levels it lies below, or above, all of its null twins.
BEYOND = """
SELECT v.text AS edit, n.name AS metric, count(*) AS levels,
  sum(m.value < (SELECT min(d.value) FROM nulls d WHERE d.point = m.point AND d.metric = m.metric)) AS below,
  sum(m.value > (SELECT max(d.value) FROM nulls d WHERE d.point = m.point AND d.metric = m.metric)) AS above
FROM metrics m JOIN coordinates c ON c.point = m.point JOIN axes a ON a.position = c.axis
  JOIN axis_values v ON v.axis = c.axis AND v.position = c.value JOIN metric_names n ON n.position = m.metric
WHERE a.name = 'plan' AND m.value IS NOT NULL GROUP BY v.position, n.position
"""


def first(levels):
    """The levels from 0 on, as options name them."""
    return ["--levels", f"0..<{levels}"]


def both(sizes, fields):
    """What is run on either policy, by the name of its data."""
    rows, nulls = first(sizes["rows"]), ["--nulls", str(sizes["nulls"])]
    for facing in ["left", "right", "both"]:
        yield f"decision-{facing}", ["statistics", "decision", *rows, "--facing", facing, "--patch",
                                     f"cheese-vector@{SITE}", "--nulls", str(sizes["row_nulls"])]
    yield "probes", ["probe", *first(400), "--squares", "1", "--target", "cheese", "--target", "mouse", "--target",
                     "action", "--channels", "--site", SITE]
    yield "cheese-vector-shifted", ["cheese-vector-shifted", *first(fields), *nulls]
    yield "fields-and-rollouts", ["fields-and-rollouts", *first(sizes["easy_levels"])]
    yield "value-agreement", ["value-agreement", *first(sizes["easy_levels"])]
    yield "cheese-vector-in-rollouts", ["cheese-vector-in-rollouts", *first(fields)]


def published(sizes):
    """What the pages of the plugins and the report of behaviour have of the bundled policy, and here of the other one."""
    rows, fields, nulls = first(sizes["rows"]), first(sizes["easy_fields"]), ["--nulls", str(sizes["nulls"])]
    yield "behaviour", ["statistics", "behaviour", *first(sizes["episodes"])]
    yield "retarget-heat-map", ["retarget-heat-map", *first(sizes["maps"])]
    yield "retarget-strength", ["retarget-strength", *fields]
    yield "cheese-scrubbing", ["cheese-scrubbing", *rows]
    yield "eleven-channels", ["cheese-scrubbing", *rows, "--count", "11", "--sets", "1"]
    yield "cheese-vector-dose", ["cheese-vector-dose", *first(sizes["easy_levels"]), "--scales=-2,-1,-0.5,0.5,1,2", *nulls]
    yield "top-right-vector-dose", ["top-right-vector-dose", *fields, "--scales=-1,1,2,3", *nulls]
    yield "composed-vectors", ["composed-vectors", *fields]
    yield "cheese-vector-transfer", ["cheese-vector-transfer", *fields, *nulls]
    yield "cheese-vector-sites", ["cheese-vector-sites", *fields, *nulls]


def channel_map(channel, change, sizes):
    """A map of one channel, which is set to a value of the sign of the change that the cheese makes."""
    value = "--value=-5.5" if change.startswith("-") else "--value=5.5"
    return ["retarget-heat-map", *first(sizes["channel_maps"]), "--channels", channel, value, "--pictures", "0"]


def edits(levels, sizes):
    """The published edits beside their null twins, as a sweep; `levels` have a decision square and room for every edit."""
    plans = [word for name in EDITS for word in ("--plan", f"Scripts/replication/edits/{name}.yaml")]
    return ["sweep", "--levels", ",".join(map(str, levels)), *plans, "--metric", "decision-square", "--metric",
            "decision-square(towards: corner)", "--nulls", str(sizes["nulls"]), "--control", "random"]


def through_training(sizes):
    """The key measures of one checkpoint, by the name of their data."""
    rows = first(sizes["rows"])
    yield "decision", ["statistics", "decision", *rows, "--patch", f"cheese-vector@{SITE}", "--nulls",
                       str(sizes["row_nulls"])]
    yield "behaviour", ["statistics", "behaviour", *first(sizes["rows"])]
    yield "probes", ["probe", *first(400), "--squares", "1", "--target", "cheese", "--site", SITE]
