"""What examples/towow refuses, what its stacks choose, and what is watched; its requirements name these tests."""

import json
from typing import Any

import pytest

import settings
from components.connection import Template
from components.spec import Cloud
from tests.examples import migrating
from tests.examples.boxes import box
from tests.examples.watching import limit, scraped
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, whole


@pytest.mark.parametrize("name", ["DATABASE_URL", "ANTHROPIC_API_KEY", "ADMIN_API_KEY"])
@on_every_cloud
def test_a_stack_without_a_required_variable_is_refused(cloud: Cloud, name: str) -> None:
    """By name, before anything is made."""
    without: dict[str, dict[str, Any]] = {
        "DATABASE_URL": {"uses": [], "variables": {"DATABASE_URL": None}},
        "ANTHROPIC_API_KEY": {"secrets": []},
        "ADMIN_API_KEY": {"generate": []},
    }
    with pytest.raises(settings.Problems, match=name):
        read("towow", "prod", cloud, {"services": {"api": without[name]}, "database": {"migrate": None}})


@on_every_cloud
@pytest.mark.parametrize("image", ["towow-api:main", "towow-api:v1.0.0", "towow-api:sha-0a1b2c3", "towow-api:0.9.0"])
def test_any_tag_is_taken(cloud: Cloud, image: str) -> None:
    """Of a branch, a version or a commit; an earlier one as well."""
    stack = read("towow", "prod", cloud, {"services": {"api": {"image": image}}})
    assert stack.services["api"].spec.image == f"ghcr.io/towow/{image}"


@on_every_cloud
def test_size_classes_are_settings(cloud: Cloud) -> None:
    """Cores and memory of the parts and of the database, storage, in a stack's own lines."""
    small = {"services": {"api": {"cpu": 0.5, "memory": 1024}}, "database": {"size": "small", "storage_gib": 40}}
    large = {"services": {"api": {"cpu": 4, "memory": 8192}}, "database": {"size": "large", "storage_gib": 200}}
    found = [changed("towow", cloud, "prod", each) for each in (small, large)]
    assert [(box(program, "api").cpu, box(program, "api").memory) for program in found] == [(0.5, 1024), (4, 8192)]
    if cloud == "docker":
        memory = [one(program, "database-server", "Container").inputs["memory"] for program in found]
        assert memory == sorted(set(memory))
    else:
        instances = [one(program, "database-instance", "Instance").inputs for program in found]
        key, size = ("allocatedStorage", "instanceClass") if cloud == "aws" else ("instanceStorage", "instanceType")
        assert [each[key] for each in instances] == [40, 200]
        assert instances[0][size] != instances[1][size]


@pytest.mark.parametrize("stack", ["staging", "prod"])
def test_staging_and_production_are_chosen_by_name(stack: str) -> None:
    found = read("towow", stack)
    assert (found.name, found.environment) == (stack, stack)


@on_every_cloud
def test_a_rolling_replacement_is_one_word(cloud: Cloud) -> None:
    stack = read("towow", "prod", cloud, {"services": {"api": {"rollout": "rolling", "image": "towow-api:2.0.0"}}})
    assert stack.web["api"].rollout == "rolling"
    assert stack.services["api"].spec.image == "ghcr.io/towow/towow-api:2.0.0"


@on_both_clouds
def test_pages_are_answered_by_a_cdn(cloud: Cloud) -> None:
    """Which is no container and has no check of ours; the bucket behind it answers nobody else."""
    program = whole("towow", cloud)
    assert "web" not in program.stack.containers
    kinds = {item.type.rpartition(":")[2] for item in program.resources if item.parent == "web"}
    assert {"aws": "Distribution", "alicloud": "DomainNew"}[cloud] in kinds


@on_every_cloud
@pytest.mark.parametrize(("name", "value"), [("DEBUG", "true"), ("APP_ENV", "development")])
def test_debug_does_not_reach_production(cloud: Cloud, name: str, value: str) -> None:
    with pytest.raises(settings.Problems, match=name):
        read("towow", "prod", cloud, {"services": {"api": {"variables": {name: value}}}})
    assert read("towow", "dev", cloud).services["api"].variables["DEBUG"] == Template(("true",))


@on_every_cloud
def test_sql_files_precede_the_api(cloud: Cloud) -> None:
    """Those of init_sql, before any version of the API starts."""
    program = whole("towow", cloud)
    assert migrating.files(program, "api") == ["001_tables.sql"]
    assert migrating.comes_first(program, "api")


def test_development_publishes_the_database() -> None:
    """On 127.0.0.1; production publishes nothing but the entry."""
    ports = one(whole("towow", "docker", "dev"), "database-server", "Container").inputs["ports"]
    assert [(each["ip"], each["external"]) for each in ports] == [("127.0.0.1", 5432)]
    assert one(whole("towow", "docker"), "database-server", "Container").inputs["ports"] == []


@on_every_cloud
def test_openagent_keeps_its_data(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    assert "/app/data" in json.dumps(box(program, "openagent").inputs)
    kinds = {"aws": "FileSystem", "alicloud": "FileSystem", "docker": "Volume"}
    kept = [item for item in program.resources if item.parent == "openagent" and item.type.endswith(f":{kinds[cloud]}")]
    assert len(kept) == 1
    assert kept[0].protect


@on_every_cloud
def test_metrics_of_the_api_are_asked_for(cloud: Cloud) -> None:
    """On its own port, at /metrics, inside."""
    program = whole("towow", cloud)
    assert program.stack.services["api"].spec.scrape == "/metrics"
    if cloud == "docker":
        asked = next(each for each in scraped(program) if each["job_name"] == "towow-api")
        assert (asked["metrics_path"], [each["port"] for each in asked["dns_sd_configs"]]) == ("/metrics", [8000])
    elif cloud == "aws":
        task = one(program, "api-task", "TaskDefinition").inputs["containerDefinitions"]
        assert len(json.loads(task)) > 2
        assert "8000" in task
        assert "/metrics" in task
    else:
        assert "/metrics" in json.dumps(dict(one(program, "api-configuration", "EciScalingConfiguration").inputs))


@on_every_cloud
def test_the_application_s_numbers_are_watched(cloud: Cloud) -> None:
    """Success of the model below 90 %, an open circuit breaker, over 1000 listeners, success below 70 %."""
    program = whole("towow", cloud)
    assert {name: limit(program, "api", name) for name in program.stack.services["api"].spec.measures} == {
        "llm_call_success_rate": ("<", 90, 5),
        "circuit_breaker_open": (">", 0, 1),
        "sse_active_connections": (">", 1000, 5),
        "negotiation_success_rate": ("<", 70, 5),
    }


@on_both_clouds
def test_a_new_version_stands_beside_the_old_one(cloud: Cloud) -> None:
    """All requests move together."""
    program = whole("towow", cloud)
    assert program.stack.web["api"].rollout == "blue_green"
    if cloud == "aws":
        service = one(program, "api-service", "Service").inputs
        assert service["deploymentConfiguration"]["strategy"] == "BLUE_GREEN"
        sides = [each["advancedConfiguration"]["alternateTargetGroupArn"] for each in service["loadBalancers"]]
        assert sides
    else:
        assert one(program, "api-group", "ScalingGroup").inputs["scalingGroupName"] != "towow-prod-api"
        assert "api-candidate" in {item.name for item in program.resources}


def test_five_files_of_a_hundred_megabytes_are_kept() -> None:
    for name, inputs in of_type(whole("towow", "docker"), "Container").items():
        assert inputs["logOpts"] == {"max-size": "100m", "max-file": "5"}, name
