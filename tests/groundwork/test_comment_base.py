"""What runs now, by another commit: a checkout of it beside, gone afterwards."""

import os
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
from groundwork.engine import SIMULATE, Engine
from groundwork.problem import ProblemError
from tests.engine.harness import REPOSITORY, Project
from tests.groundwork.branch import Branch, git


@pytest.fixture
def branch(tmp_path: Path) -> Branch:
    return Branch(Project("notes", tmp_path))


@pytest.fixture
def submodule(branch: Branch, tmp_path: Path) -> Path:
    """The program, as a repository that has adopted Groundwork holds it: a submodule, committed."""
    origin = tmp_path / "groundwork"
    origin.mkdir()
    (origin / "__main__.py").write_text("former\n")
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "one"]):
        git(origin, *command)
    branch.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin), "groundwork")
    with branch.project.edit("Pulumi.yaml") as settings:
        settings["main"] = "groundwork"
    branch.commit()
    return branch.project.folder / "groundwork"


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
    branch: Branch, submodule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (submodule / "__main__.py").write_text("newer\n")
    git(submodule, "commit", "--quiet", "--all", "--message", "two")
    (submodule / ".venv").mkdir()
    with asked(monkeypatch) as made, base.made(Engine(branch.project.folder), "HEAD", ["prod"]):
        ((_, former, _),) = made
        assert former.described.program == former.project / "groundwork"
        assert (former.project / "groundwork" / "__main__.py").read_text() == "former\n"
        assert (former.project / "groundwork" / ".venv").is_symlink()
    assert not former.project.exists()
    assert len(git(submodule, "worktree", "list").splitlines()) == len(branch.git("worktree", "list").splitlines()) == 1


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


def test_a_commit_that_a_submodule_lacks_is_told_with_where_to_fetch_it(
    branch: Branch, submodule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a shallow checkout, or after the branch that held it is gone."""
    unknown = "1" * 40
    branch.git("update-index", "--cacheinfo", f"160000,{unknown},groundwork")
    branch.git("commit", "--quiet", "--message", "a commit that nobody has")
    with (
        pytest.raises(ProblemError) as problem,
        asked(monkeypatch),
        base.made(Engine(branch.project.folder), "HEAD", ["prod"]),
    ):
        pass
    assert str(problem.value) == (
        f"{submodule} has no commit {unknown} at hand; `git -C {submodule} fetch origin {unknown}` gets it"
    )
    assert len(branch.git("worktree", "list").splitlines()) == 1


def test_a_program_that_was_elsewhere_and_is_not_at_hand_is_told(
    branch: Branch, submodule: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The submodule has moved since; at its former place there is only an empty folder."""
    former = branch.git("rev-parse", "HEAD").strip()
    branch.git("mv", "groundwork", "tools")
    with branch.project.edit("Pulumi.yaml") as settings:
        settings["main"] = "tools"
    with (
        pytest.raises(ProblemError) as problem,
        asked(monkeypatch),
        base.made(Engine(branch.project.folder), former, ["prod"]),
    ):
        pass
    assert str(problem.value) == (
        f"what runs now is not known: in {former} the program lies in groundwork, seen from {branch.project.folder}, "
        "which is neither in that commit nor in a submodule that is checked out here"
    )
    assert len(branch.git("worktree", "list").splitlines()) == 1


def test_a_hook_may_ask_too(branch: Branch, submodule: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git names its own repository to hooks, which is not that of the submodule."""
    monkeypatch.setenv("GIT_DIR", str(branch.project.folder / ".git"))
    with asked(monkeypatch) as made, base.made(Engine(branch.project.folder), "HEAD", ["prod"]):
        ((_, former, _),) = made
        assert (former.project / "groundwork" / "__main__.py").read_text() == "former\n"


def test_a_folder_with_modules_of_its_own_changes_nothing(tmp_path: Path) -> None:
    """A repository that has adopted Groundwork may hold a `settings.py`."""
    for name in ("settings", "simulator"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)\n")
    variables = {**os.environ, "SIMULATOR_SPEED": "never"}
    done = subprocess.run(
        [*SIMULATE, "version"], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "SIMULATOR_SPEED" in done.stderr) == (2, True), done.stderr
