#!/usr/bin/env python3
"""Trains a small network to do what another policy does, and exports it after 50 and after 500 steps.

    python3 train.py lessons.npz

The lessons are observations and logits: hookctl capture --site input --site fc_policy_out --out lessons.npz. Writes
step-50.pt2 and step-500.pt2, and for each a .npz of samples, by which `hookctl model import` checks them.
"""

import sys

import numpy as np
import torch
from torch import nn


class Student(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 4, stride=4)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.relu2 = nn.ReLU()
        self.pool = nn.AvgPool2d(2)
        self.fc = nn.Linear(16 * 4 * 4, 32)
        self.relu3 = nn.ReLU()
        self.policy = nn.Linear(32, 15)
        self.value = nn.Linear(32, 1)

    def forward(self, x):
        x = self.pool(self.relu2(self.conv2(self.relu1(self.conv1(x)))))
        x = self.relu3(self.fc(torch.flatten(x, 1)))
        return self.policy(x), self.value(x)


def save(network, observations, step):
    network.eval()
    with torch.no_grad():
        logits, value = network(observations)
    np.savez_compressed(
        f"step-{step}.npz", observations=observations.numpy(), logits=logits.numpy(), value=value.numpy())
    shapes = ({0: torch.export.Dim("batch")},)
    exported = torch.export.export(network, (observations,), dynamic_shapes=shapes)
    exported.example_inputs = None
    for node in exported.graph.nodes:
        node.meta.pop("stack_trace", None)
    torch.export.save(exported, f"step-{step}.pt2")
    network.train()


def main(path):
    torch.manual_seed(0)
    lessons = np.load(path)
    names = [name for name in lessons.files if name.endswith("_in0")]
    observations = torch.from_numpy(lessons[names[0]])
    logits, values = (torch.from_numpy(lessons[f"fc_{name}_out"]) for name in ("policy", "value"))
    network = Student()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    for step in range(1, 501):
        rows = torch.randint(len(observations), (32,))
        own, value = network(observations[rows])
        loss = nn.functional.cross_entropy(own, logits[rows].softmax(dim=1)) + 0.1 * (value - values[rows]).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step in (50, 500):
            print(f"step {step}: loss {loss.item():.3f}")
            save(network, observations[:4], step)


if __name__ == "__main__":
    main(sys.argv[1])
