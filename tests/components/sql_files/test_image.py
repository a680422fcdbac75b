"""The image that brings a folder of SQL files up to date."""

import json
from pathlib import Path

import pulumi

from components import sql_files
from tests.components.recorder import Recorder, run


def test_it_is_made_of_the_folder_and_the_runner(recorder: Recorder) -> None:
    folder = Path("examples/semibot/infra/migrations").resolve()
    run(lambda: sql_files.build("files", folder, "16", "arm64", pulumi.ResourceOptions(), tags=["files:1"], load=True))
    made = recorder.one("docker-build:index:Image", "files")
    assert dict(made.inputs) == {
        "context": {"location": "examples/semibot/infra/migrations"},
        "dockerfile": {"inline": sql_files.dockerfile("16")},
        "platforms": ["linux/arm64"],
        "push": False,
        "buildOnPreview": False,
        "tags": ["files:1"],
        "load": True,
        "network": "default",
    }


def test_its_entrypoint_is_the_runner() -> None:
    lines = sql_files.dockerfile("15").splitlines()
    assert lines[:-1] == [
        "FROM postgres:15-bookworm",
        "COPY *.sql /sql/",
        "RUN chmod -R a+rX /sql",
        "ENV SQL_FILES=/sql",
        "USER 999:999",
    ]
    instruction, _, words = lines[-1].partition(" ")
    assert (instruction, json.loads(words)) == ("ENTRYPOINT", sql_files.entrypoint())
    script = (Path(sql_files.__file__).parent / "run.sh").read_text("utf-8")
    assert sql_files.entrypoint() == ["bash", "-c", script, "sql-files"]


def test_extensions_are_told_where_there_are_some() -> None:
    assert sql_files.variables(["vector", "pg_trgm"]) == {"EXTENSIONS": "vector pg_trgm"}
    assert sql_files.variables([]) == {}
