"""A project on one host, and programs that stand for docker, pulumi and git: they write down how they were called."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

STAND_IN = """#!/bin/sh
printf '%s' "$(basename "$0")" >>"$CALLS"
for each in "$@"; do printf ' %s' "$each" >>"$CALLS"; done
case "$*" in
    *"config set"*) printf ' <<< %s' "$(cat)" >>"$CALLS" ;;
esac
printf ' [%s]\\n' "${DOCKER_HOST:-}" >>"$CALLS"
if [ "$1" = ps ]; then cat "$ROWS"; fi
if [ "$1" = inspect ]; then echo sha256:2; fi
if [ "$1 $2" = "image ls" ]; then cat "$IMAGES"; fi
if [ "$1" = logs ]; then echo "written by $6"; fi
case "$*" in *"cat /output/"*) echo "2026-11-20T00:00:00.000000Z api api-1-abc kept" ;; esac
if [ "$1" = "${FAILS:-}" ]; then exit 7; fi
exit 0
"""


@dataclass
class Server:
    """The project, and what was called."""

    folder: Path
    calls_file: Path
    rows_file: Path
    images_file: Path

    def calls(self) -> list[str]:
        """Program and arguments of each call, in order, with the daemon's address in brackets."""
        return self.calls_file.read_text().splitlines() if self.calls_file.exists() else []

    def images(self, *rows: tuple[str, str, str]) -> None:
        """Repository, tag and id of each image on the host."""
        keys = ("Repository", "Tag", "ID")
        lines = [json.dumps({**dict(zip(keys, each, strict=True)), "CreatedSince": "3 days ago"}) for each in rows]
        self.images_file.write_text("".join(f"{line}\n" for line in lines))

    def containers(self, *rows: dict[str, str]) -> None:
        """What the daemon tells of."""
        self.rows_file.write_text("".join(json.dumps(row) + "\n" for row in rows))


def row(name: str, part: str, status: str = "Up 2 minutes (healthy)", state: str = "running") -> dict[str, str]:
    """A line of `docker ps`."""
    labels = f"com.docker.compose.project=shop-local,groundwork.part={part}"
    return {"Names": name, "Labels": labels, "State": state, "Status": status}


Make = Callable[..., Server]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes the project; keyword arguments are keys of the stack's configuration."""

    def made(**config: Any) -> Server:
        folder, programs = tmp_path / "project", tmp_path / "bin"
        folder.mkdir()
        programs.mkdir()
        for name in ("docker", "pulumi", "pulumi-resource-docker", "git"):
            (programs / name).write_text(STAND_IN)
            (programs / name).chmod(0o755)
        found = Server(folder, tmp_path / "calls", tmp_path / "rows", tmp_path / "images")
        monkeypatch.setenv("PATH", str(programs), prepend=":")
        monkeypatch.setenv("CALLS", str(found.calls_file))
        monkeypatch.setenv("ROWS", str(found.rows_file))
        monkeypatch.setenv("IMAGES", str(found.images_file))
        monkeypatch.delenv("DOCKER_HOST", raising=False)
        stack = {"groundwork:cloud": "docker", "groundwork:docker": {"directory": str(tmp_path / "opt")}} | config
        (folder / "Pulumi.local.yaml").write_text(yaml.safe_dump({"config": stack}))
        (folder / "Pulumi.yaml").write_text("name: shop\n")
        (folder / "app.yaml").write_text("name: shop\n")
        found.containers(row("api-1-abc", "api"), row("database-backup-abc", "database"))
        return found

    return made
