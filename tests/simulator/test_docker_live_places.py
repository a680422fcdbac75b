"""Which file, which daemon, which registry and which image a live operation is about."""

import io
import tarfile
from pathlib import Path
from typing import Any

import pytest

from simulator.behaviour import Refusal
from simulator.docker.live.address import DEFAULT_HOST, Address, address_of
from simulator.docker.live.container_files import archive
from simulator.docker.live.daemons import Daemons
from simulator.docker.live.durations import nanoseconds
from simulator.docker.live.image import fits, split
from simulator.docker.live.registry import credentials


def test_a_relative_source_starts_at_the_program_s_folder(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("the page")
    with tarfile.open(fileobj=io.BytesIO(archive([{"file": "/a", "source": "page.html"}], tmp_path))) as tar:
        content = tar.extractfile("a")
        assert content is not None
        assert content.read() == b"the page"


def test_the_daemon_is_named_by_settings_then_environment_then_the_usual_socket() -> None:
    variables = {"DOCKER_HOST": "tcp://a:1"}
    assert address_of({"host": "ssh://b"}, variables).host == "ssh://b"
    assert address_of({}, variables).host == "tcp://a:1"
    assert address_of({}, {}).host == DEFAULT_HOST
    assert address_of({"context": "far"}, {}).shown == "the context far"


def test_keys_are_not_shown() -> None:
    assert "hunter2" not in repr(Address("tcp://a:1", key="hunter2"))


def test_a_daemon_that_does_not_answer_is_one_sentence() -> None:
    with pytest.raises(Refusal) as refusal:
        Daemons({}).client(Address("unix:///nowhere/docker.sock"))
    assert str(refusal.value) == (
        "no Docker daemon answers at unix:///nowhere/docker.sock (No such file or directory); `make docker` installs "
        "an engine on Debian, and `pulumi config set docker:host ADDRESS` or DOCKER_HOST names another one"
    )


def test_options_of_ssh_are_those_of_the_settings_then_of_the_environment() -> None:
    variables = {"DOCKER_SSH_OPTS": "-i key"}
    assert address_of({"sshOpts": '["-F", "file"]'}, variables).ssh_options == ("-F", "file")
    assert address_of({}, variables).ssh_options == ("-i", "key")
    assert address_of({}, {}).ssh_options == ()


def test_a_host_that_ssh_cannot_reach_is_one_sentence_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal) as refusal:
        Daemons({}).client(Address("ssh://me@far.example"))
    assert str(refusal.value) == (
        "there is no `ssh` on PATH to reach ssh://me@far.example with; on Debian openssh-client has it"
    )
    (tmp_path / "ssh").write_text("#!/bin/sh\necho 'me@far.example: Permission denied (publickey).' >&2\nexit 255\n")
    (tmp_path / "ssh").chmod(0o755)
    with pytest.raises(Refusal) as refusal:
        Daemons({}).client(Address("ssh://me@far.example"))
    assert str(refusal.value) == (
        "ssh cannot reach ssh://me@far.example (me@far.example: Permission denied (publickey))"
    )


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("0s", 0), ("30s", 30 * 10**9), ("1h1m1.5s", 3661_500_000_000), ("5us", 5000)]
)
def test_durations_in_nanoseconds(text: str, count: int) -> None:
    assert nanoseconds(text) == count


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("redis", ("redis", ":", "latest")),
        ("redis:7", ("redis", ":", "7")),
        ("host:5000/redis", ("host:5000/redis", ":", "latest")),
        ("host:5000/redis:7", ("host:5000/redis", ":", "7")),
        ("redis@sha256:ab", ("redis", "@", "sha256:ab")),
    ],
)
def test_names_of_images_are_taken_apart(name: str, parts: tuple[str, str, str]) -> None:
    assert split(name) == parts


def test_an_image_is_for_a_platform() -> None:
    image = {"Os": "linux", "Architecture": "arm64", "Variant": "v8"}
    assert [fits(image, platform) for platform in ("", "linux/arm64", "linux/arm64/v8", "linux/amd64")] == [
        True,
        True,
        True,
        False,
    ]


FILE = '{"auths": {"https://ghcr.io": {"auth": "bWU6c2VjcmV0"}}}'


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"address": "ghcr.io", "username": "me", "password": "secret"}, {"username": "me", "password": "secret"}),
        ({"address": "https://ghcr.io/v2/", "configFileContent": FILE}, {"username": "me", "password": "secret"}),
        ({"address": "ghcr.io", "authDisabled": True, "username": "me"}, {}),
        ({"address": "ghcr.io"}, {"username": "them", "password": "theirs"}),
        ({"address": "docker.io", "username": "me"}, None),
    ],
)
def test_credentials_are_those_of_the_images_registry(entry: dict[str, Any], found: dict[str, str] | None) -> None:
    variables = {"DOCKER_REGISTRY_USER": "them", "DOCKER_REGISTRY_PASS": "theirs"}
    assert credentials({"registryAuth": [entry]}, "ghcr.io/a/b:1", variables) == found


def test_a_registry_of_a_wrong_file_is_refused_without_its_content() -> None:
    entry = {"address": "ghcr.io", "configFileContent": "hunter2"}
    with pytest.raises(Refusal) as refusal:
        credentials({"registryAuth": [entry]}, "ghcr.io/a", {})
    assert str(refusal.value) == "registryAuth: the configuration file for ghcr.io is not a Docker one"
