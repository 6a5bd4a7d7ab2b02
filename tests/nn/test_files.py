"""Saved models come back bit for bit; anything else is refused and changes nothing."""

import errno
import io
import json
import math
import os
import pickle
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nn
from autograd import Tensor, Value
from autograd.errors import CheckpointError, OperandError
from effort import at_most

posix = pytest.mark.skipif(os.name != "posix", reason="locks and signals as POSIX has them")


def network(seed=0):
    return nn.Sequential(nn.Linear(3, 4, seed=seed), nn.Tanh(), nn.Linear(4, 2, seed=seed))


def bits(model):
    return {name: array.tobytes() for name, array in model.state_dict().items()}


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "model.npz"
    nn.save(network(), path)
    return path


def refused(path, model=None):
    """Load what must be refused; return the sentence, having seen that nothing changed."""
    model = network(seed=5) if model is None else model
    before = bits(model)
    with pytest.raises(CheckpointError) as caught:
        nn.load(model, path)
    assert bits(model) == before
    return str(caught.value)


@pytest.mark.parametrize("make", [network, lambda seed=0: nn.MLP(3, [4, 1], seed=seed)])
def test_a_model_comes_back_bit_for_bit(make, tmp_path):
    one, other = make(), make(seed=1)
    for p in one.parameters()[:1]:
        p.data = p.data * 0.0 - 5e-324
    nn.save(one, tmp_path / "m.npz")
    nn.load(other, str(tmp_path / "m.npz"))
    assert bits(one) == bits(other)


def test_the_file_is_an_npz_for_numpy_and_always_the_same_bytes(saved, tmp_path):
    nn.save(network(), tmp_path / "again.npz")
    assert saved.read_bytes() == (tmp_path / "again.npz").read_bytes()
    with np.load(saved, allow_pickle=False) as archive:
        assert np.array_equal(archive["layers.0.weight"], network()[0].weight.data)


def test_a_plain_npz_loads_too(tmp_path):
    np.savez_compressed(tmp_path / "plain.npz", **network().state_dict())
    model = network(seed=1)
    nn.load(model, tmp_path / "plain.npz")
    assert bits(model) == bits(network())


def test_a_missing_file_a_folder_and_an_empty_file(tmp_path):
    (tmp_path / "empty.npz").touch()
    assert refused(tmp_path / "none.npz") == f"{tmp_path / 'none.npz'} does not exist"
    assert refused(tmp_path) == f"{tmp_path} is no file: give the npz file that nn.save wrote"
    assert refused(tmp_path / "empty.npz") == f"{tmp_path / 'empty.npz'} is empty"


