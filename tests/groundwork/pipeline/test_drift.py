"""Whether a stack is as it was left, and the issue about it."""

import pytest

from groundwork.pipeline.command import main
from tests.engine.harness import Project
from tests.groundwork.pipeline.answering import Answering

DIFFERENCE = '~ blockPublicAcls: true => false\n- "<deleted>"\n'
FOUND = '[{"number": 3, "title": "Drift of stack dev"}, {"number": 4, "title": "Drift of stack prod"}]'


def drift(project: Project, *more: str) -> int:
    return main(["drift", "-C", str(project.folder), "--stack", "prod", *more])


def test_the_cloud_is_asked_and_nothing_is_changed(
    project: Project, pulumi: Answering, gh: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    pulumi.answers("refresh", DIFFERENCE, code=7)
    assert drift(project) == 1
    where = f"--cwd {project.folder} --non-interactive --color never"
    what = "refresh --stack prod --preview-only --expect-no-changes --diff --suppress-progress"
    assert pulumi.calls == [f"{where} {what}"]
    assert DIFFERENCE in capsys.readouterr().out
    assert gh.calls == []


def test_what_is_as_it_was_left_passes(project: Project, pulumi: Answering) -> None:
    assert drift(project) == 0


def test_an_issue_is_opened(project: Project, pulumi: Answering, gh: Answering) -> None:
    pulumi.answers("refresh", DIFFERENCE, code=7)
    gh.answers("issue list", '[{"number": 3, "title": "Drift of stack dev"}]')
    assert drift(project, "--issue") == 0
    assert gh.calls == [
        "issue list --label drift --limit 1000 --json number,title",
        "label create drift --force --description A stack is not as it was left",
        "issue create --title Drift of stack prod --label drift --body-file -",
    ]
    assert "resources of **prod**" in gh.inputs
    assert "<pre>\n~ blockPublicAcls: true =&gt; false\n- &#34;&lt;deleted&gt;&#34;\n</pre>" in gh.inputs


def test_the_open_issue_is_written_over(project: Project, pulumi: Answering, gh: Answering) -> None:
    pulumi.answers("refresh", DIFFERENCE, code=7)
    gh.answers("issue list", FOUND)
    assert drift(project, "--issue") == 0
    assert gh.calls[1:] == ["issue edit 4 --body-file -"]


def test_the_issue_is_closed_when_it_is_over(project: Project, pulumi: Answering, gh: Answering) -> None:
    gh.answers("issue list", FOUND)
    assert drift(project, "--issue") == 0
    assert gh.calls[1:] == ["issue close 4 --comment It is as it was left again."]


def test_without_an_issue_nothing_is_closed(project: Project, pulumi: Answering, gh: Answering) -> None:
    gh.answers("issue list", "[]")
    assert drift(project, "--issue") == 0
    assert len(gh.calls) == 1


def test_a_cloud_that_does_not_answer_is_no_drift(
    project: Project, pulumi: Answering, gh: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    pulumi.answers("refresh", code=255, error="error: no credentials")
    assert drift(project, "--issue") == 1
    assert gh.calls == []
    assert capsys.readouterr().err == "groundwork.pipeline: error: no credentials\n"


def test_a_long_difference_is_cut_to_what_an_issue_holds(project: Project, pulumi: Answering, gh: Answering) -> None:
    pulumi.answers("refresh", '"x" => "y"\n' * 9000, code=7)
    gh.answers("issue list", FOUND)
    assert drift(project, "--issue") == 0
    length, ending = len(gh.inputs), gh.inputs.rstrip()[-6:]
    assert 40000 < length < 65536
    assert ending == "</pre>"
