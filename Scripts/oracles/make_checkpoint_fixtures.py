"""Makes the small files that the tests of checkpoints and arrays read.

Needs PyTorch and NumPy (the committed files were made by torch 2.13.0 and numpy 2):

    python Scripts/oracles/make_checkpoint_fixtures.py

Writes Tests/HookKitTests/Fixtures/files/ with an expected.json that says what every tensor holds, and copies some of the
files to Tests/ImpalaModelTests/Fixtures/checkpoints/. The hostile files ask to create a marker file in the temporary
folder; a reader that runs nothing leaves it away.
"""

import collections
import io
import json
import os
import pathlib
import pickle
import shutil
import struct
import tempfile
import zipfile

import numpy as np
import torch

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Tests" / "HookKitTests" / "Fixtures" / "files"
CHECKPOINTS = ROOT / "Tests" / "ImpalaModelTests" / "Fixtures" / "checkpoints"
# What the tests of ImpalaModel's Checkpoint read; each also as NAME_legacy.pth.
CHECKPOINT_NAMES = ("bare", "wrapped", "state_dict_key", "no_tensors", "hostile")
expected = {}


def note(file, tensors):
    """Remembers what the file's tensors hold, as float32."""
    expected[file] = {
        name: {"shape": list(t.shape), "values": np.asarray(t, dtype=np.float32).reshape(-1).tolist()}
        for name, t in tensors.items()
    }


def as_arrays(tensors):
    return {name: t.detach().to(torch.float32).contiguous().numpy() for name, t in tensors.items()}


def save_both(name, value, tensors):
    torch.save(value, FOLDER / f"{name}.pth")
    torch.save(value, FOLDER / f"{name}_legacy.pth", _use_new_zipfile_serialization=False)
    for file in (f"{name}.pth", f"{name}_legacy.pth"):
        note(file, as_arrays(tensors))


def state_dicts():
    torch.manual_seed(1)
    model = torch.nn.Sequential(collections.OrderedDict(conv=torch.nn.Conv2d(3, 4, 3), fc=torch.nn.Linear(5, 2)))
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-4)
    model.fc(model.conv(torch.ones(1, 3, 7, 7)).sum(dim=(1, 2))).sum().backward()
    optimizer.step()
    state = model.state_dict()
    save_both("bare", state, state)
    whole = {"model_state_dict": state, "optimizer_state_dict": optimizer.state_dict(), "step": 17, "config": {"lr": 5e-4}}
    save_both("wrapped", whole, state)
    save_both("state_dict_key", {"epoch": 3, "state_dict": dict(state)}, state)
    save_both("no_tensors", {"epoch": 3, "names": ["a", "b"]}, {})


def views():
    base = torch.arange(24, dtype=torch.float32)
    image = torch.arange(48, dtype=torch.float32).reshape(2, 3, 2, 4)
    tensors = {
        "whole": base,
        "middle": base[5:11],
        "transposed": base.reshape(4, 6).t(),
        "every_other": base[1::2],
        "expanded": torch.tensor([7.0]).expand(3, 2),
        "channels_last": image.contiguous(memory_format=torch.channels_last),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 3),
    }
    save_both("views", tensors, tensors)


def element_types():
    numbers = [0.0, 1.0, -2.5, 1e-3, 60000.0]
    tensors = {
        str(t).removeprefix("torch."): torch.tensor(numbers).to(t)
        for t in (torch.float32, torch.float64, torch.float16, torch.bfloat16)
    }
    for t in (torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8, torch.bool):
        tensors[str(t).removeprefix("torch.")] = torch.tensor([0, 1, 100]).to(t)
    save_both("types", tensors, tensors)
    # uint16 is rebuilt by another function, `_rebuild_tensor_v3`.
    wide = {"uint16": torch.tensor([0, 1, 65535], dtype=torch.uint16)}
    torch.save(wide, FOLDER / "types_v3.pth")
    note("types_v3.pth", {"uint16": np.array([0, 1, 65535])})


def parameters():
    plain = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    marked = torch.nn.Parameter(torch.tensor([3.0, 4.0]))
    marked.note = "an attribute of its own"
    save_both("parameters", {"plain": plain, "marked": marked}, {"plain": plain, "marked": marked})


