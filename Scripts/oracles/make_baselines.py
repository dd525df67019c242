"""Writes Tests/ImpalaModelTests/Fixtures/baselines/: the IMPALA network of OpenAI's baselines, as TensorFlow computes it.

The network is `build_impala_cnn` of baselines/common/models.py with the heads of baselines/common/policies.py, made with the
same calls of TensorFlow 1, of smaller widths; `policy.joblib` is what `save_variables` of baselines/common/tf_util.py writes of
all variables, those of the optimiser too. `activations.npz` has what TensorFlow makes of the observations of the other oracles
at every site, some elements of each, in HookKit's order (channels, height, width).

It needs TensorFlow 2.15 and joblib, and no PyTorch: see README.md.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import joblib
import numpy as np
import tensorflow as tf2

tf = tf2.compat.v1
tf.disable_eager_execution()

ROOT = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", ".."))
FIXTURES = os.path.join(ROOT, "Tests", "ImpalaModelTests", "Fixtures")
DEPTHS, HIDDEN, ACTIONS = (4, 6, 5), 16, 15
ROWS, ELEMENTS, SEED = 3, 160, 7


class Network:
    """The graph, and the value of every site by its name in HookKit."""

    def __init__(self, observations):
        self.sites = {}
        self.layers = 0
        with tf.variable_scope("ppo2_model", reuse=tf.AUTO_REUSE):
            with tf.variable_scope("pi", reuse=tf.AUTO_REUSE):
                latent = self.trunk(observations)
            self.logits = self.note("fc_policy", self.head("pi", latent, ACTIONS))
            self.value = self.note("fc_value", self.head("vf", latent, 1))

    def note(self, name, value):
        self.sites[name + "_out"] = value
        return value

    def name(self):
        self.layers += 1
        return f"layer_{self.layers - 1}"

    def convolution(self, value, depth):
        return tf.layers.conv2d(value, depth, 3, padding="same", name=self.name())

    def residual(self, path, value):
        depth = value.get_shape()[-1]
        out = self.note(path + ".relu1", tf.nn.relu(value))
        out = self.note(path + ".conv1", self.convolution(out, depth))
        out = self.note(path + ".relu2", tf.nn.relu(out))
        out = self.note(path + ".conv2", self.convolution(out, depth))
        return self.note(path + ".resadd", out + value)

    def block(self, path, value, depth):
        out = self.note(path + ".conv", self.convolution(value, depth))
        out = self.note(path + ".maxpool", tf.layers.max_pooling2d(out, pool_size=3, strides=2, padding="same"))
        return self.residual(path + ".res2", self.residual(path + ".res1", out))

    def trunk(self, observations):
        out = tf.cast(observations, tf.float32) / 255.0
        self.sites["embedder.block1.conv_in0"] = out
        for number, depth in enumerate(DEPTHS):
            out = self.block(f"embedder.block{number + 1}", out, depth)
        # TensorFlow flattens before it rectifies, which is the same numbers; HookKit's order is that of the image.
        image = self.note("embedder.relu3", tf.nn.relu(out))
        self.note("embedder.flatten", tf.layers.flatten(tf.transpose(image, [0, 3, 1, 2])))
        out = tf.nn.relu(tf.layers.flatten(out))
        path = self.name()
        out = tf.layers.dense(out, HIDDEN, activation=tf.nn.relu, name=path)
        self.note("embedder.relufc", out)
        # What `dense` rectified, by its name in the graph.
        before = [operation for operation in tf.get_default_graph().get_operations() if operation.type == "BiasAdd"]
        self.note("embedder.fc", before[-1].outputs[0])
        return out

    @staticmethod
    def head(scope, value, size):
        with tf.variable_scope(scope):
            weight = tf.get_variable("w", [value.get_shape()[1], size])
            return tf.matmul(value, weight) + tf.get_variable("b", [size])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", default=os.path.join(FIXTURES, "baselines"))
    out = parser.parse_args().out
    os.makedirs(out, exist_ok=True)
    random = np.random.default_rng(SEED)
    observations = np.load(os.path.join(FIXTURES, "oracles", "observations.npy"))[:ROWS]
    frames = tf.placeholder(tf.uint8, (None,) + observations.shape[1:])
    network = Network(frames)
    parameters = tf.trainable_variables("ppo2_model")
    loss = tf.reduce_mean(tf.square(network.logits)) + tf.reduce_mean(tf.square(network.value))
    step = tf.train.AdamOptimizer(learning_rate=5e-4, epsilon=1e-5).minimize(loss, var_list=parameters)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for variable in parameters:
            shape = variable.get_shape().as_list()
            scale = np.sqrt(2 / np.prod(shape[:-1])) if len(shape) > 1 else 0.1
            variable.load((random.standard_normal(shape) * scale).astype(np.float32), session)
        session.run(step, {frames: observations})
        # As `save_variables` does.
        variables = tf.get_collection(tf.GraphKeys.GLOBAL_VARIABLES)
        saved = {variable.name: value for variable, value in zip(variables, session.run(variables))}
        joblib.dump(saved, os.path.join(out, "policy.joblib"))
        values = session.run(network.sites, {frames: observations})
    arrays = {}
    for name, value in values.items():
        value = value.transpose(0, 3, 1, 2) if value.ndim == 4 else value
        flat = np.ascontiguousarray(value, dtype=np.float32).reshape(ROWS, -1)
        places = np.sort(random.permutation(flat.shape[1])[:ELEMENTS]).astype(np.int32)
        arrays[f"places/{name}"] = places
        arrays[f"values/{name}"] = flat[:, places]
        arrays[f"largest/{name}"] = np.abs(flat).max(axis=1)
        arrays[f"norm/{name}"] = np.linalg.norm(flat.astype(np.float64), axis=1)
        arrays[f"shape/{name}"] = np.array(value.shape[1:], dtype=np.int32)
    np.savez_compressed(os.path.join(out, "activations.npz"), **arrays)
    for name, value in saved.items():
        print(name, np.shape(value))


if __name__ == "__main__":
    main()
