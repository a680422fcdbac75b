import json
from pathlib import Path
from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import BuildSpec
from tests.components.containers.parts import service_args, stage
from tests.components.recorder import Recorder, run, without_tags

LAYERS = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api-layers-1234567:layers"
REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api-repository-1234567"


def deploy(disposable: bool = False, **spec: Any) -> None:
    def program() -> None:
        platform, network = stage(disposable=disposable)
        ApiService("api", service_args(platform, network, ServiceSpec(**spec), project=Path.cwd() / "examples"))

    run(program)


def pulls(recorder: Recorder) -> list[dict[str, Any]]:
    policy = recorder.inputs("aws:iam/rolePolicy:RolePolicy", "api-execution-policy")["policy"]
    return [entry for entry in json.loads(policy)["Statement"] if entry["Action"][0].startswith("ecr:")]


def test_an_image_is_built_without_a_tag_and_pushed_by_digest(recorder: Recorder, registry: None) -> None:
    build = BuildSpec(context="app", dockerfile="docker/api", target="final", arguments={"URL": "https://x"})
    deploy(build=build, architecture="arm64")
    image = recorder.one("docker-build:index:Image")
    assert image.inputs == {
        "context": {"location": "examples/app"},
        "dockerfile": {"location": "examples/docker/api"},
        "target": "final",
        "buildArgs": {"URL": "https://x"},
        "platforms": ["linux/arm64"],
        "exports": [{"registry": {"names": [REPOSITORY], "push": True, "pushByDigest": True}}],
        "cacheFrom": [{"registry": {"ref": LAYERS}}],
        "cacheTo": [
            {
                "registry": {
                    "ref": LAYERS,
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
        "registries": [{"address": REPOSITORY, "username": "AWS", "password": "token"}],
    }
    assert image.secret_inputs == {"registries"}


def test_the_dockerfile_lies_in_the_context_unless_named(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"))
    assert recorder.inputs("docker-build:index:Image")["dockerfile"] == {"location": "examples/app/Dockerfile"}


def test_the_task_runs_the_digest_that_was_built(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"))
    containers = recorder.inputs("aws:ecs/taskDefinition:TaskDefinition", "api-task")["containerDefinitions"]
    assert json.loads(containers)[0]["image"] == f"{REPOSITORY}@sha256:{'0' * 64}"


def test_the_repository_is_immutable_scanned_and_encrypted(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"))
    assert without_tags(recorder.inputs("aws:ecr/repository:Repository", "api-repository")) == {
        "imageTagMutability": "IMMUTABLE",
        "imageScanningConfiguration": {"scanOnPush": True},
        "encryptionConfigurations": [
            {"encryptionType": "KMS", "kmsKey": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"}
        ],
        "forceDelete": False,
    }


def test_the_repository_of_a_disposable_stack_goes_with_its_images(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"), disposable=True)
    assert recorder.inputs("aws:ecr/repository:Repository", "api-repository")["forceDelete"] is True


def test_the_newest_images_are_kept(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"))
    kept = recorder.inputs("aws:ecr/lifecyclePolicy:LifecyclePolicy", "api-repository-lifecycle")
    (rule,) = json.loads(kept["policy"])["rules"]
    assert rule["selection"] == {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 30}
    assert rule["action"] == {"type": "expire"}


@pytest.mark.parametrize("disposable", [False, True])
def test_layers_lie_apart_from_images_and_go_with_the_part(
    recorder: Recorder, registry: None, disposable: bool
) -> None:
    deploy(build=BuildSpec(context="app"), disposable=disposable)
    assert without_tags(recorder.inputs("aws:ecr/repository:Repository", "api-layers")) == {
        "imageTagMutability": "MUTABLE",
        "imageScanningConfiguration": {"scanOnPush": False},
        "encryptionConfigurations": [
            {"encryptionType": "KMS", "kmsKey": "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"}
        ],
        "forceDelete": True,
    }
    kept = recorder.inputs("aws:ecr/lifecyclePolicy:LifecyclePolicy", "api-layers-lifecycle")
    assert kept["repository"] == "api-layers-1234567"
    (rule,) = json.loads(kept["policy"])["rules"]
    assert rule["selection"] == {
        "tagStatus": "untagged",
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": 1,
    }


def test_exactly_this_repository_may_be_pulled(recorder: Recorder, registry: None) -> None:
    deploy(build=BuildSpec(context="app"))
    login, pull = pulls(recorder)
    assert (login["Action"], login["Resource"]) == (["ecr:GetAuthorizationToken"], ["*"])
    assert pull["Resource"] == ["arn:aws:ecr:eu-central-1:123456789012:repository/api-repository-1234567"]
    assert pull["Action"] == ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]


@pytest.mark.parametrize("version", [":1.0.0", f"@sha256:{'a' * 64}"])
def test_a_named_image_of_ecr_may_be_pulled_too(recorder: Recorder, version: str) -> None:
    deploy(image=f"210987654321.dkr.ecr.us-east-1.amazonaws.com/team/api{version}")
    assert pulls(recorder)[1]["Resource"] == ["arn:aws:ecr:us-east-1:210987654321:repository/team/api"]


def test_an_image_from_elsewhere_needs_no_permission(recorder: Recorder) -> None:
    deploy(image="ghcr.io/notes/api:1.0.0")
    assert pulls(recorder) == []