def big_endian():
    """A file as a big-endian machine saves it: the entry `byteorder`, and storages reversed."""
    buffer = io.BytesIO()
    tensors = {"a": torch.tensor([1.0, 2.5, -3.0])}
    torch.save(tensors, buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(FOLDER / "big_endian.pth", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("/byteorder"):
                data = b"big"
            elif "/data/" in name:
                data = np.frombuffer(data, dtype="<f4").astype(">f4").tobytes()
            target.writestr(name, data)
    note("big_endian.pth", as_arrays(tensors))


class Hostile:
    """Unpickled by Python, this runs a (harmless) command."""

    def __reduce__(self):
        return os.system, ("touch " + os.path.join(tempfile.gettempdir(), "hookkit-hostile-marker"),)


def hostile():
    value = {"model_state_dict": Hostile()}
    torch.save(value, FOLDER / "hostile.pth")
    torch.save(value, FOLDER / "hostile_legacy.pth", _use_new_zipfile_serialization=False)
    (FOLDER / "hostile.pkl").write_bytes(pickle.dumps([b"state", Hostile()]))


def strange_ids():
    """Persistent ids that are no storages, nest, or lie about sizes."""

    def file(name, pickle_bytes, storages):
        with zipfile.ZipFile(FOLDER / name, "w") as target:
            target.writestr("x/data.pkl", pickle_bytes)
            for key, data in storages.items():
                target.writestr(f"x/data/{key}", data)
            target.writestr("x/version", "3\n")

    def tensor(storage_id, offset, sizes, strides):
        """The pickle of {'a': tensor} by hand."""

        def number(n):
            return b"\x8a\x08" + struct.pack("<q", n)

        def numbers(values):
            return b"(" + b"".join(map(number, values)) + b"t"

        call = b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage_id + number(offset) + numbers(sizes) + numbers(strides)
        return b"\x80\x02}X\x01\x00\x00\x00a" + call + b"\x89}tRs."

    def storage(key, count):
        return (
            b"(X\x07\x00\x00\x00storagectorch\nFloatStorage\nX\x01\x00\x00\x00" + key + b"X\x03\x00\x00\x00cpu"
            + b"\x8a\x08" + struct.pack("<q", count) + b"tQ"
        )

    data = {"0": bytes(16)}
    file("id_nested.pth", tensor(storage(b"0", 4) + b"Q", 0, [4], [1]), data)
    file("id_missing_key.pth", tensor(storage(b"9", 4), 0, [4], [1]), data)
    file("id_huge_count.pth", tensor(storage(b"0", 2**62), 0, [4], [1]), data)
    file("view_outside.pth", tensor(storage(b"0", 4), 1, [4], [1]), data)
    file("view_negative.pth", tensor(storage(b"0", 4), 0, [4], [-1]), data)
    file("view_overflow.pth", tensor(storage(b"0", 4), 2**62, [2**40, 2**40], [2**40, 1]), data)
    file("view_bomb.pth", tensor(storage(b"0", 4), 0, [2**40], [0]), data)


def numpy_files():
    grid = np.arange(6, dtype=np.float32).reshape(2, 3)
    arrays = {
        "f4": grid,
        "fortran": np.asfortranarray(grid),
        "big_endian_f8": grid.astype(">f8"),
        "u1": np.array([[0, 255]], dtype=np.uint8),
        "i8": np.array([-1, 2**40]),
        "bool": np.array([True, False]),
        "f2": grid.astype(np.float16),
        "scalar": np.float64(2.5),
        "empty": np.zeros((0, 3), dtype=np.float32),
    }
    for name, array in arrays.items():
        np.save(FOLDER / f"{name}.npy", array)
        note(f"{name}.npy", {"array": np.asarray(array)})
    for version in (2, 3):
        with open(FOLDER / f"version{version}.npy", "wb") as target:
            np.lib.format.write_array(target, grid, version=(version, 0))
        note(f"version{version}.npy", {"array": grid})
    np.savez(FOLDER / "stored.npz", **arrays)
    np.savez_compressed(FOLDER / "deflated.npz", **arrays)
    np.savez(FOLDER / "texts.npz", recipe="{}", rows=np.array(["ab", "c"], dtype=">U2"))
    with zipfile.ZipFile(FOLDER / "texts_json.npz", "w") as archive:
        for name, text in (("recipe.json", "{}"), ("rows.json", "[]")):
            archive.writestr(zipfile.ZipInfo(name), text)
    for file in ("stored.npz", "deflated.npz"):
        note(file, {name: np.asarray(array) for name, array in arrays.items()})
    np.save(FOLDER / "text.npy", np.array(["a", "b"]))
    np.save(FOLDER / "records.npy", np.zeros(2, dtype=[("a", "<f4")]))


def safetensors():
    """By hand, from the format's description: an 8-byte header length, a JSON header, raw data."""
    parts = {
        "f32": ("F32", [2], struct.pack("<2f", 1.5, -2.0)),
        "f16": ("F16", [1], struct.pack("<e", 0.5)),
        "bf16": ("BF16", [1], struct.pack("<H", 0x4049)),
        "u8": ("U8", [3], bytes([0, 1, 255])),
        "bool": ("BOOL", [2], bytes([1, 0])),
        "scalar": ("F64", [], struct.pack("<d", 4.0)),
    }
    header, data = {"__metadata__": {"recipe": '{"level": 8}'}}, b""
    for name, (dtype, shape, raw) in parts.items():
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    (FOLDER / "mixed.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    note("mixed.safetensors", {
        "f32": np.array([1.5, -2.0]), "f16": np.array([0.5]), "bf16": np.array([3.140625]), "u8": np.array([0, 1, 255]),
        "bool": np.array([1, 0]), "scalar": np.array(4.0),
    })


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for make in (state_dicts, views, element_types, parameters, big_endian, hostile, strange_ids, numpy_files, safetensors):
        make()
    (FOLDER / "expected.json").write_text(json.dumps(expected) + "\n")
    CHECKPOINTS.mkdir(parents=True, exist_ok=True)
    for name in CHECKPOINT_NAMES:
        for file in (f"{name}.pth", f"{name}_legacy.pth"):
            shutil.copy(FOLDER / file, CHECKPOINTS / file)
