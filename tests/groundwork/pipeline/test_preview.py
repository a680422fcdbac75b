"""The comment on every stack, or why there is none."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from groundwork.comment.answer import LIMIT, MARKER, Comment
from groundwork.engine import Engine
from groundwork.pipeline.command import main
from groundwork.problem import ProblemError
from tests.engine.harness import Project

Asked = list[tuple[Engine, Sequence[str], str]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What was to be previewed; every comment is empty."""
    found: Asked = []

    def of(engine: Engine, stacks: Sequence[str], base: str = "") -> Comment:
        found.append((engine, stacks, base))
        return Comment((), engine.real, base)

    monkeypatch.setattr(Comment, "of", of)
    return found


def preview(project: Project, file: Path, *more: str) -> int:
    return main(["preview", "-C", str(project.folder), "--markdown", str(file), *more])


@pytest.fixture
def everywhere(project: Project) -> Project:
    """With a stack on a host, as `local` is."""
    (project.folder / "Pulumi.local.yaml").write_text("config:\n  groundwork:cloud: docker\n")
    return project


def test_every_stack_is_previewed(everywhere: Project, asked: Asked, tmp_path: Path) -> None:
    assert preview(everywhere, tmp_path / "comment.md", "--base", "main") == 0
    ((engine, stacks, base),) = asked
    assert (engine.real, stacks, base) == (False, ["dev", "local", "prod", "staging"], "main")
    assert (tmp_path / "comment.md").read_text().startswith(MARKER)


def test_an_account_has_no_stack_on_a_host(everywhere: Project, asked: Asked, tmp_path: Path) -> None:
    assert preview(everywhere, tmp_path / "comment.md", "--real") == 0
    assert asked[0][1] == ["dev", "prod", "staging"]


def test_where_there_can_be_no_preview_the_comment_says_why(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of(*_: object) -> Comment:
        raise ProblemError('app.yaml: services.api.size: "<big>" is not allowed here')

    monkeypatch.setattr(Comment, "of", of)
    assert preview(project, tmp_path / "comment.md") == 1
    assert (tmp_path / "comment.md").read_text() == (
        f"{MARKER}\n### Groundwork: no preview\n\n<pre>\n"
        "app.yaml: services.api.size: &#34;&lt;big&gt;&#34; is not allowed here\n</pre>\n"
    )


def test_a_project_without_stacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\nruntime: python\n")
    assert main(["preview", "-C", str(tmp_path), "--markdown", str(tmp_path / "comment.md")]) == 1
    assert "has no Pulumi.&lt;stack&gt;.yaml of a stack" in (tmp_path / "comment.md").read_text()


def test_a_problem_that_is_too_long_is_cut_to_what_a_comment_holds(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of(*_: object) -> Comment:
        raise ProblemError('"no" ' * 20000)

    monkeypatch.setattr(Comment, "of", of)
    assert preview(project, tmp_path / "comment.md") == 1
    text = (tmp_path / "comment.md").read_text()
    length, ending = len(text), text[-8:]
    assert LIMIT * 3 / 4 < length <= LIMIT
    assert ending == "\n</pre>\n"


@pytest.mark.parametrize("content", ["config:\n", "", "config: {aws:region: eu-central-1}\n"])
def test_a_stack_that_says_nothing_of_a_cloud_is_on_aws(
    project: Project, asked: Asked, tmp_path: Path, content: str
) -> None:
    (project.folder / "Pulumi.other.yaml").write_text(content)
    assert preview(project, tmp_path / "comment.md", "--real") == 0
    assert "other" in asked[0][1]


@pytest.mark.parametrize(
    ("content", "said"),
    [("config: [\n", "is no YAML: "), ("- dev\n", "is no file of a stack: it has a mapping `config`")],
)
def test_a_stack_file_that_cannot_be_read_is_what_the_comment_says(
    project: Project, tmp_path: Path, content: str, said: str
) -> None:
    (project.folder / "Pulumi.other.yaml").write_text(content)
    assert preview(project, tmp_path / "comment.md", "--real") == 1
    assert f"Pulumi.other.yaml {said}" in (tmp_path / "comment.md").read_text()
