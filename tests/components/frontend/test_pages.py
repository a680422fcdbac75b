from pathlib import Path
from typing import Any

import dukpy
import pytest

from components.frontend import aws_distribution
from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run, without_tags


def answered(script: str, uri: str) -> str:
    """The file that CloudFront asks the bucket for."""
    code = Path(aws_distribution.__file__).with_name(script).read_text(encoding="utf-8")
    request: Any = dukpy.evaljs([code, "handler(dukpy)"], request={"uri": uri})
    return request["uri"]


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/notes", "/index.html"),
        ("/notes/42/edit", "/index.html"),
        ("/v1.2/notes", "/index.html"),
        ("/assets/app.js", "/assets/app.js"),
        ("/favicon.ico", "/favicon.ico"),
    ],
)
def test_a_single_page_answers_for_every_path_but_files(uri: str, file: str) -> None:
    assert answered("single_page.js", uri) == file


@pytest.mark.parametrize(
    ("uri", "file"),
    [
        ("/", "/index.html"),
        ("/docs", "/docs/index.html"),
        ("/docs/", "/docs/index.html"),
        ("/docs/a.html", "/docs/a.html"),
        ("/assets/app.js", "/assets/app.js"),
    ],
)
def test_a_folder_answers_with_its_own_page(uri: str, file: str) -> None:
    assert answered("directory_index.js", uri) == file


@pytest.mark.parametrize(("single_page", "script"), [(True, "single_page.js"), (False, "directory_index.js")])
def test_the_kind_of_frontend_chooses_the_function(
    recorder: Recorder, tmp_path: Path, single_page: bool, script: str
) -> None:
    run(lambda: deploy(folder(tmp_path), single_page=single_page))
    code = Path(aws_distribution.__file__).with_name(script).read_text(encoding="utf-8")
    assert without_tags(recorder.inputs("aws:cloudfront/function:Function")) == {
        "comment": "Finds the file behind a path",
        "runtime": "cloudfront-js-2.0",
        "code": code,
        "publish": True,
    }


def test_errors_of_what_is_forwarded_are_left_alone(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), forwards=("/api",)))
    distribution = recorder.inputs("aws:cloudfront/distribution:Distribution")
    assert "customErrorResponses" not in distribution
    assert all("functionAssociations" not in behavior for behavior in distribution["orderedCacheBehaviors"])


def test_the_name_that_was_called_is_told_whatever_the_client_says() -> None:
    code = Path(aws_distribution.__file__).with_name("forwarded_host.js").read_text(encoding="utf-8")
    headers = {"host": {"value": "www.app.example.com"}, "x-forwarded-host": {"value": "evil.example"}}
    request: Any = dukpy.evaljs([code, "handler(dukpy)"], request={"uri": "/api", "headers": headers})
    assert request["headers"]["x-forwarded-host"] == {"value": "www.app.example.com"}
