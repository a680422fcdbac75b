"""Images that are built here: pushed to the application's registry, run by digest, their layers kept."""

from pathlib import Path
from typing import Any

import pytest

from components.container import RegistryLogin
from components.frontend import Frontend, SsrArgs, SsrSpec
from tests.components.alicloud.running import job as started
from tests.components.alicloud.running import login, service, worker
from tests.components.alicloud.stand import network, platform
from tests.components.recorder import Recorder, run, value

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
BUILT = "docker-build:index:Image"
ACR = "registry.cn-hangzhou.aliyuncs.com/shop"
DIGEST = f"sha256:{'0' * 64}"
BUILD = {
    "image": None,
    "build": {"context": "app", "dockerfile": "docker/api", "target": "final", "arguments": {"URL": "https://x"}},
}


def acr() -> RegistryLogin:
    """Of the application's own registry."""
    return RegistryLogin(address=ACR, username="pusher", password=login().password)


def builds(spec: dict[str, Any] | None = None) -> None:
    """A service that is built."""
    run(lambda: service({**BUILD, **(spec or {})}, own_registry=acr(), project=Path.cwd() / "examples"))


def test_an_image_is_built_and_pushed_to_the_application_s_registry(recorder: Recorder) -> None:
    builds()
    asked = recorder.one(BUILT, "api-image")
    kept = f"{ACR}/notes-prod-api:layers"
    assert asked.inputs == {
        "context": {"location": "examples/app"},
        "dockerfile": {"location": "examples/docker/api"},
        "target": "final",
        "buildArgs": {"URL": "https://x"},
        "platforms": ["linux/amd64"],
        "exports": [{"registry": {"names": [f"{ACR}/notes-prod-api:built"], "push": True}}],
        "registries": [{"address": ACR, "username": "pusher", "password": "registry-password"}],
        "cacheFrom": [{"registry": {"ref": kept}}],
        "cacheTo": [
            {
                "registry": {
                    "ref": kept,
                    "mode": "max",
                    "imageManifest": True,
                    "ociMediaTypes": True,
                    "ignoreError": True,
                }
            }
        ],
        "network": "default",
        "push": False,
        "buildOnPreview": False,
    }
    assert asked.secret_inputs == {"registries"}


def test_the_dockerfile_lies_in_the_context_unless_named(recorder: Recorder) -> None:
    builds({"build": {"context": "app"}})
    assert recorder.inputs(BUILT)["dockerfile"] == {"location": "examples/app/Dockerfile"}


def test_instances_run_the_digest_and_may_pull_it(recorder: Recorder) -> None:
    builds()
    asked = recorder.inputs(CONFIGURATION)
    (main,) = asked["containers"]
    assert main["image"] == f"{ACR}/notes-prod-api@{DIGEST}"
    assert asked["imageRegistryCredentials"] == [
        {"server": "registry.cn-hangzhou.aliyuncs.com", "username": "pusher", "password": "registry-password"}
    ]


def test_a_migration_s_command_runs_in_what_was_built(recorder: Recorder) -> None:
    run(lambda: service(BUILD, migrates=True, own_registry=acr(), project=Path.cwd() / "examples"))
    (first,) = recorder.inputs(CONFIGURATION)["initContainers"]
    assert first["image"] == f"{ACR}/notes-prod-api@{DIGEST}"


@pytest.mark.parametrize("part", [worker, started])
def test_workers_and_jobs_are_built_as_well(recorder: Recorder, part: Any) -> None:
    kept: list[Any] = []
    run(lambda: kept.append(part(BUILD, own_registry=acr(), project=Path.cwd() / "examples")))
    (main,) = recorder.inputs(CONFIGURATION)["containers"]
    assert main["image"] == f"{ACR}/notes-prod-tasks@{DIGEST}"
    assert value(kept[0].image) == main["image"]


def test_a_rendering_frontend_is_built_as_well(recorder: Recorder) -> None:
    def program() -> None:
        on = platform()
        spec = SsrSpec.model_validate({"kind": "ssr", **BUILD})
        args = SsrArgs(
            platform=on, network=network(on), spec=spec, gateway=None, routes=(), private_name=False,
            own_registry=acr(), project=Path.cwd() / "examples",
        )  # fmt: skip
        Frontend("api", args)

    run(program)
    (main,) = recorder.inputs(CONFIGURATION)["containers"]
    assert main["image"] == f"{ACR}/notes-prod-api@{DIGEST}"


def test_what_is_named_is_not_built(recorder: Recorder) -> None:
    run(lambda: service(own_registry=acr()))
    assert recorder.all(BUILT) == []
