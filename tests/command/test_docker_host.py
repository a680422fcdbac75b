"""What a live run knows of its Docker host before the engine starts."""

from pathlib import Path
from typing import Any

import pytest

from simulator.command.docker_host import provider_settings
from simulator.command.stack_file import StackFile
from tests.command.toy import Toy


def settings(folder: Path, text: str) -> dict[str, Any]:
    """The provider's settings in a stack's configuration."""
    file = folder / "Pulumi.dev.yaml"
    file.write_text(text)
    return dict(provider_settings(StackFile.read(file)))


def test_settings_are_those_of_the_provider(tmp_path: Path) -> None:
    text = (
        "config: {docker:host: 'ssh://me@host', docker:sshOpts: ['-p', 23], toy:host: other, "
        "docker:disableDockerDaemonCheck: true}\n"
    )
    assert settings(tmp_path, text) == {
        "host": "ssh://me@host",
        "sshOpts": ["-p", "23"],
        "disableDockerDaemonCheck": "true",
    }


def test_a_secret_setting_leaves_the_check_to_the_engine(tmp_path: Path) -> None:
    text = "config: {docker:keyMaterial: {secure: abc}}\n"
    assert settings(tmp_path, text) == {"disableDockerDaemonCheck": "true"}


@pytest.mark.engine
def test_no_daemon_is_one_sentence(tmp_path: Path) -> None:
    toy = Toy(tmp_path)
    nobody = f"unix://{tmp_path}/docker.sock"
    done = toy.simulate("up", "--yes", "--stack", "dev", SIMULATOR_DOCKER="live", DOCKER_HOST=nobody)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"simulate: made the stack dev in {toy.home}/live\n"
        f"simulate: no Docker daemon answers at {nobody} (No such file or directory); `make docker` installs an engine "
        "on Debian, and `pulumi config set docker:host ADDRESS` or DOCKER_HOST names another one\n"
    )


@pytest.mark.engine
def test_a_bad_address_is_one_sentence(tmp_path: Path) -> None:
    toy = Toy(tmp_path, dev="config: {docker:host: me@host}\n")
    done = toy.simulate("preview", "--stack", "dev", SIMULATOR_DOCKER="live")
    assert done.returncode == 2
    schemes = "unix://, ssh://, tcp://, http://, https://, npipe://"
    said = f"simulate: docker:host: must begin with one of {schemes}; got 'me@host'"
    assert done.stderr.splitlines()[-1] == said
