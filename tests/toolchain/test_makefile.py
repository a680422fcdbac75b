"""The few verbs of this repository, and what a machine runs of them."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
VERBS = ["setup", "docker", "up", "preview", "check", "test", "clean"]
HALVES = ["pulumi", "images"]
"""What `make setup` does at once."""


def dry_run(verb: str) -> str:
    """The commands that a verb would run."""
    command = ["make", "--dry-run", "--no-print-directory", verb]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_alone_prints_every_verb_and_no_other() -> None:
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^make (\w+)", said, re.MULTILINE) == VERBS
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == {*VERBS, *HALVES, "help", "lint"}


def test_up_sets_up_and_deploys_dev() -> None:
    lines = dry_run("up").splitlines()
    assert lines[0] == "toolchain/environment.sh"
    assert lines[-1] == ".venv/bin/simulate up --stack dev --yes"


def test_preview_is_of_the_stack_that_is_asked_for() -> None:
    command = ["make", "--dry-run", "--no-print-directory", "preview", "STACK=prod"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == ".venv/bin/simulate preview --stack prod"


def test_check_leaves_out_the_engine_and_test_leaves_out_nothing() -> None:
    (check,) = pytests("check")
    assert check.endswith(" -m 'not engine and not live'")
    (everything,) = pytests("test")
    assert re.fullmatch(r"\.venv/bin/pytest -n 3( --durations=\d+)? --judged", everything)


def pytests(verb: str) -> list[str]:
    """The calls of pytest that a verb makes."""
    return [line for line in dry_run(verb).splitlines() if line.startswith(".venv/bin/pytest ")]


def test_setup_makes_its_halves_at_once() -> None:
    (both,) = [line for line in dry_run("setup").splitlines() if line.endswith(" ".join(HALVES))]
    assert "--jobs=2" in both.split()


def test_setup_has_an_engine_where_that_is_possible_and_wanted() -> None:
    engine = ".venv/bin/python -m toolchain.docker --where-possible"
    assert engine in dry_run("setup").splitlines()
    command = ["make", "--dry-run", "--no-print-directory", "setup", "DOCKER=no"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "toolchain.docker" not in said


def test_docker_fails_where_no_engine_can_be_had() -> None:
    lines = dry_run("docker").splitlines()
    assert lines[-2:] == [".venv/bin/python -m toolchain.docker", ".venv/bin/python -m toolchain.browser"]


def test_clean_keeps_what_takes_minutes_to_make() -> None:
    removed = dry_run("clean").splitlines()[0].split()
    assert ".simulator" in removed
    assert not {".venv", ".tools"} & set(removed)


def test_ci_stops_at_the_first_failure_and_runs_what_a_person_runs() -> None:
    text = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in text
    assert "export CI=true" in text
    assert re.findall(r"^make (\w+)$", text, re.MULTILINE) == ["setup", "docker", "lint", "test"]
    assert "make test" in (ROOT / "README.md").read_text()


def test_lint_reads_programs_and_workflows() -> None:
    assert dry_run("lint").splitlines() == [
        ".venv/bin/ruff format --check .",
        ".venv/bin/ruff check .",
        ".venv/bin/ty check",
        ".venv/bin/python -m toolchain.workflows",
    ]


def test_modules_are_compiled_once_whatever_the_container_says(tmp_path: Path) -> None:
    """Everything that make starts may keep what it has compiled."""
    (tmp_path / "told.mk").write_text(
        f"include {ROOT / 'Makefile'}\ntold:\n\t@echo $${{PYTHONDONTWRITEBYTECODE-unset}}\n"
    )
    command = ["make", "--no-print-directory", "-C", str(ROOT), "-f", str(tmp_path / "told.mk"), "told"]
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run(command, env=variables, capture_output=True, text=True, check=True).stdout
    assert said == "unset\n"
