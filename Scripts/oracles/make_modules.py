#!/usr/bin/env python3
"""Writes Tests/HookKitTests/Fixtures/modules.json: layers on small inputs, computed by NumPy in float64.

    python3 Scripts/oracles/make_modules.py

Needs NumPy alone. The formulas are those of PyTorch's documentation, written for whole arrays, and share nothing with
HookKit's loops.
"""

import json
import math
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests/HookKitTests/Fixtures/modules.json"
random = np.random.default_rng(15)


def array(*shape):
    return random.normal(size=shape).astype(np.float32).astype(np.float64)


def windows(x, kernel, stride, padding, counts_padding):
    """Means over windows, by padding with NaN or zeros."""
    n, c, h, w = x.shape
    fill = 0.0 if counts_padding else np.nan
    wide = np.full((n, c, h + 2 * padding, w + 2 * padding), fill)
    wide[:, :, padding:padding + h, padding:padding + w] = x
    view = np.lib.stride_tricks.sliding_window_view(wide, (kernel, kernel), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.nanmean(view, axis=(4, 5))


def adaptive(x, height, width):
    h, w = x.shape[2:]
    lines = [(math.floor(i * h / height), math.ceil((i + 1) * h / height)) for i in range(height)]
    columns = [(math.floor(i * w / width), math.ceil((i + 1) * w / width)) for i in range(width)]
    return np.stack([np.stack([x[:, :, a:b, c:d].mean(axis=(2, 3)) for c, d in columns], -1) for a, b in lines], -2)


def softmax(x, axis):
    powers = np.exp(x)
    return powers / powers.sum(axis=axis + 1, keepdims=True)


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def batch_norm(x, weight, bias, mean, variance):
    shape = (1, -1) + (1,) * (x.ndim - 2)
    centred = (x - mean.reshape(shape)) / np.sqrt(variance.reshape(shape) + 1e-5)
    return centred * weight.reshape(shape) + bias.reshape(shape)


def layer_norm(x, weight, bias):
    axes = tuple(range(x.ndim - weight.ndim, x.ndim))
    centred = x - x.mean(axis=axes, keepdims=True)
    return centred / np.sqrt((centred ** 2).mean(axis=axes, keepdims=True) + 1e-5) * weight + bias


def gru_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    reset, update, new = np.split(x @ weight_ih.T + bias_ih, 3, axis=1)
    reset_h, update_h, new_h = np.split(h @ weight_hh.T + bias_hh, 3, axis=1)
    update = sigmoid(update + update_h)
    return (1 - update) * np.tanh(new + sigmoid(reset + reset_h) * new_h) + update * h


def lstm_cell(x, h, c, weight_ih, weight_hh, bias_ih, bias_hh):
    enters, stays, new, leaves = np.split(x @ weight_ih.T + bias_ih + h @ weight_hh.T + bias_hh, 4, axis=1)
    memory = sigmoid(stays) * c + sigmoid(enters) * np.tanh(new)
    return np.concatenate([sigmoid(leaves) * np.tanh(memory), memory], axis=1)


def cases():
    x = array(2, 12) * 3
    yield "leakyReLU", [x], {}, np.where(x > 0, x, 0.2 * x)
    yield "elu", [x], {}, np.where(x > 0, x, 1.5 * (np.exp(x) - 1))
    yield "gelu", [x], {}, x * np.vectorize(lambda v: (1 + math.erf(v / math.sqrt(2))) / 2)(x)
    yield "geluTanh", [x], {}, x * sigmoid(2 * math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))
    yield "sigmoid", [x], {}, sigmoid(x)
    yield "tanh", [x], {}, np.tanh(x)
    for name, shape in [("batchNormImage", (2, 3, 2, 4)), ("batchNormVector", (3, 3))]:
        x = array(*shape)
        parameters = {"weight": array(3), "bias": array(3), "running_mean": array(3), "running_var": array(3) ** 2}
        yield name, [x], parameters, batch_norm(x, *parameters.values())
    x, parameters = array(2, 3, 4), {"weight": array(4), "bias": array(4)}
    yield "layerNormLast", [x], parameters, layer_norm(x, *parameters.values())
    x, parameters = array(2, 3, 4), {"weight": array(3, 4), "bias": array(3, 4)}
    yield "layerNormAll", [x], parameters, layer_norm(x, *parameters.values())
    x = array(2, 2, 7, 5)
    yield "averagePool", [x], {}, windows(x, 2, 2, 0, True)
    yield "averagePoolPadded", [x], {}, windows(x, 3, 2, 1, True)
    yield "averagePoolUncounted", [x], {}, windows(x, 3, 2, 1, False)
    yield "adaptivePool", [x], {}, adaptive(x, 3, 2)
    yield "adaptivePoolOne", [x], {}, adaptive(x, 1, 1)
    x = array(2, 3, 4) * 4
    yield "softmax0", [x], {}, softmax(x, 0)
    yield "softmax1", [x], {}, softmax(x, 1)
    yield "logSoftmax", [x], {}, np.log(softmax(x, 1))
    yield "reshape", [x], {}, x.reshape(2, 2, 6)
    yield "transpose", [x], {}, x.transpose(0, 2, 1)
    x = array(2, 2, 3, 4)
    yield "transposeImage", [x], {}, x.transpose(0, 3, 1, 2)
    first, second, third = array(2, 2, 3), array(2, 1, 3), array(2, 4, 3)
    yield "concat0", [first, second, third], {}, np.concatenate([first, second, third], axis=1)
    first, second = array(2, 2, 3), array(2, 2, 1)
    yield "concat1", [first, second], {}, np.concatenate([first, second], axis=2)
    first, second = array(2, 3, 4), array(2, 3, 4)
    yield "multiply", [first, second], {}, first * second
    yield "subtract", [first, second], {}, first - second
    yield "affine", [first], {}, 0.25 * first - 3
    yield "narrow", [first], {}, first[:, 1:3]
    yield "narrowLast", [first], {}, first[:, :, 2:]
    x, h, c = array(2, 3), array(2, 2), array(2, 2)
    parameters = {"weight_ih": array(6, 3), "weight_hh": array(6, 2), "bias_ih": array(6), "bias_hh": array(6)}
    yield "gruCell", [x, h], parameters, gru_cell(x, h, *parameters.values())
    parameters = {"weight_ih": array(8, 3), "weight_hh": array(8, 2), "bias_ih": array(8), "bias_hh": array(8)}
    yield "lstmCell", [x, h, c], parameters, lstm_cell(x, h, c, *parameters.values())


def tensor(values):
    return {"shape": list(values.shape), "values": [float(np.float32(v)) for v in values.ravel()]}


def main():
    records = [
        {
            "name": name, "inputs": [tensor(x) for x in inputs],
            "parameters": {key: tensor(value) for key, value in parameters.items()}, "output": tensor(output)
        }
        for name, inputs, parameters, output in cases()
    ]
    OUT.write_text("[\n" + ",\n".join(json.dumps(record) for record in records) + "\n]\n")
    print(f"wrote {OUT} ({len(records)} layers)")


if __name__ == "__main__":
    main()
