import json
from pathlib import Path
from typing import Any

import pytest

from components import sql_files
from components.api_service import ApiService, ServiceSpec
from components.connection import Facet, Template
from components.container import BuildSpec, Migration, RegistryLogin
from tests.components.containers.parts import IMAGE, SECRET, VARIABLES, hardened, logged, secret, service_args, stage
from tests.components.recorder import Recorder, run

BUILT = "docker-build:index:Image"
REPOSITORY = "aws:ecr/repository:Repository"
ADDRESS = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/api-migration-repository-1234567"
FILES = Migration(files=Path.cwd() / "examples/towow/sql", version="15", extensions=("vector", "pg_trgm"))


def deploy(migration: Migration = FILES, spec: ServiceSpec | None = None, **changes: Any) -> None:
    def program() -> None:
        platform, network = stage()
        given = spec or ServiceSpec(image=IMAGE, uses=["database"])
        ApiService("api", service_args(platform, network, given, migration=migration, **changes))

    run(program)


def containers(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs("aws:ecs/taskDefinition:TaskDefinition")["containerDefinitions"])


def starting(recorder: Recorder) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "api-execution-policy")["policy"])["Statement"]


def test_sql_files_run_first_in_an_image_of_their_own(recorder: Recorder, registry: None) -> None:
    deploy(variables=VARIABLES, secret_values={"API_KEY": secret("hush")})
    migrate, main = containers(recorder)
    assert main["image"] == IMAGE
    assert main["dependsOn"] == [{"containerName": "migrate", "condition": "SUCCESS"}]
    assert migrate == {
        "name": "migrate",
        "image": f"{ADDRESS}@sha256:{'0' * 64}",
        "essential": False,
        "environment": [{"name": "EXTENSIONS", "value": "vector pg_trgm"}],
        "secrets": [{"name": "DATABASE_URL", "valueFrom": f"{SECRET}:url::1"}],
        **hardened("999", "999:999"),
        **logged("api-logs-1234567"),
    }


def test_the_files_are_built_for_the_databases_version_and_the_parts_processor(
    recorder: Recorder, registry: None
) -> None:
    deploy(spec=ServiceSpec(image=IMAGE, uses=["database"], architecture="arm64"))
    image = recorder.inputs(BUILT, "api-migration-image")
    assert image["context"] == {"location": "examples/towow/sql"}
    assert image["dockerfile"] == {"inline": sql_files.dockerfile("15")}
    assert image["platforms"] == ["linux/arm64"]
    assert image["exports"] == [{"registry": {"names": [ADDRESS], "push": True, "pushByDigest": True}}]


def test_builds_of_the_part_never_push_its_migration_out(recorder: Recorder, registry: None) -> None:
    """A repository keeps the newest images, and SQL files change less often than code."""
    deploy(spec=ServiceSpec(build=BuildSpec(), uses=["database"]))
    assert recorder.names(REPOSITORY) == ["api-layers", "api-migration-repository", "api-repository"]
    assert recorder.inputs(REPOSITORY, "api-migration-repository")["tags"]["part"] == "api"
    pulls = [each["Resource"] for each in starting(recorder) if "ecr:BatchGetImage" in each["Action"]]
    prefix = "arn:aws:ecr:eu-central-1:123456789012:repository"
    assert pulls == [[f"{prefix}/api-repository-1234567"], [f"{prefix}/api-migration-repository-1234567"]]


def test_the_address_is_read_though_no_variable_is_it(recorder: Recorder, registry: None) -> None:
    deploy(variables={"DATABASE_HOST": Template(segments=(Facet(part="database", key="host"),))})
    read = [each["Resource"] for each in starting(recorder) if each["Action"] == ["secretsmanager:GetSecretValue"]]
    assert read == [[SECRET]]


def test_a_login_of_the_parts_registry_is_not_shown_to_the_stacks_own(recorder: Recorder, registry: None) -> None:
    deploy(registry=RegistryLogin(username="robot", password=secret("hush")))
    migrate, main = containers(recorder)
    assert "repositoryCredentials" in main
    assert "repositoryCredentials" not in migrate


def test_a_command_runs_in_the_parts_image_with_its_variables(recorder: Recorder) -> None:
    deploy(Migration(command=("alembic", "upgrade", "head")), variables=VARIABLES)
    migrate, main = containers(recorder)
    assert (migrate["image"], migrate["command"]) == (IMAGE, ["alembic", "upgrade", "head"])
    assert migrate["environment"] == main["environment"]
    assert recorder.names(BUILT) == recorder.names(REPOSITORY) == []


@pytest.mark.parametrize("read_only", [True, False])
def test_the_files_need_no_writable_file_system(recorder: Recorder, registry: None, read_only: bool) -> None:
    deploy(spec=ServiceSpec(image=IMAGE, uses=["database"], read_only=read_only))
    migrate, main = containers(recorder)
    assert (migrate["readonlyRootFilesystem"], main["readonlyRootFilesystem"]) == (True, read_only)
