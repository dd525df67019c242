#!/usr/bin/env python3
"""Writes Tests/ImpalaModelTests/Fixtures/exports/: small networks as torch.export and torch.onnx save them.

    Scripts/oracles/.venv/bin/python Scripts/oracles/make_exports.py

impala-scale-4 is the published network of 3,653,136 parameters without any of them, in both formats: a test puts in those of
`RandomParameters` and holds it against the native network. opset-N.onnx is the network "branches" in other sets of operators.

For each other network there are NAME.pt2 and NAME.onnx, and in NAME.npz observations with what PyTorch makes of them. Widths
are tiny, so that files are; weights are those of PyTorch's initialisation from seed 15.
"""

import io
import logging
import pathlib
import sys
import warnings
import zipfile

import numpy as np
import torch
from torch import nn

OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/ImpalaModelTests/Fixtures/exports"
OPSET = 20
# The lowest that PyTorch's exporter makes, one between, and the highest; 13 is made by the exporter of before.
OTHER_OPSETS = [18, 21, 23]
OLD_OPSET = 13


class ResidualAdd(nn.Module):
    def forward(self, x, y):
        return x + y


class Residual(nn.Module):
    """`x + conv2(relu2(conv1(relu1(x))))`, named as the published maze policies are."""

    def __init__(self, channels):
        super().__init__()
        self.relu1 = nn.ReLU()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.relu2 = nn.ReLU()
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        self.resadd = ResidualAdd()

    def forward(self, x):
        return self.resadd(x, self.conv2(self.relu2(self.conv1(self.relu1(x)))))


class Block(nn.Module):
    def __init__(self, inputs, channels):
        super().__init__()
        self.conv = nn.Conv2d(inputs, channels, 3, padding=1)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.res1 = Residual(channels)
        self.res2 = Residual(channels)

    def forward(self, x):
        return self.res2(self.res1(self.maxpool(self.conv(x))))


