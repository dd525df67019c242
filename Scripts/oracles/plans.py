"""The plans of the field oracles: how each is written for hookctl, and what it does, in PyTorch.

Every edit is (site pattern, selection, function); a selection is an index over the axes after the batch, None is all.
FILE names in the calls are files of the oracle folder.
"""
from fnmatch import fnmatchcase

import torch

from reference_model import SITES

SITE = "embedder.block2.res1.resadd_out"
ALL = slice(None)


def where(value, selection, edited):
    """The edited values where the selection says so, the old ones elsewhere."""
    if selection is None:
        return edited
    result = value.clone()
    index = (ALL, *selection)
    result[index] = edited[index]
    return result


def edits(plan):
    """A plan as (site, function) for ReferenceModel.run, in order, patterns expanded."""
    expanded = []
    for pattern, selection, function in plan:
        sites = [site for site in SITES if fnmatchcase(site, pattern)]
        assert sites, pattern
        for site in sites:
            expanded.append((site, lambda value, s=selection, f=function: where(value, s, f(value))))
    return expanded


def signed_scale(positive, negative):
    return lambda x: torch.where(x > 0, x * positive, x * negative)


def project_out(direction):
    """a - (a . d / |d|^2) d, activation and direction flattened to one vector per row."""
    d = direction.flatten()

    def function(x):
        coefficient = x.flatten(1) @ d / (d @ d)
        return x - coefficient.reshape(-1, *[1] * (x.dim() - 1)) * direction

    return function


def broadcast(array):
    return lambda x: array.to(x.dtype).expand_as(x)


def set_to(value):
    return lambda x: torch.full_like(x, value)


def plans(files, case):
    """[(name, calls, words, edits)] for one case. `files`: file name -> tensor [N, ...] at SITE."""
    cheese, without, bank = f"cheese-vector-{case}.npz", f"without-cheese-{case}.npz", "bank.npz"
    result = [
        ("zero-channel", [f"zero@{SITE}[7]"], "channel 7 to zero",
         [(SITE, (7,), set_to(0.0))]),
        ("set-channels", [f"set(value: 1.5)@{SITE}[[3, 7, 20]]"], "channels 3, 7 and 20 to 1.5 everywhere",
         [(SITE, ([3, 7, 20],), set_to(1.5))]),
        ("set-cell", [f"set(value: 5.5)@{SITE}[7, 4, 11]"], "retargeting: one cell of channel 7 to 5.5",
         [(SITE, (7, 4, 11), set_to(5.5))]),
        ("scale", [f"scale(by: 0.5)@{SITE}"], "the whole activation halved",
         [(SITE, None, lambda x: x * 0.5)]),
        ("scale-glob", ["scale(by: 0.9)@embedder.*.resadd_out"], "all six residual sums times 0.9",
         [("embedder.*.resadd_out", None, lambda x: x * 0.9)]),
        ("signed-scale", [f"signed-scale(positive: 0.5, negative: 2)@{SITE}"],
         "positive values times 0.5, negative ones times 2",
         [(SITE, None, signed_scale(0.5, 2.0))]),
        ("clamp", [f"clamp(min: -0.5, max: 0.75)@{SITE}[:, 2:14, 2:-2]"],
         "clamped to [-0.5, 0.75], rows and columns 2 to 13 only",
         [(SITE, (ALL, slice(2, 14), slice(2, -2)), lambda x: x.clamp(-0.5, 0.75))]),
        ("mean", [f"mean(of: {bank})@{SITE}[0:16]"],
         "channels 0 to 15 to the mean over the rows of the bank, cell by cell",
         [(SITE, (slice(0, 16),), broadcast(files[bank].mean(0)))]),
        ("input-red", ["zero@embedder.block1.conv_in0[0]"], "the observation's red channel to zero",
         [("embedder.block1.conv_in0", (0,), set_to(0.0))]),
        ("hidden-units", ["scale(by: -1)@embedder.relufc_out[0:32]"], "the first 32 hidden units negated",
         [("embedder.relufc_out", (slice(0, 32),), lambda x: -x)]),
        ("logit", ["set(value: 3)@fc_policy_out[4]"], "the logit of action 4 (a NOOP) to 3: an edit of an output",
         [("fc_policy_out", (4,), set_to(3.0))]),
        ("chain", [f"scale(by: 2)@{SITE}[0:16]", f"clamp(min: -1, max: 1)@{SITE}[0:8]",
                   "zero@embedder.block3.res2.resadd_out[5, 2:6, :]"],
         "three edits in order, two of them at one site",
         [(SITE, (slice(0, 16),), lambda x: x * 2), (SITE, (slice(0, 8),), lambda x: x.clamp(-1, 1)),
          ("embedder.block3.res2.resadd_out", (5, slice(2, 6), ALL), set_to(0.0))]),
    ]
    if cheese in files:
        vector, other = files[cheese][0], files[without][0]
        result += [
            ("cheese-vector", [f"add(vector: {cheese}, scale: -1)@{SITE}"], "the level's own cheese vector subtracted",
             [(SITE, None, lambda x: x - vector)]),
            ("project-out", [f"project-out(direction: {cheese})@{SITE}"],
             "the component along the cheese vector removed: a - (a . d / |d|^2) d over the whole activation",
             [(SITE, None, project_out(vector))]),
            ("patch", [f"patch(from: {without})@{SITE}[0:8]"],
             "channels 0 to 7 replaced by those of the level without cheese, mouse at the start",
             [(SITE, (slice(0, 8),), broadcast(other))]),
        ]
    return result
