from pathlib import Path

import pulumi
import pytest

from components.frontend import files
from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run

OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2"


def keys(directory: Path) -> list[str]:
    return [file.key for file in files.find("web", directory)]


def test_every_file_is_found_below_the_folder(tmp_path: Path) -> None:
    assert keys(folder(tmp_path, "assets/app.js", "fonts/a.woff2")) == ["assets/app.js", "fonts/a.woff2", "index.html"]


def test_hidden_files_stay_at_home_but_for_what_the_web_knows(tmp_path: Path) -> None:
    directory = folder(tmp_path, ".env", ".git/config", ".well-known/security.txt", "assets/.DS_Store")
    assert keys(directory) == [".well-known/security.txt", "index.html"]


def test_a_folder_that_was_not_built_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        files.find("web", tmp_path)
    sentence = f"frontends.web.directory: {tmp_path} has no index.html; build the frontend first"
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.CSS", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.woff2", "font/woff2"),
        ("a.wasm", "application/wasm"),
        ("site.webmanifest", "application/manifest+json"),
        ("a.unheard-of", "application/octet-stream"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_a_files_ending_tells_its_type(tmp_path: Path, name: str, content_type: str) -> None:
    types = {file.key: file.content_type for file in files.find("web", folder(tmp_path, name))}
    assert types == {"index.html": "text/html; charset=utf-8", name: content_type}


@pytest.mark.parametrize("name", ["assets/main-4f3a2b1c.js", "main.0a1b2c3d4e5f.css", "assets/index-BxY3wQer.js"])
def test_a_name_that_changes_with_its_content_is_kept_for_a_year(tmp_path: Path, name: str) -> None:
    lifetimes = {file.key: file.cache_control for file in files.find("web", folder(tmp_path, name))}
    assert lifetimes[name] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "name",
    ["favicon.ico", "app.js", "main-component.js", "hero-portrait.png", "photo-IMG_1234.jpg", "report-20240101.pdf"],
)
def test_a_name_that_stays_is_asked_for_again(tmp_path: Path, name: str) -> None:
    lifetimes = {file.key: file.cache_control for file in files.find("web", folder(tmp_path, name))}
    assert lifetimes == {"index.html": "no-cache", name: "no-cache"}


def test_files_are_uploaded_as_they_are_served(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path, "assets/app-4f3a2b1c.js")))
    inputs = dict(recorder.inputs(OBJECT, "web-file-assets/app-4f3a2b1c.js"))
    del inputs["source"]
    assert inputs == {
        "bucket": "web-files-1234567",
        "key": "assets/app-4f3a2b1c.js",
        "contentType": "text/javascript; charset=utf-8",
        "cacheControl": "public, max-age=31536000, immutable",
    }


def test_pages_come_after_what_they_name(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path, "assets/app.js", "about/index.html")))
    for page in ("web-file-index.html", "web-file-about/index.html"):
        assert "web-file-assets/app.js" in recorder.one(OBJECT, page).depends_on
    assert recorder.one(OBJECT, "web-file-assets/app.js").depends_on == {"web-files"}
