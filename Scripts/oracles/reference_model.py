"""The IMPALA maze policy in plain PyTorch: the reference that the Swift model is checked against.

Written from the description of the architecture: every value a module makes passes through `tap`, under its
circrl label (`<module path>_out`), so that all 43 can be read and edited.
"""
import hashlib

import numpy as np
import torch
import torch.nn.functional as F

INPUT = "embedder.block1.conv_in0"


def site_names():
    """The 43 labels, in circrl's order."""
    names = [INPUT]
    for block in (1, 2, 3):
        prefix = f"embedder.block{block}"
        names += [f"{prefix}.conv_out", f"{prefix}.maxpool_out"]
        for res in ("res1", "res2"):
            names += [f"{prefix}.{res}.{part}_out" for part in ("relu1", "conv1", "relu2", "conv2", "resadd")]
    heads = ["fc_policy_out", "fc_value_out"]
    return names + [f"embedder.{part}_out" for part in ("relu3", "flatten", "fc", "relufc")] + heads


SITES = site_names()


def parameter_shapes(scale):
    """Names and shapes of all parameters, in the order of PyTorch's state dict."""
    shapes = {}

    def layer(name, *shape):
        shapes[f"{name}.weight"] = shape
        shapes[f"{name}.bias"] = shape[:1]

    channels = 3
    for block, width in ((1, 16 * scale), (2, 32 * scale), (3, 32 * scale)):
        layer(f"embedder.block{block}.conv", width, channels, 3, 3)
        for res in ("res1", "res2"):
            for conv in ("conv1", "conv2"):
                layer(f"embedder.block{block}.{res}.{conv}", width, width, 3, 3)
        channels = width
    layer("embedder.fc", 256, 2048 * scale)
    layer("fc_policy", 15, 256)
    layer("fc_value", 1, 256)
    return shapes


class ReferenceModel:
    def __init__(self, parameters):
        self.parameters = {name: value.float() for name, value in parameters.items()}
        self.scale = self.parameters["embedder.block1.conv.weight"].shape[0] // 16
        found = {name: tuple(value.shape) for name, value in self.parameters.items()}
        assert found == parameter_shapes(self.scale), "not the parameters of an IMPALA maze policy"

    @staticmethod
    def from_file(path):
        return ReferenceModel(torch.load(path, map_location="cpu", weights_only=True)["model_state_dict"])

    def double(self):
        """The same network in float64, to see how far float32 rounding goes."""
        copy = ReferenceModel(self.parameters)
        copy.parameters = {name: value.double() for name, value in self.parameters.items()}
        return copy

    def sha256(self):
        """Of all parameters as little-endian float32, concatenated in state-dict order."""
        digest = hashlib.sha256()
        for name in parameter_shapes(self.scale):
            digest.update(self.parameters[name].contiguous().numpy().astype("<f4").tobytes())
        return digest.hexdigest()

    @torch.no_grad()
    def run(self, observations, edits=(), keep=("fc_policy_out", "fc_value_out")):
        """Observations uint8 [N, 64, 64, 3]; edits (site, function) in order; returns the kept sites' values."""
        kept = {}

        def tap(site, value):
            for target, function in edits:
                if target == site:
                    value = function(value)
            if site in keep:
                kept[site] = value
            return value

        def layer(name, value, operation, **options):
            weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]
            return tap(f"{name}_out", operation(value, weight, bias, **options))

        dtype = self.parameters["fc_value.bias"].dtype
        x = torch.from_numpy(np.ascontiguousarray(observations)).permute(0, 3, 1, 2).contiguous()
        x = tap(INPUT, x.to(dtype) / 255)
        for block in ("embedder.block1", "embedder.block2", "embedder.block3"):
            x = layer(f"{block}.conv", x, F.conv2d, padding=1)
            x = tap(f"{block}.maxpool_out", F.max_pool2d(x, kernel_size=3, stride=2, padding=1))
            for res in (f"{block}.res1", f"{block}.res2"):
                y = tap(f"{res}.relu1_out", F.relu(x))
                y = layer(f"{res}.conv1", y, F.conv2d, padding=1)
                y = tap(f"{res}.relu2_out", F.relu(y))
                y = layer(f"{res}.conv2", y, F.conv2d, padding=1)
                x = tap(f"{res}.resadd_out", x + y)
        x = tap("embedder.relu3_out", F.relu(x))
        x = tap("embedder.flatten_out", x.flatten(1))
        x = layer("embedder.fc", x, F.linear)
        x = tap("embedder.relufc_out", F.relu(x))
        layer("fc_policy", x, F.linear)
        layer("fc_value", x, F.linear)
        return kept


# ---- a random model that needs no file ------------------------------------------------------------------------


def splitmix64(x):
    """One output of the splitmix64 generator for each state x (uint64, wrapping)."""
    with np.errstate(over="ignore"):
        z = x + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def random_parameters(shapes, seed):
    """Parameters by a formula, the same bits in any language. For parameter number p (from 0, in state-dict order) and
    its element i (from 0, row-major):

        h     = splitmix64(seed + (p << 32) + i)          all modulo 2^64
        u     = 2 * f64(h >> 40) / 2^24 - 1               exact, in [-1, 1)
        bound = 0.1 for a bias, sqrt(3 / fan_in) for a weight of shape [out, ...], fan_in = product of the rest
        value = f32(u * bound)                            f64 product, rounded once
    """
    parameters = {}
    for p, (name, shape) in enumerate(shapes.items()):
        with np.errstate(over="ignore"):
            state = np.uint64(seed) + (np.uint64(p) << np.uint64(32)) + np.arange(np.prod(shape), dtype=np.uint64)
        u = 2.0 * (splitmix64(state) >> np.uint64(40)).astype(np.float64) / 2.0**24 - 1.0
        bound = 0.1 if name.endswith("bias") else np.sqrt(3.0 / np.prod(shape[1:]))
        parameters[name] = torch.from_numpy((u * bound).astype(np.float32).reshape(shape))
    return parameters


def random_model(scale, seed):
    return ReferenceModel(random_parameters(parameter_shapes(scale), seed))
