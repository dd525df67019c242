"""Files that say something that must not be dropped or believed, for the tests of the readers.

Needs nothing but NumPy; writes into Tests/HookKitTests/Fixtures/files/strict and
Tests/ImpalaModelTests/Fixtures/checkpoints.
"""

import argparse, collections, datetime, io, pathlib, pickle, struct, sys, types, zipfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRICT = ROOT / "Tests/HookKitTests/Fixtures/files/strict"
CHECKPOINTS = ROOT / "Tests/ImpalaModelTests/Fixtures/checkpoints"


def stand_in(module, name):
    """A function that pickles under the name of PyTorch's, without PyTorch."""
    there = sys.modules.setdefault(module, types.ModuleType(module))
    function = types.FunctionType((lambda *arguments: None).__code__, {}, name)
    function.__module__, function.__qualname__ = module, name
    setattr(there, name, function)
    return function


REBUILD = stand_in("torch._utils", "_rebuild_tensor_v2")
FLOATS = stand_in("torch", "FloatStorage")


class Storage:
    def __init__(self, key, count):
        self.key, self.count = key, count


class Tensor:
    """A view of storage `key` as torch.save describes it; `more` follows the hooks."""

    def __init__(self, sizes, key="0", more=()):
        self.sizes, self.key, self.more = sizes, key, more
        self.count = int(numpy.prod(sizes))

    def __reduce__(self):
        strides, step = [], 1
        for size in reversed(self.sizes):
            strides.insert(0, step)
            step *= size
        storage = Storage(self.key, self.count)
        return REBUILD, (storage, 0, tuple(self.sizes), tuple(strides), False, collections.OrderedDict(), *self.more)


class Pickler(pickle._Pickler):
    def persistent_id(self, value):
        return ("storage", FLOATS, value.key, "cpu", value.count) if isinstance(value, Storage) else None


def pickled(value):
    stream = io.BytesIO()
    Pickler(stream, 2).dump(value)
    return stream.getvalue()


def torch_file(path, value, storages, again=()):
    """A .pth; the entries of `again` are written a second time."""
    entries = [("archive/data.pkl", pickled(value)), ("archive/byteorder", b"little")]
    entries += [(f"archive/data/{key}", struct.pack(f"<{len(n)}f", *n)) for key, n in storages.items()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, contents in entries + [("archive/version", b"3\n")] + list(again):
            archive.writestr(zipfile.ZipInfo(name), contents)


def npy(text, data):
    text = text.ljust(118 - 1) + "\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode() + data


def main():
    STRICT.mkdir(parents=True, exist_ok=True)
    numbers = {"0": [1.0, 2.0, 3.0]}
    views = {"none": None, "false": {"neg": False, "conj": False}, "neg": {"neg": True}, "conj": {"conj": True},
             "unknown": {"zeroed": True}}
    for name, metadata in views.items():
        torch_file(STRICT / f"metadata-{name}.pth", {"w": Tensor([3], more=(metadata,))}, numbers)
    torch_file(STRICT / "more-arguments.pth", {"w": Tensor([3], more=(None, 1))}, numbers)
    torch_file(STRICT / "two-pickles.pth", {"w": Tensor([3])}, numbers, [("other/data.pkl", pickled({}))])
    torch_file(STRICT / "entry-twice.pth", {"w": Tensor([3])}, numbers, [("archive/data/0", bytes(12))])
    torch_file(STRICT / "longer-storage.pth", {"w": Tensor([2])}, numbers)

    array = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", struct.pack("<2f", 1, 2))
    (STRICT / "trailing.npy").write_bytes(array + b"more")
    field = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'unit': 'm', }"
    (STRICT / "unknown-field.npy").write_bytes(npy(field, struct.pack("<2f", 1, 2)))
    field = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'shape': (1, 2), }"
    (STRICT / "field-twice.npy").write_bytes(npy(field, struct.pack("<2f", 1, 2)))
    for name, entries in {"entry-twice": ["a.npy", "a.npy"], "other-entry": ["a.npy", "notes.txt"]}.items():
        with zipfile.ZipFile(STRICT / f"{name}.npz", "w") as archive:
            for entry in entries:
                archive.writestr(zipfile.ZipInfo(entry), array)

    grid = numpy.arange(6, dtype="<f4").reshape(2, 3)
    for version in (0, 2, 4, 5):
        (STRICT / f"array-{version}.pickle").write_bytes(pickle.dumps(grid, version))
    (STRICT / "fortran.pickle").write_bytes(pickle.dumps(numpy.asfortranarray(grid), 5))
    (STRICT / "big-endian.pickle").write_bytes(pickle.dumps(grid.astype(">f8"), 4))
    (STRICT / "list.pickle").write_bytes(pickle.dumps([grid, grid[0].copy()], 5))
    (STRICT / "dictionary.pickle").write_bytes(pickle.dumps({"grid": grid, "scale": numpy.float64(2)}, 4))
    (STRICT / "objects.pickle").write_bytes(pickle.dumps(numpy.array([{}, None]), 4))

    parameters = {"fc.weight": Tensor([2, 2], "0"), "fc.bias": Tensor([2], "1")}
    storages = {"0": [1.0, 2.0, 3.0, 4.0], "1": [5.0, 6.0]}
    others = {"args": argparse.Namespace(lr=0.5), "best": numpy.float64(9.5), "path": pathlib.PurePosixPath("/x"),
              "date": datetime.datetime(2023, 1, 1), "config": {"inner": [argparse.Namespace()]}}
    torch_file(CHECKPOINTS / "rich.pth", {"model_state_dict": parameters, **others}, storages)
    torch_file(CHECKPOINTS / "rich_flat.pth", {**parameters, **others}, storages)


if __name__ == "__main__":
    main()
