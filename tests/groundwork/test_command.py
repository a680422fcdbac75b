"""The command line: three forms of every answer, and problems as sentences."""

import json
from pathlib import Path

import pytest

from groundwork.command import VERBS, main
from tests.engine.harness import Project

REPORT = {
    "command": "up",
    "stack": "prod",
    "clock": "ideal",
    "operations": [],
    "makespan": 0.0,
    "critical_path": [],
    "critical_path_seconds": 0.0,
}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(REPORT))
    return file


def test_people_machines_and_pages_get_the_same_answer(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", str(report)]) == 0
    assert capsys.readouterr().out.startswith("up of prod: 0 s\n")
    assert main(["timeline", str(report), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stack"] == "prod"
    page = report.with_name("page.html")
    assert main(["timeline", str(report), "--html", str(page)]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"groundwork: {page} is written\n")
    assert "<h1>up of prod: 0 s</h1>" in page.read_text()


def test_a_problem_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", str(tmp_path / "none.json")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"groundwork: {tmp_path}/none.json is not there;")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_is_for(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert VERBS[verb][1:] in shown
    assert "--json" in shown


def test_a_folder_without_a_project_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "-C", str(tmp_path), "--stack", "prod"]) == 1
    assert "Pulumi.yaml is not there; name the project's folder with -C" in capsys.readouterr().err


def test_a_picture_alone_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project("notes", tmp_path)
    file = tmp_path / "picture.svg"
    assert main(["graph", "-C", str(project.folder), "--stack", "prod", "--svg", str(file)]) == 0
    assert "public web pages behind a CDN" in capsys.readouterr().out
    assert file.read_text().startswith("<svg")


def test_settings_that_are_refused_are_told_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = Project("notes", tmp_path)
    with project.edit("app.yaml") as app:
        app["services"]["api"]["size"] = "big"
    assert main(["graph", "-C", str(project.folder), "--stack", "prod"]) == 1
    assert "app.yaml: services.api.size" in capsys.readouterr().err