class Embedder(nn.Module):
    def __init__(self, width, side, hidden):
        super().__init__()
        self.block1 = Block(3, width)
        self.block2 = Block(width, 2 * width)
        self.block3 = Block(2 * width, 2 * width)
        self.relu3 = nn.ReLU()
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(2 * width * (side // 8) ** 2, hidden)
        self.relufc = nn.ReLU()

    def forward(self, x):
        return self.relufc(self.fc(self.flatten(self.relu3(self.block3(self.block2(self.block1(x)))))))


class Impala(nn.Module):
    """The published network of any width: 16 is scale 1."""

    def __init__(self, width, side=64, hidden=256):
        super().__init__()
        self.embedder = Embedder(width, side, hidden)
        self.fc_policy = nn.Linear(hidden, 15)
        self.fc_value = nn.Linear(hidden, 1)

    def forward(self, x):
        hidden = self.embedder(x)
        return self.fc_policy(hidden), self.fc_value(hidden)


class NatureCNN(nn.Module):
    """As agents of Atari have it: bytes come in, and the value goes out without an axis."""

    def __init__(self):
        super().__init__()
        self.network = nn.Sequential(
            nn.Conv2d(4, 2, 8, stride=4), nn.ReLU(), nn.Conv2d(2, 4, 4, stride=2), nn.ReLU(),
            nn.Conv2d(4, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 7 * 7, 16), nn.ReLU())
        self.actor = nn.Linear(16, 6)
        self.critic = nn.Linear(16, 1)

    def forward(self, x):
        hidden = self.network(x / 255.0)
        return self.actor(hidden), self.critic(hidden).squeeze(-1)


class NormalisedBlock(nn.Module):
    def __init__(self, inputs, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride=2, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.shortcut = nn.Sequential(nn.Conv2d(inputs, channels, 1, stride=2, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer1 = NormalisedBlock(3, 4)
        self.layer2 = NormalisedBlock(4, 8)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.policy = nn.Linear(8, 5)

    def forward(self, x):
        return self.policy(torch.flatten(self.pool(self.layer2(self.layer1(x))), 1))


class Normalised(nn.Module):
    """LayerNorm and GELU on numbers, not pictures."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(6, 16), nn.LayerNorm(16), nn.GELU(), nn.Linear(16, 16), nn.GELU("tanh"))
        self.policy = nn.Linear(16, 3)
        self.value = nn.Linear(16, 1)

    def forward(self, x):
        hidden = self.body(x)
        return torch.log_softmax(self.policy(hidden), dim=-1), self.value(hidden)


class Recurrent(nn.Module):
    """A GRU whose state goes in and comes out."""

    def __init__(self, cell=nn.GRUCell):
        super().__init__()
        self.encoder = nn.Linear(6, 8)
        self.cell = cell(8, 8)
        self.policy = nn.Linear(8, 3)
        self.value = nn.Linear(8, 1)

    def forward(self, x, state):
        state = self.cell(torch.tanh(self.encoder(x)), state)
        return self.policy(state), self.value(state), state


class LongShortTerm(Recurrent):
    """The same with an LSTM, which has two states."""

    def __init__(self):
        super().__init__(nn.LSTMCell)

    def forward(self, x, state, memory):
        state, memory = self.cell(torch.tanh(self.encoder(x)), (state, memory))
        return self.policy(state), self.value(state), state, memory


class FreshRecurrent(nn.Module):
    """A GRU that starts anew with every observation: its state is zeros."""

    def __init__(self):
        super().__init__()
        self.cell = nn.GRUCell(6, 8)
        self.memory = nn.LSTMCell(8, 4)
        self.policy = nn.Linear(4, 3)

    def forward(self, x):
        state, _ = self.memory(self.cell(x))
        return self.policy(state)


class Branches(nn.Module):
    """Average pooling, and branches side by side."""

    def __init__(self):
        super().__init__()
        self.near = nn.Conv2d(3, 3, 3, padding=1)
        self.far = nn.Conv2d(3, 3, 5, padding=2)
        self.act = nn.LeakyReLU(0.1)
        self.pool = nn.AvgPool2d(2)
        self.policy = nn.Linear(6 * 8 * 8, 4)

    def forward(self, x):
        sides = torch.cat([self.act(self.near(x)), self.act(self.far(x))], dim=1)
        return self.policy(self.pool(sides).reshape(x.shape[0], -1))


class HalfWeights(nn.Module):
    """Weights are kept as bfloat16, and widened before they are used."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Parameter(torch.randn(8, 6, dtype=torch.bfloat16))
        self.policy = nn.Parameter(torch.randn(3, 8, dtype=torch.bfloat16))

    def forward(self, x):
        return torch.tanh(x @ self.hidden.float().T) @ self.policy.float().T


class HalfArithmetic(nn.Module):
    """Computes in bfloat16."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(6, 8, dtype=torch.bfloat16)
        self.policy = nn.Linear(8, 3, dtype=torch.bfloat16)

    def forward(self, x):
        return self.policy(torch.relu(self.hidden(x.bfloat16()))).float()


class Unsupported(nn.Module):
    """Things that HookKit does not compute, in several places."""

    def __init__(self):
        super().__init__()
        self.body = nn.ModuleDict({"grouped": nn.Conv2d(4, 4, 3, padding=1, groups=2), "act": nn.Hardswish()})
        self.policy = nn.Linear(4 * 8 * 8, 3)

    def forward(self, x):
        x = self.body["act"](self.body["grouped"](x))
        x = torch.cumsum(x, dim=2)
        return self.policy(torch.flatten(x, 1))


def bytes_of(rows, channels, side):
    return torch.randint(0, 256, (rows, channels, side, side))


def images(rows, channels, side):
    return torch.rand(rows, channels, side, side)


def batch_free(inputs):
    return tuple({0: torch.export.Dim("batch", min=1)} for _ in inputs)


def networks():
    """Name, network, inputs, whether the size of the batch is left open."""
    return [
        ("impala-1", Impala(1, hidden=8), (bytes_of(2, 3, 64) / 255,), True),
        ("impala-4", Impala(4, side=32, hidden=8), (images(2, 3, 32),), True),
        ("nature", NatureCNN(), (bytes_of(2, 4, 84).float(),), True),
        ("resnet", ResNet(), (images(3, 3, 16),), False),
        ("layernorm", Normalised(), (torch.randn(4, 6),), True),
        ("gru", Recurrent(), (torch.randn(4, 6), torch.randn(4, 8)), True),
        ("lstm", LongShortTerm(), (torch.randn(4, 6), torch.randn(4, 8), torch.randn(4, 8)), True),
        ("fresh-gru", FreshRecurrent(), (torch.randn(4, 6),), True),
        ("branches", Branches(), (images(3, 3, 16),), True),
        ("fixed-batch", Branches(), (images(1, 3, 16),), False),
        ("half-weights", HalfWeights(), (torch.randn(4, 6),), True),
        ("half-arithmetic", HalfArithmetic(), (torch.randn(4, 6),), True),
        ("unsupported", Unsupported(), (torch.rand(2, 4, 8, 8),), True),
    ]


def trained(network):
    """Statistics of batches as after some training, so that they are not 0 and 1."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.3)
            nn.init.uniform_(module.running_var, 0.5, 2)
            nn.init.uniform_(module.weight, 0.5, 2)
            nn.init.normal_(module.bias, std=0.3)
    return network.eval()


def samples(name, network, inputs):
    with torch.no_grad():
        outputs = network(*inputs)
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    observations = inputs[0].numpy()
    if (observations == np.round(observations)).all():
        observations = observations.astype(np.uint8)
    elif name == "impala-1":  # bytes, as environments give them: height, width, channels
        observations = np.round(observations * 255).astype(np.uint8).transpose(0, 2, 3, 1)
    states = {f"state{number}": state.numpy() for number, state in enumerate(inputs[1:])}
    names = ["logits", "value"] + [f"next{number}" for number in range(len(inputs) - 1)]
    return {"observations": observations} | states | {n: o.numpy() for n, o in zip(names, outputs)}


def save_torch(network, inputs, shapes, file):
    exported = torch.export.export(network, inputs, dynamic_shapes=shapes)
    exported.example_inputs = None  # they would be most of the file
    for node in exported.graph.nodes:
        node.meta.pop("stack_trace", None)  # where the script lies
    torch.export.save(exported, file)


def save_onnx(network, inputs, shapes, path, opset=OPSET):
    program = torch.onnx.export(network, inputs, dynamo=True, dynamic_shapes=shapes, opset_version=opset, verbose=False)
    for node in program.model.graph:
        node.metadata_props.pop("pkg.torch.onnx.stack_trace", None)
    program.save(path, external_data=False)


def save_old_onnx(network, inputs, path):
    """By the exporter that PyTorch had before, for the oldest set of operators."""
    torch.onnx.export(
        network, inputs, path, dynamo=False, opset_version=OLD_OPSET, input_names=["x"], output_names=["logits"],
        dynamic_axes={"x": {0: "batch"}, "logits": {0: "batch"}})


def save_without_weights(network, inputs, shapes, name):
    """Both files with the weights taken out: what is left is small."""
    import onnx

    whole = io.BytesIO()
    save_torch(network, inputs, shapes, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(OUT / f"{name}.pt2", "w", zipfile.ZIP_DEFLATED) as target:
        folder = source.namelist()[0].split("/")[0]
        for entry in source.namelist():
            if "/data/weights/weight_" not in entry:
                info = zipfile.ZipInfo(name + entry.removeprefix(folder))
                target.writestr(info, source.read(entry), zipfile.ZIP_DEFLATED)
    path = OUT / f"{name}.onnx"
    save_onnx(network, inputs, shapes, path)
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name in dict(network.named_parameters()):
            tensor.ClearField("raw_data")
    path.write_bytes(model.SerializeToString(deterministic=True))


def main():
    torch.manual_seed(15)
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    OUT.mkdir(parents=True, exist_ok=True)
    for name, network, inputs, is_free in networks():
        network = trained(network)
        shapes = batch_free(inputs) if is_free else None
        save_torch(network, inputs, shapes, OUT / f"{name}.pt2")
        save_onnx(network, inputs, shapes, OUT / f"{name}.onnx")
        np.savez_compressed(OUT / f"{name}.npz", **samples(name, network, inputs))
        if name == "branches":
            for opset in OTHER_OPSETS:
                save_onnx(network, inputs, shapes, OUT / f"opset-{opset}.onnx", opset)
            save_old_onnx(network, inputs, OUT / f"opset-{OLD_OPSET}.onnx")
    inputs = (images(2, 3, 64),)
    save_without_weights(Impala(64).eval(), inputs, batch_free(inputs), "impala-scale-4")
    return 0


if __name__ == "__main__":
    sys.exit(main())
