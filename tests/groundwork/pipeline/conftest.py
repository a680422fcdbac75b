"""What the tests of the jobs share."""

from pathlib import Path

import pytest

from tests.engine.harness import Project
from tests.groundwork.pipeline.answering import Answering


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project("notes", tmp_path)


@pytest.fixture
def gh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    return Answering("gh", tmp_path, monkeypatch)


@pytest.fixture
def pulumi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    return Answering("pulumi", tmp_path, monkeypatch)


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answering:
    return Answering("docker", tmp_path, monkeypatch)
