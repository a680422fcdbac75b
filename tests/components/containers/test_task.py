import json
from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.container import Migration, RegistryLogin
from components.health import HealthSpec
from tests.components.containers.parts import IMAGE, VARIABLES, secret, service_args, stage
from tests.components.recorder import Recorder, run, without_tags

TASK = "aws:ecs/taskDefinition:TaskDefinition"


def deploy(spec: ServiceSpec, environment: str = "prod", **changes: Any) -> None:
    def program() -> None:
        platform, network = stage(environment=environment)
        ApiService("api", service_args(platform, network, spec, **changes))

    run(program)


def containers(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs(TASK, "api-task")["containerDefinitions"])


def test_the_task_runs_on_fargate_with_two_roles(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE))
    inputs = without_tags(recorder.inputs(TASK, "api-task"))
    del inputs["containerDefinitions"]
    assert inputs == {
        "family": "notes-prod-api",
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "512",
        "memory": "1024",
        "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
        "executionRoleArn": "arn:aws:iam::123456789012:role/api-execution-1234567",
        "taskRoleArn": "arn:aws:iam::123456789012:role/api-role-1234567",
    }


@pytest.mark.parametrize(
    ("cpu", "units"), [(0.25, "256"), (0.5, "512"), (1, "1024"), (2, "2048"), (4, "4096"), (8, "8192")]
)
def test_every_size_of_cpu_is_told_in_units(recorder: Recorder, cpu: Any, units: str) -> None:
    deploy(ServiceSpec(image=IMAGE, cpu=cpu))
    assert recorder.inputs(TASK, "api-task")["cpu"] == units


@pytest.mark.parametrize(("architecture", "name"), [("x86_64", "X86_64"), ("arm64", "ARM64")])
def test_the_architecture_is_a_choice(recorder: Recorder, architecture: Any, name: str) -> None:
    deploy(ServiceSpec(image=IMAGE, architecture=architecture))
    assert recorder.inputs(TASK, "api-task")["runtimePlatform"]["cpuArchitecture"] == name


@pytest.mark.parametrize("image", ["ghcr.io/notes/api:1.0.0", f"ghcr.io/notes/api@sha256:{'a' * 64}"])
def test_an_image_is_kept_as_given(recorder: Recorder, image: str) -> None:
    deploy(ServiceSpec(image=image))
    assert containers(recorder)[0]["image"] == image


def test_secrets_are_handed_over_by_reference_only(recorder: Recorder) -> None:
    spec = ServiceSpec(image=IMAGE, uses=["database"], generate=["JWT_SECRET"])
    deploy(spec, variables=VARIABLES, secret_values={"API_KEY": secret("hush")})
    (container,) = containers(recorder)
    own = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-secrets-1234567"
    version = "11111111-2222-3333-4444-555555555555"
    assert {entry["name"]: entry["valueFrom"] for entry in container["secrets"]} == {
        "DATABASE_URL": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-Ab12Cd:url::1",
        "API_KEY": f"{own}:API_KEY::{version}",
        "JWT_SECRET": f"{own}:JWT_SECRET::{version}",
    }
    assert {entry["name"]: entry["value"] for entry in container["environment"]} == {
        "APP_ENV": "production",
        "DATABASE_HOST": "tcp://db.internal:5432",
    }
    assert "hush" not in recorder.inputs(TASK, "api-task")["containerDefinitions"]


def test_the_port_is_open_and_the_migration_has_none(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, port=3001), migration=Migration(command=("prisma", "migrate", "deploy")))
    migrate, main = containers(recorder)
    assert main["portMappings"] == [{"containerPort": 3001, "hostPort": 3001, "protocol": "tcp"}]
    assert "portMappings" not in migrate


def test_private_ports_are_open_beside_the_first(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, port=8700, private_ports={"grpc": 8600, "http": 8700, "debug": 8601}))
    (main,) = containers(recorder)
    assert main["portMappings"] == [
        {"containerPort": port, "hostPort": port, "protocol": "tcp"} for port in (8700, 8600, 8601)
    ]


def test_the_first_port_is_asked_whether_the_process_is_alive(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, port=8700, private_ports={"grpc": 8600}, health=HealthSpec(alive="/api/health")))
    (main,) = containers(recorder)
    assert main["healthCheck"]["command"][-2] == "http://127.0.0.1:8700/api/health"


def test_a_private_registry_is_asked_with_a_stored_login(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE), registry=RegistryLogin(username="robot", password=secret("hush")))
    stored = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-registry-1234567"
    assert containers(recorder)[0]["repositoryCredentials"] == {"credentialsParameter": stored}
    version = recorder.one("aws:secretsmanager/secretVersion:SecretVersion", "api-registry-version")
    assert json.loads(version.inputs["secretString"]) == {"username": "robot", "password": "hush"}
    assert "secretString" in version.secret_inputs


@pytest.mark.parametrize(("environment", "volumes"), [("dev", 3), ("staging", 3), ("prod", 0)])
def test_a_shell_finds_its_folders_outside_prod(recorder: Recorder, environment: str, volumes: int) -> None:
    deploy(ServiceSpec(image=IMAGE), environment=environment)
    assert len(recorder.inputs(TASK, "api-task").get("volumes", [])) == volumes
