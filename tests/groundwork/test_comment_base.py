"""What runs now, by another commit: a checkout of it beside, gone afterwards."""

import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from groundwork.command import main
from groundwork.comment import base
from groundwork.comment.answer import Comment
from groundwork.engine import Engine
from groundwork.problem import ProblemError
from tests.engine.harness import REPOSITORY, Project
from tests.groundwork.branch import Branch, git


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    return Branch(Project("notes", tmp_path))


@contextmanager
def asked(monkeypatch: pytest.MonkeyPatch) -> Generator[list[tuple[str, Engine, dict[str, object]]]]:
    """Stacks that would be made, by which engine, with which Pulumi.yaml."""
    found: list[tuple[str, Engine, dict[str, object]]] = []

    def make(engine: Engine, stack: str) -> None:
        found.append((stack, engine, yaml.safe_load((engine.project / "Pulumi.yaml").read_text())))

    monkeypatch.setattr(Engine, "make", make)
    yield found


def test_stacks_are_made_from_the_files_of_that_commit(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    with branch.project.edit("Pulumi.prod.yaml") as stack:
        stack["config"]["groundwork:cloud"] = "alicloud"
    (branch.project.folder / "Pulumi.new.yaml").write_text("config: {}\n")
    engine = Engine(branch.project.folder)
    with asked(monkeypatch) as made, base.made(engine, "main", ["prod", "new"]) as beside:
        ((stack, former, settings),) = made
        kept = yaml.safe_load((former.project / "Pulumi.prod.yaml").read_text())
        assert (stack, kept["config"]["groundwork:cloud"]) == ("prod", "aws"), "a stack that is new stands nowhere yet"
        assert (Path(str(settings["main"])), former.described.program) == (REPOSITORY, REPOSITORY)
        assert former.home == beside.home
        assert (beside.project, beside.home is None) == (engine.project, False)


def test_a_program_of_that_commit_runs_with_what_is_installed(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project in a folder of the repository, as the examples are."""
    folder = branch.project.folder / "examples" / "shop"
    folder.mkdir(parents=True)
    shutil.copy(branch.project.folder / "Pulumi.prod.yaml", folder)
    (folder / "Pulumi.yaml").write_text("name: shop\nruntime: python\nmain: ../..\n")
    (branch.project.folder / "__main__.py").write_text("")
    branch.commit()
    (branch.project.folder / ".venv").mkdir()
    with asked(monkeypatch) as made, base.made(Engine(folder), "HEAD", ["prod"]):
        ((_, former, settings),) = made
        program = former.described.program
        assert settings["main"] == "../.."
        assert program == former.project.parents[1] != branch.project.folder
        assert (program / ".venv").resolve() == branch.project.folder / ".venv"


def test_a_submodule_is_of_the_commit_that_was_pinned_then(
    branch: Branch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a repository that has adopted Groundwork holds it."""
    origin = tmp_path / "groundwork"
    origin.mkdir()
    (origin / "__main__.py").write_text("former\n")
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "one"]):
        git(origin, *command)
    branch.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin), "groundwork")
    with branch.project.edit("Pulumi.yaml") as settings:
        settings["main"] = "groundwork"
    branch.commit()
    own = branch.project.folder / "groundwork"
    (own / "__main__.py").write_text("newer\n")
    git(own, "commit", "--quiet", "--all", "--message", "two")
    (own / ".venv").mkdir()
    with asked(monkeypatch) as made, base.made(Engine(branch.project.folder), "HEAD", ["prod"]):
        ((_, former, _),) = made
        assert former.described.program == former.project / "groundwork"
        assert (former.project / "groundwork" / "__main__.py").read_text() == "former\n"
        assert (former.project / "groundwork" / ".venv").is_symlink()
    assert not former.project.exists()
    assert len(git(own, "worktree", "list").splitlines()) == len(branch.git("worktree", "list").splitlines()) == 1


def test_nothing_is_left_behind_even_by_what_fails(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(engine: Engine, stack: str) -> None:
        raise ProblemError(f"{stack} {engine.project}")

    monkeypatch.setattr(Engine, "make", fail)
    with pytest.raises(ProblemError) as problem, base.made(Engine(branch.project.folder), "main", ["prod"]):
        pass
    assert not Path(str(problem.value).removeprefix("prod ")).exists()
    assert len(branch.git("worktree", "list").splitlines()) == 1


def test_before_there_was_a_project_nothing_stands(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.git("rm", "--quiet", "--cached", "Pulumi.yaml")
    branch.git("commit", "--quiet", "-m", "no project")
    with asked(monkeypatch) as made, base.made(Engine(branch.project.folder), "HEAD", ["prod"]):
        assert made == []


def test_hooks_of_the_repository_do_not_run(branch: Branch, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = branch.project.folder / ".git" / "hooks" / "post-checkout"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with asked(monkeypatch) as made, base.made(Engine(branch.project.folder), "main", ["prod"]):
        assert len(made) == 1


@pytest.mark.parametrize("revision", ["nowhere", "--all"])
def test_a_commit_that_is_not_at_hand_is_told(
    branch: Branch, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["comment", "-C", str(branch.project.folder), "--stack", "prod", f"--base={revision}"]
    assert main(arguments) == 1
    assert capsys.readouterr().err == (
        f"groundwork: {branch.project.folder} has no commit {revision} at hand; `git fetch origin {revision}` gets it\n"
    )


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    project = Project("notes", tmp_path)
    with pytest.raises(ProblemError, match="not a git repository"), base.made(Engine(project.folder), "main", []):
        pass


def test_an_account_knows_itself_what_runs_now(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"^--base is for the simulated cloud; with --real"):
        Comment.of(Engine(tmp_path, real=True), ["prod"], "main")


def test_simulated_clouds_of_their_own_wait_for_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And are those of the program's own simulator: `python -m` takes it from the folder that it runs in."""
    seen: dict[str, object] = {}

    def run(command: list[str], **how: object) -> subprocess.CompletedProcess[str]:
        seen.update(how, command=command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("SIMULATOR_DOCKER", "live")
    Engine(Project("notes", tmp_path).folder, home=tmp_path / "own").make("prod")
    assert seen["cwd"] == REPOSITORY
    variables = seen["env"]
    assert isinstance(variables, dict)
    assert variables["SIMULATOR_HOME"] == str(tmp_path / "own")
    assert (variables["SIMULATOR_SPEED"], variables["SIMULATOR_DOCKER"]) == ("max", "simulated")


def test_the_comment_says_which_commit_stands_for_what_runs_now() -> None:
    found = Comment((), real=False, base="1f2e3d4")
    assert "and what runs now is what 1f2e3d4 would run</sub>" in found.markdown
    assert "and what runs now is what was last made there</sub>" in Comment((), real=False).markdown
