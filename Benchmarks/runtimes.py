"""Runtimes that are faster than eager PyTorch, and EnvPool, each at its best settings; asked by lines of JSON like the
other sides, in an environment of their own (requirements-runtimes.txt)."""
import sys
from pathlib import Path

import numpy as np

from answering import Clock, keep, serve

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Scripts/oracles"))
from reference_model import random_model  # noqa: E402

MODEL_SEED = 2026
ACTIONS = ([0, 1, 2], [3], [5], [6, 7, 8], [4, 9, 10, 11, 12, 13, 14])


@keep
def parameters(scale):
    return {name: value.numpy() for name, value in random_model(scale, MODEL_SEED).parameters.items()}


@keep
def observations(name):
    """What `peers.py` was asked to save: float32 [N, 3, 64, 64]."""
    return np.ascontiguousarray(np.load(HERE / f".build/{name}.npy"))


def blocks():
    for block in (1, 2, 3):
        yield f"embedder.block{block}", [f"embedder.block{block}.{res}" for res in ("res1", "res2")]


# ---- runtimes: each makes a function from observations to logits and values --------------------------------------


@keep
def onnx_model(scale):
    """The network as an ONNX graph, written by hand, so that no exporter's choices are measured."""
    from onnx import TensorProto, helper, numpy_helper

    nodes = []

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def convolution(name, value):
        return node("Conv", [value, f"{name}.weight", f"{name}.bias"], f"{name}_out", pads=[1] * 4)

    def linear(name, value, output=None):
        return node("Gemm", [value, f"{name}.weight", f"{name}.bias"], output or f"{name}_out", transB=1)

    value = "observations"
    for block, residuals in blocks():
        value = node(
            "MaxPool", [convolution(f"{block}.conv", value)], f"{block}.maxpool_out", kernel_shape=[3, 3],
            strides=[2, 2], pads=[1] * 4)
        for name in residuals:
            inner = convolution(f"{name}.conv1", node("Relu", [value], f"{name}.relu1_out"))
            inner = convolution(f"{name}.conv2", node("Relu", [inner], f"{name}.relu2_out"))
            value = node("Add", [value, inner], f"{name}.resadd_out")
    value = node("Flatten", [node("Relu", [value], "relu3_out")], "flatten_out")
    value = node("Relu", [linear("embedder.fc", value)], "relufc_out")
    linear("fc_policy", value, "logits")
    linear("fc_value", value, "values")
    rows = lambda name, *shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", *shape])  # noqa: E731
    graph = helper.make_graph(
        nodes, "impala", [rows("observations", 3, 64, 64)], [rows("logits", 15), rows("values", 1)],
        [numpy_helper.from_array(value, name) for name, value in parameters(scale).items()])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return model.SerializeToString()


def onnxruntime(scale, count, threads):
    import onnxruntime as runtime

    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_ALL
    # Threads that wait by spinning would take the processor from the other sides.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = runtime.InferenceSession(onnx_model(scale), options, providers=["CPUExecutionProvider"])
    return lambda batch: session.run(["logits", "values"], {"observations": batch})[0]


def openvino(scale, count, threads):
    import openvino as runtime

    core = runtime.Core()
    model = core.read_model(onnx_model(scale), b"")
    model.reshape({"observations": [count, 3, 64, 64]})
    compiled = core.compile_model(model, "CPU", {
        "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_PRECISION_HINT": "f32"})
    request = compiled.create_infer_request()
    return lambda batch: request.infer({"observations": batch}, share_inputs=True)["logits"]


