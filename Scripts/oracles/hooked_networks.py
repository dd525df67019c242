"""Both architectures as PyTorch modules with HookKit's names, so that PyTorch's own hooks can be put on them.

A network is a list of nodes (path, module, inputs): inputs are paths, or "input" for the observation. The value that a module
makes is the site `<path>_out`; what a module sees of it is the edge `<site>-><path>`.
"""
import torch
from torch import nn

INPUT = "input"


class Sum(nn.Module):
    """A residual addition: a module, because hooks are put on modules."""

    def forward(self, left, right):
        return left + right


def conv(parameters, path, **options):
    weight = parameters[f"{path}.weight"]
    module = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[2], **options)
    module.load_state_dict({"weight": weight, "bias": parameters[f"{path}.bias"]})
    return module


def linear(parameters, path):
    weight = parameters[f"{path}.weight"]
    module = nn.Linear(weight.shape[1], weight.shape[0])
    module.load_state_dict({"weight": weight, "bias": parameters[f"{path}.bias"]})
    return module


def chain(nodes, steps, source):
    """Appends modules of one input each, every one reading the one before; the path of the last."""
    for path, module in steps:
        nodes.append((path, module, [source]))
        source = path
    return source


def heads(nodes, parameters, hidden):
    for path in ("fc_policy", "fc_value"):
        nodes.append((path, linear(parameters, path), [hidden]))
    return nodes


def impala(parameters):
    nodes, value = [], INPUT
    for block in ("embedder.block1", "embedder.block2", "embedder.block3"):
        value = chain(nodes, [(f"{block}.conv", conv(parameters, f"{block}.conv", padding=1)),
                              (f"{block}.maxpool", nn.MaxPool2d(3, stride=2, padding=1))], value)
        for res in (f"{block}.res1", f"{block}.res2"):
            steps = []
            for number in (1, 2):
                path = f"{res}.conv{number}"
                steps += [(f"{res}.relu{number}", nn.ReLU()), (path, conv(parameters, path, padding=1))]
            branch = chain(nodes, steps, value)
            nodes.append((f"{res}.resadd", Sum(), [value, branch]))
            value = f"{res}.resadd"
    hidden = chain(nodes, [("embedder.relu3", nn.ReLU()), ("embedder.flatten", nn.Flatten()),
                           ("embedder.fc", linear(parameters, "embedder.fc")), ("embedder.relufc", nn.ReLU())], value)
    return heads(nodes, parameters, hidden)


def nature(parameters):
    layer = "embedder.layers.{}".format
    nodes = []
    hidden = chain(nodes, [
        (layer(0), conv(parameters, layer(0), stride=4)), (layer(1), nn.ReLU()),
        (layer(2), conv(parameters, layer(2), stride=2)), (layer(3), nn.ReLU()),
        (layer(4), conv(parameters, layer(4))), (layer(5), nn.ReLU()), (layer(6), nn.Flatten()),
        (layer(7), linear(parameters, layer(7))), (layer(8), nn.ReLU())], INPUT)
    return heads(nodes, parameters, hidden)


def nature_shapes():
    """Names and shapes of all parameters, in the order of PyTorch's state dict."""
    weights = {"embedder.layers.0": (32, 3, 8, 8), "embedder.layers.2": (64, 32, 4, 4), "embedder.layers.4": (64, 64, 3, 3),
               "embedder.layers.7": (512, 1024), "fc_policy": (15, 512), "fc_value": (1, 512)}
    return {f"{path}.{name}": size for path, shape in weights.items()
            for name, size in (("weight", shape), ("bias", shape[:1]))}


class HookedNetwork:
    """Runs the nodes; every plan is a set of hooks that is taken off again."""

    def __init__(self, nodes):
        self.nodes = nodes
        self.modules = {path: module for path, module, _ in nodes}
        # "input" is called by its first reader, as circrl does.
        self.names = {INPUT: f"{nodes[0][0]}_in0"} | {path: f"{path}_out" for path, _, _ in nodes}

    def edges(self):
        return [(source, path) for path, _, inputs in self.nodes for source in inputs]

    @torch.no_grad()
    def run(self, observations, edits=()):
        """Edits are (source, reader or None, function(value, seen)), in order; returns every module's value."""
        seen, handles = {INPUT: observations}, []
        places = {path: inputs for path, _, inputs in self.nodes}

        def output_hook(function):
            return lambda module, inputs, output: function(output, seen)

        def input_hook(function, place):
            def hook(module, inputs):
                changed = list(inputs)
                changed[place] = function(inputs[place], seen)
                return tuple(changed)
            return hook

        for source, reader, function in edits:
            if reader is None:
                handles.append(self.modules[source].register_forward_hook(output_hook(function)))
            else:
                hook = input_hook(function, places[reader].index(source))
                handles.append(self.modules[reader].register_forward_pre_hook(hook))
        for path, module, _ in self.nodes:
            handles.append(module.register_forward_hook(lambda m, i, output, path=path: seen.__setitem__(path, output)))
        try:
            for path, module, inputs in self.nodes:
                module(*[seen[source] for source in inputs])
        finally:
            for handle in handles:
                handle.remove()
        return seen
