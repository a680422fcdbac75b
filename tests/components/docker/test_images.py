"""Images on one host: pulled or built there; what runs is named by its identity, never by a tag."""

from pathlib import Path

import pulumi
import pytest

from tests.components.docker.looking import CONTAINER, IMAGE
from tests.components.docker.running import IMAGE as API
from tests.components.docker.running import login, service, worker
from tests.components.recorder import Recorder, run

PROVIDER = "pulumi:providers:docker"
BUILD = "docker-build:index:Image"


def test_an_image_is_pulled_and_stays_when_the_stack_goes(recorder: Recorder) -> None:
    run(worker)
    pulled = recorder.one(IMAGE)
    assert (pulled.name, dict(pulled.inputs)) == ("tasks-image", {"name": API, "keepLocally": True})
    assert recorder.inputs(CONTAINER, "tasks-1")["image"] == f"id-of-{API}"
    assert recorder.all(PROVIDER) == []


def test_a_private_registry_is_asked_with_its_login(recorder: Recorder) -> None:
    run(lambda: worker(registry=login()))
    asked = recorder.one(PROVIDER)
    assert asked.name == "tasks-registry"
    assert asked.inputs["registryAuth"] == (
        '[{"address": "ghcr.io", "username": "deploy", "password": "registry-password"}]'
    )
    assert "host" not in asked.inputs
    assert asked.secret_inputs == {"registryAuth"}
    assert recorder.one(IMAGE).provider.endswith("::tasks-registry")


def test_on_a_host_elsewhere_too(recorder: Recorder) -> None:
    pulumi.runtime.set_all_config({"docker:host": "ssh://deploy@203.0.113.9"})
    run(lambda: worker(registry=login()))
    assert recorder.inputs(PROVIDER)["host"] == "ssh://deploy@203.0.113.9"


BUILT = {
    "image": None,
    "build": {"context": "examples/notes", "target": "api", "arguments": {"VERSION": "1"}},
}


def test_an_image_is_built_on_the_host(recorder: Recorder) -> None:
    run(lambda: service(BUILT, project=Path.cwd()))
    assert dict(recorder.inputs(BUILD)) == {
        "context": {"location": "examples/notes"},
        "dockerfile": {"location": "examples/notes/Dockerfile"},
        "target": "api",
        "buildArgs": {"VERSION": "1"},
        "platforms": ["linux/amd64"],
        "tags": ["notes-prod/api:built"],
        "load": True,
        "push": False,
        "buildOnPreview": False,
        "network": "default",
    }


def test_what_it_was_built_from_tells_one_build_from_the_next(recorder: Recorder) -> None:
    run(lambda: service(BUILT, project=Path.cwd()))
    found = recorder.one(IMAGE, "api-image")
    assert dict(found.inputs) == {
        "name": "notes-prod/api:built",
        "keepLocally": True,
        "triggers": {"digest": f"sha256:{'0' * 64}", "context": "c0ffee"},
    }
    assert "api-build" in found.depends_on
    assert recorder.inputs(CONTAINER, "api-1")["image"] == "id-of-notes-prod/api:built"


def test_layers_are_the_host_s_own_and_nothing_forgets_them(recorder: Recorder) -> None:
    run(lambda: service(BUILT, project=Path.cwd()))
    asked = recorder.inputs(BUILD)
    assert not {"noCache", "pull", "builder", "exec"} & set(asked)
    assert not {"cacheFrom", "cacheTo"} & set(asked)


@pytest.mark.parametrize(("architecture", "platform"), [("x86_64", "linux/amd64"), ("arm64", "linux/arm64")])
def test_it_is_built_for_its_processor(recorder: Recorder, architecture: str, platform: str) -> None:
    run(lambda: service({**BUILT, "architecture": architecture}, project=Path.cwd()))
    assert recorder.inputs(BUILD)["platforms"] == [platform]