def compiled(scale, count, threads):
    """torch.compile with its parameters frozen, channels last."""
    import torch
    import torch.nn.functional as functional
    from torch._inductor import config

    config.freezing = True
    torch.set_num_threads(threads)

    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            for name, value in parameters(scale).items():
                self.register_parameter(name.replace(".", "_"), torch.nn.Parameter(torch.from_numpy(value)))

        def layer(self, kind, name, value, **options):
            flat = name.replace(".", "_")
            return kind(value, getattr(self, f"{flat}_weight"), getattr(self, f"{flat}_bias"), **options)

        def forward(self, value):
            for block, residuals in blocks():
                value = self.layer(functional.conv2d, f"{block}.conv", value, padding=1)
                value = functional.max_pool2d(value, 3, 2, 1)
                for name in residuals:
                    inner = self.layer(functional.conv2d, f"{name}.conv1", functional.relu(value), padding=1)
                    value = value + self.layer(functional.conv2d, f"{name}.conv2", functional.relu(inner), padding=1)
            value = functional.relu(value).contiguous().flatten(1)
            value = functional.relu(self.layer(functional.linear, "embedder.fc", value))
            values = self.layer(functional.linear, "fc_value", value)
            return self.layer(functional.linear, "fc_policy", value), values

    network = torch.compile(Network().eval().to(memory_format=torch.channels_last))

    def run(batch):
        with torch.inference_mode():
            shown = torch.from_numpy(batch).contiguous(memory_format=torch.channels_last)
            return network(shown)[0].numpy()

    return run


def jax(scale, count, threads):
    """XLA, channels last; on as many threads as there are cores, which cannot be chosen."""
    import jax as runtime
    from jax import lax
    from jax import numpy as jnp

    weights = {
        name: jnp.asarray(value.transpose(2, 3, 1, 0) if value.ndim == 4 else value)
        for name, value in parameters(scale).items()}

    def convolution(name, value):
        out = lax.conv_general_dilated(
            value, weights[f"{name}.weight"], (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
        return out + weights[f"{name}.bias"]

    def linear(name, value):
        return value @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def network(value):
        value = value.transpose(0, 2, 3, 1)
        for block, residuals in blocks():
            value = lax.reduce_window(
                convolution(f"{block}.conv", value), -jnp.inf, lax.max, (1, 3, 3, 1), (1, 2, 2, 1),
                ((0, 0), (1, 1), (1, 1), (0, 0)))
            for name in residuals:
                inner = convolution(f"{name}.conv1", runtime.nn.relu(value))
                value = value + convolution(f"{name}.conv2", runtime.nn.relu(inner))
        value = runtime.nn.relu(value).transpose(0, 3, 1, 2).reshape(value.shape[0], -1)
        value = runtime.nn.relu(linear("embedder.fc", value))
        return linear("fc_policy", value), linear("fc_value", value)

    compiled_network = runtime.jit(network)
    return lambda batch: np.asarray(runtime.block_until_ready(compiled_network(batch))[0])


RUNTIMES = {run.__name__: run for run in (onnxruntime, openvino, compiled, jax)}


@keep
def network(runtime, scale, count, threads):
    return RUNTIMES[runtime](scale, count, threads)


# ---- jobs: each returns times, a count and the numbers to compare -------------------------------------------------


def grouped(logits):
    powers = np.exp(logits.astype(np.float64) - logits.max(1, keepdims=True))
    probabilities = powers / powers.sum(1, keepdims=True)
    return np.stack([probabilities[:, group].sum(1) for group in ACTIONS], 1).tolist()


def forward(request):
    """The bare network, nothing around it."""
    batch = observations(request["observations"])
    run = network(request["runtime"], request["scale"], len(batch), request["threads"])
    with Clock() as clock:
        logits = run(batch)
    return clock.times, len(batch), grouped(logits)


@keep
def environments(count, threads):
    import envpool

    return envpool.make("MazeHard-v0", env_type="gymnasium", num_envs=count, num_threads=threads, start_level=0, seed=0)


def steps(request):
    """Steps of EnvPool's procgen; its levels come in another order, so that its pixels are not compared."""
    count = request["count"]
    pool = environments(count, request["threads"])
    actions = [
        np.array([(7, 5, 1, 3)[(place + step // 3) % 4] for place in range(count)], dtype=np.int32)
        for step in range(request["steps"])]
    pool.reset()
    with Clock() as clock:
        for chosen in actions:
            pool.step(chosen)
    return clock.times, count * len(actions), None


JOBS = {job.__name__: job for job in (forward, steps)}


def answer(request):
    (seconds, processor), count, numbers = JOBS[request["job"]](request)
    reply = {"seconds": seconds, "processor": processor, "count": count}
    if request.get("wantsNumbers") and numbers is not None:
        reply["probabilities"] = numbers
    return reply


if __name__ == "__main__":
    serve(answer)
