"""The file as such: not there, not YAML, a key twice."""

from pathlib import Path

import pytest

import settings
from settings import yaml_file
from settings.report import Report
from tests.settings.conftest import Lines

APP = 'name: shop\nservices:\n  api: {image: "a:1"}\n'

CASES = [
    ("services: [\n", "line 2, column 1: not valid YAML: expected the node content, but found '<stream end>'"),
    ("name: shop\n\tport: 1\n", "line 2, column 1: not valid YAML: found character '\\t' that cannot start any token"),
    ("", "must hold a mapping (`key: value` lines)"),
    ("- name\n", "must hold a mapping (`key: value` lines)"),
    ("name: sh\x00op\n", "not valid YAML: it holds a character that YAML does not allow"),
    ("name: shop\nname: shop\n", "name: written twice, in lines 1 and 2; keep one"),
    (
        f'{APP}  api: {{image: "b:1"}}\n',
        "services.api: written twice, in lines 3 and 4; keep one",
    ),
    (
        'name: shop\nservices: {api: {image: "a:1", variables: {A: "1", yes: "2"}}}\n',
        'services.api.variables.yes: line 2: a key must be text; write "yes" in quotes',
    ),
    ("name: shop\n[a, b]: 1\n", "line 2: a key must be text"),
]


@pytest.mark.parametrize(("text", "line"), CASES)
def test_a_file_that_cannot_be_used(text: str, line: str) -> None:
    report = Report()
    yaml_file.parse(text, "app.yaml", report)
    assert report.lines == [f"app.yaml: {line}"]


def test_a_key_twice_is_a_problem_of_the_stack(lines: Lines) -> None:
    assert lines(app=f"{APP}name: other\n") == ["app.yaml: name: written twice, in lines 1 and 4; keep one"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    report = Report()
    assert yaml_file.read(tmp_path, "app.yaml", report) is None
    assert report.lines == ["app.yaml: there is no such file in the project's folder"]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.yaml").mkdir()
    report = Report()
    assert yaml_file.read(tmp_path, "app.yaml", report) is None
    assert yaml_file.read(tmp_path, "folder.yaml", report) is None
    assert report.lines == [
        "app.yaml: cannot be read: it is not UTF-8 text",
        "folder.yaml: cannot be read: Is a directory",
    ]


def test_a_syntax_error_is_one_line_though_the_name_is_then_missing(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: shop\n")
    (tmp_path / "app.yaml").write_text("name: [shop\n")
    config = {"aws:region": "eu-central-1", "groundwork:cloud": "aws", "groundwork:environment": "dev"}
    with pytest.raises(settings.Problems) as caught:
        settings.read(tmp_path, "dev", config)
    assert caught.value.lines == (
        "app.yaml: line 2, column 1: not valid YAML: expected ',' or ']', but got '<stream end>'",
    )


def test_anchors_and_merge_keys_work() -> None:
    report = Report()
    text = 'a: &a {image: "a:1"}\nb: {<<: *a, port: 80}\n'
    content = yaml_file.parse(text, "app.yaml", report)
    assert content is not None
    assert content["b"] == {"image": "a:1", "port": 80}
    assert report.lines == []