@posix
def test_a_file_that_may_not_be_read(saved, monkeypatch):
    def denied(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(zipfile.ZipFile, "__init__", denied)
    assert refused(saved) == f"{saved} cannot be read as a saved model: Permission denied"


def test_a_file_cut_off_anywhere(saved):
    whole = saved.read_bytes()
    for length in range(1, len(whole), 7):
        saved.write_bytes(whole[:length])
        assert "cannot be read as a saved model" in refused(saved), length


def test_no_flipped_bit_changes_a_number(saved):
    """A flip where it says nothing (a date, say) is harmless; all others are refused."""
    whole, right = saved.read_bytes(), bits(network())
    rng, harmless = np.random.default_rng(0), 0
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << int(rng.integers(8))
        saved.write_bytes(flipped)
        model = network(seed=5)
        before = bits(model)
        try:
            nn.load(model, saved)
        except CheckpointError:
            assert bits(model) == before
        else:
            harmless += 1
            assert bits(model) == right
    assert harmless < len(whole) / 5


def test_a_pickle_in_disguise_is_never_run(tmp_path):
    class Trap:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "sprung"),))

    path = tmp_path / "trap.npz"
    path.write_bytes(pickle.dumps(Trap()))
    assert "cannot be read as a saved model: File is not a zip file" in refused(path)
    state = {**network().state_dict(), "layers.0.bias": np.array([Trap()] * 4, dtype=object)}
    np.savez(path, **state)
    assert "layers.0.bias holds object elements; the model wants float64" in refused(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("layers.0.bias.npy", pickle.dumps(Trap()))
    assert "cannot be read as a saved model" in refused(path)
    assert not (tmp_path / "sprung").exists()


def test_another_model_is_refused_with_all_differences(saved):
    other = nn.Sequential(nn.Linear(3, 5), nn.Linear(5, 2), nn.Linear(2, 2, bias=False))
    assert refused(saved, other) == (
        f"{saved} does not fit the model:\n"
        "  - layers.1.weight is missing\n"
        "  - layers.1.bias is missing\n"
        "  - layers.2.bias is not in the model\n"
        "  - layers.0.weight has shape (3, 4); the model wants (3, 5)\n"
        "  - layers.0.bias has shape (4,); the model wants (5,)\n"
        "  - layers.2.weight has shape (4, 2); the model wants (2, 2)"
    )


def rewritten(path, name, content, method=zipfile.ZIP_STORED):
    """The saved file with one entry replaced."""
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    entries[name] = content
    with zipfile.ZipFile(path, "w", method) as archive:
        for entry, data in entries.items():
            archive.writestr(entry, data)


def header(shape):
    buffer = io.BytesIO()
    described = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(buffer, described)
    return buffer.getvalue()


def test_a_header_that_claims_800_gigabytes_is_refused_without_room_for_it(saved):
    rewritten(saved, "layers.0.weight.npy", header((10**11,)) + bytes(96))
    assert "layers.0.weight has shape (100000000000,); the model wants (3, 4)" in refused(saved)
    rewritten(saved, "layers.0.weight.npy", header((3, 4)) + bytes(8))
    assert "cannot be read as a saved model" in refused(saved)


def test_a_zip_bomb_is_refused_before_it_unfolds(saved):
    bomb = header((3, 4)) + bytes(200_000_000)
    rewritten(saved, "layers.0.weight.npy", bomb, zipfile.ZIP_DEFLATED)
    del bomb
    tracemalloc.start()
    with at_most(5_000):
        sentence = refused(saved)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "layers.0.weight.npy claims 200000" in sentence
    assert peak < 2_000_000


def test_a_header_bomb_is_refused(saved):
    long = b"{'descr': '<f8', 'fortran_order': False, 'shape': (" + b"(" * 60_000
    content = b"\x93NUMPY\x01\x00" + len(long[:65_000]).to_bytes(2, "little") + long[:65_000]
    rewritten(saved, "layers.0.weight.npy", content)
    assert "cannot be read as a saved model" in refused(saved)


def test_odd_entries_are_refused(saved):
    whole = saved.read_bytes()
    rewritten(saved, "script.py", b"print('no')")
    assert refused(saved) == f"{saved}: script.py is no array"
    saved.write_bytes(whole)
    rewritten(saved, "layers.0.bias.npy", b"\x93NUMPY\x09\x00" + bytes(100))
    assert refused(saved) == f"{saved}: layers.0.bias.npy has npy version (9, 0)"
    saved.write_bytes(whole)
    with zipfile.ZipFile(saved, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("layers.0.bias.npy", b"")
    assert refused(saved) == f"{saved} holds two entries of one name"


def test_a_newer_format_says_which_version_wrote_it(saved):
    about = {"format": 2, "written by": "autograd-scalar 9.1"}
    rewritten(saved, "about.json", json.dumps(about).encode())
    assert refused(saved) == (
        f"{saved} has format 2, written by autograd-scalar 9.1; this version reads up to 1: "
        "upgrade autograd-scalar"
    )
    for about in (b"[]", b'{"format": "x"}'):
        rewritten(saved, "about.json", about)
        assert refused(saved) == f"{saved} does not say which format it has"
    rewritten(saved, "about.json", b"{")
    assert "cannot be read as a saved model" in refused(saved)


def test_numbers_that_are_not_finite_are_refused_by_name(tmp_path):
    state = network().state_dict()
    state["layers.0.bias"][1] = math.nan
    np.savez(tmp_path / "sick.npz", **state)
    assert refused(tmp_path / "sick.npz") == (
        f"{tmp_path / 'sick.npz'} holds NaN or infinity in layers.0.bias"
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("make", [lambda x: Value(x), lambda x: Tensor([0.0, x])])
def test_a_model_that_no_one_could_load_does_not_replace_a_good_file(saved, make, number):
    before = saved.read_bytes()
    sick = Holder({"w": make(1.0), "b": make(1.0)})
    sick.held["b"].data = make(number).data
    with pytest.raises(CheckpointError) as caught:
        nn.save(sick, saved)
    assert str(caught.value) == "the model holds NaN or infinity in held.b"
    assert saved.read_bytes() == before
    nn.load(network(), saved)


class Holder(nn.Module):
    """A module with parameters under any keys."""

    def __init__(self, held):
        self.held = held

    def forward(self, x):
        return x


NAMES = st.text(max_size=12) | st.sampled_from(
    ["a\0b", "\ud800", "x.npy", "../x", "/x", "\\x", "about.json", "n" * 70_000, "é" * 33_000, "\n"]
)


@settings(max_examples=25)
@given(st.dictionaries(NAMES, st.floats(), max_size=3))
def test_what_save_accepts_load_accepts(numbers):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        try:
            nn.save(Holder({name: Value(x) for name, x in numbers.items()}), path)
        except CheckpointError:
            assert not path.exists()
            return
        again = Holder({name: Value(0.0) for name in numbers})
        nn.load(again, path)
        assert {name: x.data for name, x in again.held.items()} == numbers


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "n" * 70_000], ids=["NUL", "surrogate", "long"])
def test_a_name_that_no_entry_can_have_is_refused(name, tmp_path):
    with pytest.raises(CheckpointError, match="cannot be saved under this name") as caught:
        nn.save(Holder({name: Value(1.0)}), tmp_path / "model.npz")
    assert len(str(caught.value)) < 300
    assert str(caught.value).isprintable()
    assert not list(tmp_path.iterdir())


def test_two_parameters_of_one_name_are_refused():
    with pytest.raises(OperandError, match=r"two parameters are called held\.1: rename"):
        Holder({1: Value(1.0), "1": Value(2.0)}).state_dict()


def test_what_a_file_says_of_its_writer_is_made_safe_to_show(saved):
    about = {"format": 2, "written by": "\x1b[2J" + "long " * 1900}
    rewritten(saved, "about.json", json.dumps(about).encode())
    sentence = refused(saved)
    assert "written by ␛[2Jlong long" in sentence
    assert len(sentence) < 300 + len(str(saved))
    assert sentence.isprintable()


def test_a_full_disk_leaves_the_old_file_and_no_other(saved, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = saved.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CheckpointError) as caught:
        nn.save(network(seed=1), saved)
    assert str(caught.value) == (
        f"{saved} could not be written (No space left on device); what was there before is "
        "untouched"
    )
    assert saved.read_bytes() == before
    assert os.listdir(saved.parent) == [saved.name]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(
        CheckpointError, match=r"could not be written \(No such file or directory\)"
    ):
        nn.save(network(), tmp_path / "none" / "model.npz")


@posix
def test_a_saved_file_has_the_usual_permissions_and_links_stay_links(saved, tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    assert saved.stat().st_mode == plain.stat().st_mode
    link = tmp_path / "latest.npz"
    link.symlink_to(saved)
    nn.save(network(seed=1), link)
    assert link.is_symlink()
    nn.load(model := network(), link)
    assert bits(model) == bits(network(seed=1))


KILLED = """
import os, signal, sys, nn, numpy as np
os.fsync = lambda _: (print("half", flush=True), signal.pause())
nn.save(nn.Linear(3, 4), sys.argv[1])
"""


@posix
def test_a_killed_writer_leaves_the_old_file_and_is_tidied_up_next_time(saved):
    before = saved.read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(saved)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout.readline() == "half\n"
        assert len(os.listdir(saved.parent)) == 2
        nn.save(network(), saved)
        assert len(os.listdir(saved.parent)) == 2, "a living writer's file was taken away"
        writer.send_signal(signal.SIGKILL)
    assert saved.read_bytes() == before
    nn.save(network(), saved)
    assert os.listdir(saved.parent) == [saved.name]


MANY = """
import sys, nn
model = nn.Linear(30, 30, seed=int(sys.argv[2]))
for _ in range(60):
    nn.save(model, sys.argv[1])
"""


@posix
def test_two_writers_at_once_leave_a_whole_file_of_one_of_them(tmp_path):
    path = tmp_path / "shared.npz"
    writers = [
        subprocess.Popen([sys.executable, "-c", MANY, str(path), str(seed)]) for seed in (0, 1)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    nn.load(model := nn.Linear(30, 30), path)
    assert bits(model) in [bits(nn.Linear(30, 30, seed=seed)) for seed in (0, 1)]
    assert os.listdir(tmp_path) == [path.name]
