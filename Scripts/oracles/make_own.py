#!/usr/bin/env python3
"""What PyTorch makes of a policy of your own at every site, for the test of HookKit that compares the two.

    Scripts/oracles/.venv/bin/python Scripts/oracles/make_own.py policy.pt --out own.npz [--observations frames.npy]
    HOOKKIT_OWN_POLICY=policy.pt HOOKKIT_OWN_ORACLE=own.npz make test ONLY=OwnPolicyTests

The policy is an IMPALA of any scale: with the names of the published maze policies, or with those of RLlib (`conv_seqs.*`), as
heist policies have. Observations are uint8 [N, 64, 64, 3]; without any there are four pictures of random blocks. The file has
them, the value of each of the 43 sites [N, ...], and under edited/ the logits and the value with channel 5 of EDITED set to 0.
"""

import argparse
import re

import numpy as np
import torch

from reference_model import SITES, ReferenceModel

EDITED = "embedder.block2.res1.resadd_out"
HEADS = {"hidden_fc": "embedder.fc", "logits_fc": "fc_policy", "value_fc": "fc_value"}


def own_name(name):
    """RLlib's name of a parameter as the published policies have it; any other as it is."""
    name = re.sub(
        r"^conv_seqs\.(\d)\.", lambda found: f"embedder.block{int(found[1]) + 1}.", name)
    name = re.sub(
        r"\.res_block(\d)\.conv(\d)\.", lambda found: f".res{int(found[1]) + 1}.conv{int(found[2]) + 1}.", name)
    module, _, part = name.rpartition(".")
    return f"{HEADS.get(module, module)}.{part}"


def parameters(path):
    """The parameters of a checkpoint, on its own or under the keys that training code uses."""
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    for key in ("model_state_dict", "state_dict"):
        loaded = loaded.get(key, loaded)
    return {own_name(name): value for name, value in loaded.items()}


def blocks(rows):
    """Pictures of blocks of 8 x 8 pixels in random colours."""
    colours = np.random.default_rng(15).integers(0, 256, (rows, 8, 8, 3), dtype=np.uint8)
    return colours.repeat(8, axis=1).repeat(8, axis=2)


def zero_channel(value):
    value = value.clone()
    value[:, 5] = 0
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("policy", help="the checkpoint")
    parser.add_argument("--out", required=True, help="the .npz to write")
    parser.add_argument("--observations", help="a .npy of uint8 [N, 64, 64, 3]")
    arguments = parser.parse_args()
    model = ReferenceModel(parameters(arguments.policy))
    observations = np.load(arguments.observations) if arguments.observations else blocks(4)
    values = model.run(observations, keep=SITES)
    edited = model.run(observations, edits=[(EDITED, zero_channel)])
    arrays = {name: value.numpy() for name, value in values.items()}
    arrays |= {f"edited/{name}": value.numpy() for name, value in edited.items()}
    np.savez_compressed(arguments.out, observations=observations, **arrays)


if __name__ == "__main__":
    main()
