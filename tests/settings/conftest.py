"""A project in a temporary folder, and what `settings` says of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import settings
from settings.merging import merged

BASE = """
name: shop
database: {}
cache: {}
buckets: {files: {}}
services:
  api: {image: "shop/api:1.0.0", port: 8000, uses: [database, cache, files]}
workers:
  tasks: {image: "shop/tasks:1.0.0", uses: [database, cache]}
jobs:
  cleanup: {image: "shop/tasks:1.0.0", schedule: "0 3 * * *", uses: [database]}
frontends:
  web: {kind: static, directory: dist}
routes: {"/": web, "/api": api}
"""

Read = Callable[..., settings.Stack]
Lines = Callable[..., list[str]]
Written = Callable[[str, str, str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a project's three files, app.yaml and a stack's by its name among them; the folder that they lie in."""

    def written(app: str, stack: str, content: str) -> Path:
        (tmp_path / "Pulumi.yaml").write_text("name: shop\n")
        (tmp_path / "app.yaml").write_text(app)
        (tmp_path / f"Pulumi.{stack}.yaml").write_text(content)
        return tmp_path

    return written


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the base application with a change (YAML) laid over it, or another application, as a stack."""

    def read(
        change: str = "",
        *,
        app: str | None = None,
        environment: str = "dev",
        stack: str | None = None,
        config: Mapping[str, str] | None = None,
        secret_keys: tuple[str, ...] = (),
    ) -> settings.Stack:
        if app is None:
            content: dict[str, Any] = merged(yaml.safe_load(BASE), yaml.safe_load(change) or {})
            app = yaml.safe_dump(content, sort_keys=False)
        (tmp_path / "app.yaml").write_text(app, encoding="utf-8")
        (tmp_path / "Pulumi.yaml").write_text("name: shop\n", encoding="utf-8")
        (tmp_path / "dist").mkdir(exist_ok=True)
        (tmp_path / "dist/index.html").write_text("<!doctype html>", encoding="utf-8")
        common = {
            "aws:region": "eu-central-1",
            "groundwork:cloud": "aws",
            "groundwork:environment": environment,
        }
        changed = {key: value for key, value in {**common, **(config or {})}.items() if value}
        return settings.read(tmp_path, stack or environment, changed, secret_keys)

    return read


@pytest.fixture
def lines(read: Read) -> Lines:
    """The lines of the message that refuses it."""

    def lines(*arguments: Any, **options: Any) -> list[str]:
        with pytest.raises(settings.Problems) as caught:
            read(*arguments, **options)
        assert str(caught.value) == "\n".join(caught.value.lines)
        return list(caught.value.lines)

    return lines
