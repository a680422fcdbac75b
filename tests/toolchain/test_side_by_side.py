"""The order in which tests are handed out, and to whom; tried on a folder of tests with markers of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLUGIN = ("-p", "tests.side_by_side", "-p", "no:cacheprovider")

LIVE = """
import pytest
pytestmark = pytest.mark.live
class TestUp:
    def test_up(self): pass
    def test_again(self): pass
"""
FILES = {
    "test_a_quick.py": "".join(f"def test_{number}(): pass\n" for number in range(6)),
    "test_b_engine.py": "import pytest\n@pytest.mark.engine\nclass TestOne:\n    def test_made(self): pass\n"
    "@pytest.mark.engine\nclass TestTwo:\n    def test_made(self): pass\n",
    "test_c_live.py": LIVE,
    "test_d_live.py": LIVE,
}
NOTES = """
import json, os
level = [0]
def nice(by):
    level[0] += by
    return level[0]
os.nice = nice
def pytest_configure(config):
    for name in ("live", "engine"):
        config.addinivalue_line("markers", name)
def pytest_runtest_call(item):
    line = [os.environ.get("PYTEST_XDIST_WORKER"), item.nodeid, level[0]]
    with open(os.environ["NOTED"], "a") as file:
        file.write(json.dumps(line) + "\\n")
"""


def run(folder: Path, *options: str) -> "tuple[subprocess.CompletedProcess[str], list[tuple[str, str, int]]]":
    """Pytest on the folder; what it said, and worker, node and niceness of every test as they ran."""
    (folder / "conftest.py").write_text(NOTES)
    noted = folder / "noted"
    noted.write_text("")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *PLUGIN, *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NOTED": str(noted)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done, [tuple(json.loads(line)) for line in noted.read_text().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_live_ones_begin_then_those_of_the_engine_and_each_keeps_its_order(folder: Path) -> None:
    done, ran = run(folder)
    assert done.returncode == 0, done.stdout
    assert [node for _, node, _ in ran] == [
        *(f"test_{file}_live.py::TestUp::test_{step}" for file in "cd" for step in ("up", "again")),
        *(f"test_b_engine.py::Test{name}::test_made" for name in ("One", "Two")),
        *(f"test_a_quick.py::test_{number}" for number in range(6)),
    ]
    assert {niceness for _, _, niceness in ran} == {0}


def test_one_worker_takes_all_live_ones_and_the_others_yield(folder: Path) -> None:
    done, ran = run(folder, "-n", "3")
    assert done.returncode == 0, done.stdout
    live = [(worker, niceness) for worker, node, niceness in ran if "_live.py" in node]
    assert live == [(live[0][0], 0)] * 4
    others = {niceness for _, node, niceness in ran if "_live.py" not in node}
    assert others == {19}
    first = {worker: node for worker, node, _ in reversed(ran)}
    assert sorted(node.partition("::")[0] for node in first.values()) == [
        *("test_b_engine.py", "test_b_engine.py", "test_c_live.py"),
    ]
    assert len(ran) == 12


def test_what_is_imported_is_no_garbage(tmp_path: Path) -> None:
    (tmp_path / "test_kept.py").write_text("import gc\n\ndef test_kept(): assert gc.get_freeze_count() > 10_000\n")
    done, _ = run(tmp_path)
    assert done.returncode == 0, done.stdout


def test_what_is_live_by_half_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test_half.py").write_text("import pytest\n\n@pytest.mark.live\ndef test_half(): pass\n")
    done, ran = run(tmp_path)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "test_half.py::test_half is live; its file must say so: pytestmark = pytest.mark.live" in done.stderr
    assert ran == []
