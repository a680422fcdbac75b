"""An update, policies in force."""

import pytest

from groundwork.engine import POLICIES
from groundwork.pipeline.command import VERBS, main
from tests.engine.harness import Project
from tests.groundwork.pipeline.answering import Answering


@pytest.mark.parametrize("code", [0, 255])
def test_pulumi_updates_the_stack_and_says_how_it_went(project: Project, pulumi: Answering, code: int) -> None:
    pulumi.answers("up", code=code)
    assert main(["deploy", "-C", str(project.folder), "--stack", "prod"]) == code
    assert pulumi.calls == [f"--cwd {project.folder} --non-interactive up --stack prod --yes --policy-pack {POLICIES}"]
    assert (POLICIES / "PulumiPolicy.yaml").is_file()


def test_a_machine_without_pulumi_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(project.folder))
    assert main(["deploy", "-C", str(project.folder), "--stack", "prod"]) == 1
    assert capsys.readouterr().err == "groundwork.pipeline: there is no `pulumi` on PATH\n"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_is_for(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    assert VERBS[verb][1:] in " ".join(capsys.readouterr().out.split())
