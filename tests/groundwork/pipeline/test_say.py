"""One comment under a pull request, whatever a stranger's run hands over."""

import json
from pathlib import Path

import pytest

from groundwork.comment.answer import LIMIT, MARKER
from groundwork.pipeline.command import main
from tests.groundwork.pipeline.answering import Answering

TEXT = f"{MARKER}\n### Groundwork: 1 stack, policies agree\n"
NEWEST = "api repos/{owner}/{repo}/pulls/7 --jq .head.sha"
LIST = "api --paginate repos/{owner}/{repo}/issues/7/comments --jq "


def said(folder: Path, number: str = "7\n", text: str = TEXT) -> int:
    (folder / "number").write_text(number)
    (folder / "comment.md").write_text(text)
    files = ["--pull-request", str(folder / "number"), "--markdown", str(folder / "comment.md")]
    return main(["say", *files, "--commit", "abc123"])


def test_the_first_run_posts_the_comment(tmp_path: Path, gh: Answering) -> None:
    gh.answers("pulls/7", "abc123\n")
    assert said(tmp_path) == 0
    assert gh.calls[0] == NEWEST
    assert gh.calls[1].startswith(LIST)
    assert gh.calls[2:] == ["api --method POST repos/{owner}/{repo}/issues/7/comments --input -"]
    assert json.loads(gh.inputs) == {"body": TEXT}


def test_later_runs_write_over_it(tmp_path: Path, gh: Answering) -> None:
    gh.answers("pulls/7", "abc123\n")
    gh.answers("--paginate", "1001\n")
    assert said(tmp_path) == 0
    assert gh.calls[2:] == ["api --method PATCH repos/{owner}/{repo}/issues/comments/1001 --input -"]


def test_only_a_comment_of_the_workflow_itself_is_written_over(tmp_path: Path, gh: Answering) -> None:
    gh.answers("pulls/7", "abc123\n")
    said(tmp_path)
    assert gh.calls[1].removeprefix(LIST) == (
        '.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- groundwork -->"))) | .id'
    )


def test_nothing_is_said_of_a_commit_that_is_not_the_newest(
    tmp_path: Path, gh: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor under another pull request: the number is a stranger's word, the commit is the forge's."""
    gh.answers("pulls/7", "def456\n")
    assert said(tmp_path) == 0
    assert gh.calls == [NEWEST]
    assert "pull request 7 has moved on from abc123" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["", "7/../8", "-1", "seven", "७"])
def test_what_is_no_number_is_refused(
    tmp_path: Path, gh: Answering, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(tmp_path, number) == 1
    assert gh.calls == []
    assert capsys.readouterr().err == (
        f"groundwork.pipeline: {tmp_path / 'number'} holds no number of a pull request\n"
    )


@pytest.mark.parametrize("text", ["something else", MARKER + "x" * LIMIT])
def test_what_is_no_comment_of_ours_is_refused(tmp_path: Path, gh: Answering, text: str) -> None:
    assert said(tmp_path, text=text) == 1
    assert gh.calls == []


def test_what_the_forge_refuses_is_told(tmp_path: Path, gh: Answering, capsys: pytest.CaptureFixture[str]) -> None:
    gh.answers("pulls/7", code=1, error="HTTP 403: Resource not accessible by integration")
    assert said(tmp_path) == 1
    assert capsys.readouterr().err == (
        "groundwork.pipeline: `gh api repos/{owner}/{repo}/pulls/7` failed: "
        "HTTP 403: Resource not accessible by integration\n"
    )
