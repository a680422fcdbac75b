"""Both checkers of workflows, wherever they can be had."""

import shutil
from pathlib import Path

import pytest

from tests.toolchain.fakes import go, script
from toolchain import workflows

WORKFLOW = """\
name: check
on:
  pull_request:
permissions: {}
concurrency:
  group: check-${{ github.ref }}
  cancel-in-progress: true
jobs:
  check:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: ${{ github.event.pull_request.title }}
"""
INJECTION = WORKFLOW.replace('"$TITLE"', '"${{ github.event.pull_request.title }}"')


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / ".github" / "workflows").mkdir(parents=True)
    (folder / ".github" / "workflows" / "check.yml").write_text(WORKFLOW)
    return folder


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH besides the system's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder


def test_what_both_are_content_with_passes_in_silence(
    repository: Path, bin_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(bin_folder / "actionlint", f'echo "$*" >{tmp_path}/log')
    assert workflows.main(repository, tmp_path / "tools", {}) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")
    file = repository / ".github" / "workflows" / "check.yml"
    assert (tmp_path / "log").read_text() == f"-no-color -shellcheck= -pyflakes= {file}\n"
    assert not (tmp_path / "tools").exists()


def test_a_hole_that_zizmor_finds_fails(
    repository: Path, bin_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / ".github" / "workflows" / "check.yml").write_text(INJECTION)
    script(bin_folder / "actionlint", "exit 0")
    assert workflows.main(repository, tmp_path / "tools", {}) == 1
    told = capsys.readouterr().err
    assert told.startswith("workflows: zizmor is not content:\n")
    assert "template-injection" in told


def test_a_mistake_that_actionlint_finds_fails(
    repository: Path, bin_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(bin_folder / "actionlint", "echo check.yml:9:14: unknown runner", "exit 1")
    assert workflows.main(repository, tmp_path / "tools", {}) == 1
    assert capsys.readouterr().err == "workflows: actionlint is not content:\ncheck.yml:9:14: unknown runner\n"


def test_where_there_is_no_actionlint_it_is_built(repository: Path, bin_folder: Path, tmp_path: Path) -> None:
    go(bin_folder, tmp_path / "log")
    for _ in range(2):
        assert workflows.main(repository, tmp_path / "tools", {}) == 0
    (built,) = (tmp_path / "tools" / "programs").iterdir()
    assert built.name.startswith("actionlint-")
    (line,) = (tmp_path / "log").read_text().splitlines()
    assert line.endswith(" github.com/rhysd/actionlint/cmd/actionlint")


@pytest.mark.parametrize(("variables", "code"), [({}, 0), ({"CI": "true"}, 1)])
def test_a_machine_that_can_have_none_is_told_and_fails_only_in_ci(
    repository: Path,
    bin_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    variables: dict[str, str],
    code: int,
) -> None:
    assert shutil.which("go") is None
    assert workflows.main(repository, tmp_path / "tools", variables) == code
    assert capsys.readouterr().err == (
        "workflows: actionlint is built from its Go module here, and there is no `go` on PATH; install Go "
        "(https://go.dev/dl) and try again\n"
    )


def test_a_hole_fails_also_where_there_is_no_actionlint(repository: Path, bin_folder: Path, tmp_path: Path) -> None:
    (repository / ".github" / "workflows" / "check.yml").write_text(INJECTION)
    assert workflows.main(repository, tmp_path / "tools", {}) == 1


def test_version_is_pinned_with_its_checksums() -> None:
    module = (workflows.HERE / "actionlint" / "go.mod").read_text()
    assert "require github.com/rhysd/actionlint v1.7.12\n" in module
    assert "github.com/rhysd/actionlint v1.7.12 h1:" in (workflows.HERE / "actionlint" / "go.sum").read_text()
