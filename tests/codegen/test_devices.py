"""The examples of docs/compile.md that spread a gradient over devices and processes."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = re.findall(r"```py\n(.*?)```", (ROOT / "docs" / "compile.md").read_text("utf-8"), re.DOTALL)
CHECK = """
alone, (single,) = compile(loss, model, x, labels, grad=True, target="numpy")(model, x, labels)
np.testing.assert_allclose(value, alone, rtol=1e-12)
for name, slope in single.items():
    np.testing.assert_allclose(slopes[name], slope, rtol=1e-9, atol=1e-15)
text = spread.lower(model.state_dict(), *rows).compile().as_text()
print(text.count(" all-reduce("), text.count(" all-gather("))
"""


def run(script: str, folder: Path) -> str:
    """What a script prints, in a process of its own."""
    path = folder / "script.py"
    path.write_text(script, "utf-8")
    given = {**os.environ, "PYTHONPATH": str(ROOT), "JAX_PLATFORMS": "cpu", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, str(path)],
        capture_output=True,
        check=False,
        text=True,
        env=given,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_eight_devices_have_the_gradient_of_one_by_one_all_reduce(tmp_path):
    pytest.importorskip("jax", minversion="0.7")  # has jax.shard_map
    (example,) = [code for code in CODE if "shard_map" in code]
    assert run(example + CHECK, tmp_path).split() == ["1", "0"]


@pytest.mark.full
def test_two_processes_have_the_gradient_of_one(tmp_path):
    pytest.importorskip("torch")
    (example,) = [code for code in CODE if "DistributedDataParallel" in code]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    together = eval(run(example.replace("29471", str(port)), tmp_path))  # noqa: S307  # our own list
    main = example.index("if __name__")
    alone = """
whole = compile(loss, model, x, labels, grad=True, target="numpy")(model, x, labels)[1][0]
print([float(np.linalg.norm(whole[name])) for name in whole])
"""
    assert eval(run(example[:main] + alone, tmp_path)) == pytest.approx(together, rel=1e-12)  # noqa: S307
