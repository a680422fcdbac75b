"""Files that a person names: problems, not accidents."""

import json
from pathlib import Path

import pytest

from groundwork import files
from groundwork.command import main
from groundwork.problem import ProblemError
from tests.groundwork.test_command import REPORT


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, page = tmp_path / "report.json", tmp_path / "none" / "page.html"
    report.write_text(json.dumps(REPORT))
    assert main(["timeline", str(report), "--html", str(page)]) == 1
    assert capsys.readouterr().err == f"groundwork: {page} cannot be written: No such file or directory\n"


def test_what_cannot_be_read_is_told_with_what_would_help(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match=r"none is not there; make it$"):
        files.read(tmp_path / "none", "; make it")
    with pytest.raises(ProblemError, match=r"cannot be read: Is a directory$"):
        files.read(tmp_path)
    (tmp_path / "picture").write_bytes(b"\x89PNG\xff")
    with pytest.raises(ProblemError, match=r"picture is no text in UTF-8$"):
        files.read(tmp_path / "picture")
