"""What the settings of examples/towow promise, on every target; its list of requirements names these tests."""

import json

import pytest

from components.connection import Facet, Template
from components.spec import Cloud
from tests.examples.boxes import box
from tests.examples.wholes import changed, of_type, on_every_cloud, one, read, whole

PROFILES = "groundwork:profiles"
VARIABLES = {
    "APP_ENV": "production",
    "DEBUG": "false",
    "APP_PORT": "8000",
    "CORS_ORIGINS": "https://towow.example.com",
    "ANTHROPIC_BASE_URL": "",
    "ENABLE_RATE_LIMIT": "true",
    "RATE_LIMIT_MAX_CONCURRENT": "100",
    "RATE_LIMIT_USER_MAX": "5",
    "TOWOW_MAX_NEGOTIATION_ROUNDS": "3",
    "TOWOW_RESPONSE_TIMEOUT": "300",
    "TOWOW_FEEDBACK_TIMEOUT": "120",
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}
"""Of the API. Source: the table of environment variables of towow, in production."""


@on_every_cloud
def test_the_api_has_the_variables_of_its_page(cloud: Cloud) -> None:
    found = box(whole("towow", cloud), "api").variables
    assert {name: found[name] for name in VARIABLES} == VARIABLES


@on_every_cloud
def test_the_address_of_the_database_names_asyncpg(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    assert program.stack.services["api"].variables["DATABASE_URL"] == Template((Facet("database", "url+asyncpg"),))
    if cloud == "aws":
        assert ":url+asyncpg:" in box(program, "api").references["DATABASE_URL"].replace("url_asyncpg", "url+asyncpg")
    else:
        assert box(program, "api").variables["DATABASE_URL"].startswith("postgresql+asyncpg://towow:")


@on_every_cloud
def test_the_api_starts_as_its_page_says(cloud: Cloud) -> None:
    assert " ".join(box(whole("towow", cloud), "api").command) == "uvicorn api.main:app --host 0.0.0.0 --port 8000"


@on_every_cloud
def test_the_api_listens_where_its_page_says(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    assert program.stack.web["api"].port == 8000
    if cloud == "docker":
        assert "http://127.0.0.1:8000/health/ready" in box(program, "api").inputs["healthcheck"]["tests"]
    else:
        kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
        assert "network-api-from-gateway-8000" in of_type(program, kind)


@on_every_cloud
def test_the_api_is_asked_as_its_page_says(cloud: Cloud) -> None:
    """Every 30 s, within 10 s, three times: whether it is alive, and whether it may have requests.

    One host asks both as one.
    """
    program = whole("towow", cloud)
    inputs = box(program, "api").inputs
    if cloud == "docker":
        check = inputs["healthcheck"]
        assert check["tests"][-2:] == ["http://127.0.0.1:8000/health", "http://127.0.0.1:8000/health/ready"]
        assert (check["interval"], check["timeout"], check["retries"], check["startPeriod"]) == ("30s", "10s", 3, "10s")
        switch = one(program, "gateway-routes-switch", "Container").inputs
        assert "/health/ready" in " ".join(switch["envs"])
    elif cloud == "alicloud":
        asked = [inputs[f"{kind}ProbeHttpGetPath"] for kind in ("liveness", "readiness")]
        assert asked == ["/health", "/health/ready"]
        assert [inputs[f"{kind}ProbePeriodSeconds"] for kind in ("liveness", "readiness")] == [30, 30]
        assert [inputs[f"{kind}ProbeTimeoutSeconds"] for kind in ("liveness", "readiness")] == [10, 10]
        assert inputs["readinessProbeFailureThreshold"] == 3
        assert inputs["livenessProbeInitialDelaySeconds"] == 10
    else:
        check = inputs["healthCheck"]
        assert "http://127.0.0.1:8000/health" in " ".join(check["command"])
        assert (check["interval"], check["timeout"], check["retries"], check["startPeriod"]) == (30, 10, 3, 10)
        ready = one(program, "api-target", "TargetGroup").inputs["healthCheck"]
        assert (ready["path"], ready["interval"], ready["timeout"]) == ("/health/ready", 30, 10)


@on_every_cloud
def test_openagent_is_asked_as_its_page_says(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    inputs = box(program, "openagent").inputs
    if cloud == "docker":
        check = inputs["healthcheck"]
        assert "http://127.0.0.1:8700/api/health" in check["tests"]
        assert (check["interval"], check["timeout"], check["retries"], check["startPeriod"]) == ("30s", "10s", 3, "40s")
    elif cloud == "alicloud":
        assert (inputs["livenessProbeHttpGetPath"], inputs["livenessProbeHttpGetPort"]) == ("/api/health", 8700)
        assert (inputs["livenessProbePeriodSeconds"], inputs["livenessProbeInitialDelaySeconds"]) == (30, 40)
    else:
        check = inputs["healthCheck"]
        assert "http://127.0.0.1:8700/api/health" in " ".join(check["command"])
        assert (check["interval"], check["timeout"], check["retries"], check["startPeriod"]) == (30, 10, 3, 40)


@on_every_cloud
def test_openagent_listens_where_its_page_says(cloud: Cloud) -> None:
    """On 8700 inside the network, for the API alone."""
    program = whole("towow", cloud)
    assert program.stack.web["openagent"].port == 8700
    assert {(edge.source, edge.port) for edge in program.stack.edges if edge.target == "openagent"} >= {("api", 8700)}
    if cloud == "docker":
        assert box(program, "openagent").inputs["ports"] == []
    else:
        kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
        reaching = [name for name in of_type(program, kind) if name.startswith("network-openagent-from-")]
        assert any(name.endswith("-8700") for name in reaching)
        assert not [name for name in reaching if "internet" in name]


@on_every_cloud
def test_openagent_s_address_reaches_the_api(cloud: Cloud) -> None:
    found = box(whole("towow", cloud), "api").variables
    assert {name: value for name, value in found.items() if name.startswith("OPENAGENT_H") or "GRPC" in name} == {
        "OPENAGENT_HOST": "openagent.towow-prod.internal",
        "OPENAGENT_HTTP_PORT": "8700",
        "OPENAGENT_GRPC_PORT": "8600",
    }


@on_every_cloud
def test_grpc_of_openagent_is_for_the_api_alone(cloud: Cloud) -> None:
    """On 8600, inside."""
    program = whole("towow", cloud)
    assert {(edge.source, edge.target) for edge in program.stack.edges if edge.port == 8600} == {("api", "openagent")}
    if cloud == "docker":
        assert "8600" not in json.dumps(one(program, "gateway-server", "Container").inputs["ports"])
    else:
        kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
        assert any(
            name.startswith("network-openagent-from-") and name.endswith("-8600") for name in of_type(program, kind)
        )


@on_every_cloud
def test_openagent_is_there_in_its_profile_alone(cloud: Cloud) -> None:
    """Without it neither the part nor its variables nor its ports are there."""
    without, with_it = read("towow", "dev", cloud), read("towow", "dev", cloud, config={PROFILES: ["openagent"]})
    assert "openagent" not in without.containers
    assert "openagent" in with_it.containers
    named = [name for name in without.services["api"].variables if name.startswith("OPENAGENT")]
    assert named == []
    assert not [edge for edge in without.edges if edge.port in (8600, 8700)]
    assert {edge.port for edge in with_it.edges} >= {8600, 8700}


@on_every_cloud
def test_the_profile_changes_nothing_else(cloud: Cloud) -> None:
    """The database keeps its definition; the API differs in its variables."""
    without, with_it = read("towow", "prod", cloud, config={PROFILES: []}), read("towow", "prod", cloud)
    assert without.database == with_it.database
    assert set(with_it.services["api"].variables) - set(without.services["api"].variables) == {
        "OPENAGENT_HOST",
        "OPENAGENT_HTTP_PORT",
        "OPENAGENT_GRPC_PORT",
        "OPENAGENT_URL",
    }
    assert without.services["api"].spec.image == with_it.services["api"].spec.image


@on_every_cloud
def test_production_admits_its_own_origin_alone(cloud: Cloud) -> None:
    assert box(whole("towow", cloud), "api").variables["CORS_ORIGINS"] == "https://towow.example.com"


def test_development_admits_the_frontend_s_own_port() -> None:
    """Where the frontend runs from its sources, on 5173, beside what `groundwork:only` names."""
    stack = read("towow", "dev", config={"groundwork:only": ["database", "api"]})
    assert stack.static == {}
    (origins,) = stack.services["api"].variables["CORS_ORIGINS"].segments
    assert "http://localhost:5173" in str(origins).split(",")


def test_reload_is_for_development() -> None:
    commands = {stack: box(whole("towow", "docker", stack), "api").command for stack in ("dev", "staging", "prod")}
    assert [stack for stack, command in commands.items() if "--reload" in command] == ["dev"]


@on_every_cloud
@pytest.mark.parametrize(
    "command", [["uvicorn", "api.main:app", "--workers", "4"], ["gunicorn", "-w", "4", "api.main:app"]]
)
def test_four_processes_are_a_word_of_the_command(cloud: Cloud, command: list[str]) -> None:
    program = changed("towow", cloud, overrides={"services": {"api": {"command": command}}})
    assert box(program, "api").command == command


@on_every_cloud
def test_an_instance_has_thirty_seconds_to_end(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    if cloud == "alicloud":
        grace = one(program, "api-configuration", "EciScalingConfiguration").inputs["terminationGracePeriodSeconds"]
    else:
        grace = box(program, "api").inputs["stopTimeout"]
    assert grace == 30


@on_every_cloud
def test_the_user_may_be_named(cloud: Cloud) -> None:
    """`appuser` of the image, or a number; Alibaba Cloud takes a number alone."""
    user = "1000" if cloud == "alicloud" else "appuser"
    program = changed("towow", cloud, overrides={"services": {"api": {"user": user}}})
    assert box(program, "api").user == user


@on_every_cloud
def test_database_and_user_are_called_towow(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    if cloud == "aws":
        database = one(program, "database-instance", "Instance").inputs
        assert (database["dbName"], database["username"]) == ("towow", "towow")
    elif cloud == "alicloud":
        assert [each.get("dataBaseName", each.get("name")) for each in of_type(program, "Database").values()] == [
            "towow"
        ]
        assert [each["accountName"] for each in of_type(program, "Account").values()] == ["towow"]
    else:
        assert box(program, "api").variables["DATABASE_URL"].partition("?")[0].endswith("/towow")


@on_every_cloud
def test_the_api_waits_for_the_database(cloud: Cloud) -> None:
    """Nothing starts before what it uses is there; on one host until it is well and prepared."""
    program = whole("towow", cloud)
    waits = {item.name: item.depends_on for item in program.recorder.noted}
    if cloud == "aws":
        assert "database-connection-version" in waits["api-task"]
        assert "database-instance" in waits["database-connection-version"]
    elif cloud == "alicloud":
        assert waits["api-configuration"] & {"database-instance", "database-privilege", "database-account"}
    else:
        assert "database-preparation" in waits["api-migration"] | waits["api-1"]
        assert one(program, "database-server", "Container").inputs["wait"] is True
