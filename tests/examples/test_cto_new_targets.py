"""What the settings of examples/cto-new come to on each target; its list of requirements names these tests."""

import json
from typing import Any

import pytest

import settings
from components.connection import Facet, Template
from components.spec import Cloud
from tests.components.programs import registered
from tests.examples.boxes import box
from tests.examples.test_every_entry import routes
from tests.examples.wholes import changed, of_type, on_every_cloud, one, read, whole

DRIVERS = {
    "aws": ("s3", {"S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"}),
    "alicloud": ("oss", {"OSS_ENDPOINT", "OSS_BUCKET", "OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET"}),
    "docker": ("s3", {"S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"}),
}
"""Driver and variables of it. Source: the table of environment variables of cto-new."""


@on_every_cloud
def test_exactly_one_storage_driver(cloud: Cloud) -> None:
    """The cloud's own, with all its variables and none of the other's."""
    program = whole("cto-new", cloud)
    driver, names = DRIVERS[cloud]
    for part in ("api", "worker"):
        found = box(program, part)
        assert found.variables["STORAGE_DRIVER"] == driver
        given = {*found.variables, *found.references}
        assert names <= given
        other = "OSS_" if driver == "s3" else "S3_"
        assert not [name for name in given if name.startswith(other)]


def test_another_store_changes_variables_only() -> None:
    parts = {cloud: read("cto-new", "prod", cloud).containers for cloud in ("aws", "alicloud")}
    for name, part in parts["aws"].items():
        other = parts["alicloud"][name]
        assert part.spec == other.spec
        assert {
            key for key in {*part.variables, *other.variables} if part.variables.get(key) != other.variables.get(key)
        } <= {
            "STORAGE_DRIVER",
            *(key for key in {*part.variables, *other.variables} if key.startswith(("S3_", "OSS_"))),
        }


def test_the_bucket_s_class_is_chosen_in_the_stack_s_file() -> None:
    assert one(whole("cto-new", "alicloud"), "files-bucket", "Bucket").inputs["storageClass"] == "Standard"
    words = {"certificate": "8765442-eu-central-1", "bucket_class": "IA", "bucket_redundancy": "LRS"}
    with registered("cto-new", "prod", "alicloud", keys={"alicloud": words}) as program:
        found = one(program, "files-bucket", "Bucket").inputs
    assert (found["storageClass"], found["redundancyType"]) == ("IA", "LRS")


REQUIRED: dict[str, tuple[str, dict[str, Any]]] = {
    "NODE_ENV": ("variables", {"NODE_ENV": ""}),
    "NEXT_PUBLIC_API_BASE_URL": ("frontends", {"web": {"variables": {"NEXT_PUBLIC_API_BASE_URL": ""}}}),
    "DATABASE_URL": ("services", {"api": {"variables": {"DATABASE_URL": ""}}}),
    "JWT_SECRET": ("services", {"api": {"generate": []}}),
    "REDIS_URL": ("workers", {"worker": {"variables": {"REDIS_URL": ""}}}),
    "STORAGE_DRIVER": ("workers", {"worker": {"variables": {"STORAGE_DRIVER": ""}}}),
}


@on_every_cloud
@pytest.mark.parametrize("name", list(REQUIRED))
def test_a_stack_without_a_required_variable_is_refused(cloud: Cloud, name: str) -> None:
    section, change = REQUIRED[name]
    with pytest.raises(settings.Problems, match=name):
        read("cto-new", "prod", cloud, {section: change})


@on_every_cloud
def test_web_is_rendered_by_a_server(cloud: Cloud) -> None:
    """A container that keeps running, and no file hosting."""
    program = whole("cto-new", cloud)
    assert program.stack.static == {}
    assert list(program.stack.rendered) == ["web"]
    if cloud == "docker":
        assert "proxy_pass http://web" in routes(program)


@on_every_cloud
def test_the_cache_drops_no_task(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    if cloud == "aws":
        parameters = one(program, "cache-parameters", "ParameterGroup").inputs["parameters"]
        assert {"name": "maxmemory-policy", "value": "noeviction"} in parameters
    elif cloud == "alicloud":
        assert one(program, "cache-instance", "TairInstance").inputs["config"]["maxmemory-policy"] == "noeviction"
    else:
        assert "maxmemory-policy noeviction" in _redis(cloud)


@on_every_cloud
def test_the_cache_keeps_its_data(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    if cloud == "aws":
        group = one(program, "cache-group", "ReplicationGroup").inputs
        assert (group["snapshotRetentionLimit"], group["numCacheClusters"]) == (7, 2)
    elif cloud == "alicloud":
        assert len(one(program, "cache-backups", "BackupPolicy").inputs["backupPeriods"]) == 7
    else:
        assert "appendonly yes" in _redis(cloud)
        assert one(program, "cache-data", "Volume").protect


@on_every_cloud
def test_the_bucket_is_the_cloud_s(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    if cloud == "docker":
        assert "versitygw" in one(program, "files-server", "Container").inputs["image"]
    else:
        kinds = {item.type for item in program.resources if item.name == "files-bucket"}
        assert kinds == {{"aws": "aws:s3/bucket:Bucket", "alicloud": "alicloud:oss/bucket:Bucket"}[cloud]}


def test_compose_knows_the_containers() -> None:
    for name, inputs in of_type(whole("cto-new", "docker"), "Container").items():
        labels = {each["label"]: each["value"] for each in inputs["labels"]}
        assert labels["com.docker.compose.project"] == "cto-new-prod", name
        assert labels["com.docker.compose.service"], name


def test_the_stores_can_be_started_alone() -> None:
    stack = read("cto-new", "dev", "docker", config={"groundwork:only": ["database", "cache"]})
    assert stack.containers == {}
    assert stack.database is not None
    assert stack.cache is not None
    assert stack.entry is None


@on_every_cloud
def test_seed_and_backup_start_on_command(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    for name in ("seed", "backup"):
        assert getattr(program.stack.jobs[name].spec, "schedule", "") is None
        assert box(program, name).image == "ghcr.io/cto-new/api:1.0.0"
    if cloud == "docker":
        assert one(program, "seed-job", "Container").inputs["start"] is False
    elif cloud == "aws":
        assert [name for name in of_type(program, "Schedule") if name.startswith(("seed", "backup"))] == []
    else:
        group = one(program, "seed-group", "ScalingGroup").inputs
        assert (group["minSize"], group.get("desiredCapacity", 0)) == (0, 0)


@on_every_cloud
def test_cron_runs_at_four(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    if cloud == "aws":
        assert one(program, "cron-schedule", "Schedule").inputs["scheduleExpression"] == "cron(0 4 * * ? *)"
    elif cloud == "alicloud":
        task = one(program, "cron-schedule", "ScheduledTask").inputs
        assert (task["recurrenceType"], task["recurrenceValue"]) == ("Cron", "0 4 * * ?")
    else:
        found = box(program, "cron").variables
        assert (found["CRON_MINUTES"], found["CRON_HOURS"]) == ("00", "04")


@on_every_cloud
@pytest.mark.parametrize("port", [3001, 4001])
def test_listener_check_and_rule_follow_the_port(cloud: Cloud, port: int) -> None:
    program = changed("cto-new", cloud, overrides={"services": {"api": {"port": port}}})
    assert box(program, "api").variables["API_PORT"] == str(port)
    if cloud == "docker":
        assert f"http://127.0.0.1:{port}/healthz" in box(program, "api").inputs["healthcheck"]["tests"]
        assert f":{port} max_fails" in routes(program)
        return
    kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
    assert f"network-api-from-gateway-{port}" in of_type(program, kind)
    if cloud == "aws":
        assert one(program, "api-target", "TargetGroup").inputs["port"] == port
    else:
        health = one(program, "api-servers", "ServerGroup").inputs["healthCheckConfig"]
        assert (health["healthCheckConnectPort"], health["healthCheckPath"]) == (port, "/healthz")


@on_every_cloud
def test_without_a_broker_of_its_own_the_worker_has_the_cache(cloud: Cloud) -> None:
    stack = read("cto-new", "prod", cloud, {"workers": {"worker": {"variables": {"WORKER_BROKER_URL": "{cache.url}"}}}})
    found = stack.workers["worker"].variables
    assert found["WORKER_BROKER_URL"] == found["REDIS_URL"] == Template((Facet("cache", "url"),))


@on_every_cloud
def test_the_worker_starts_as_its_page_says(cloud: Cloud) -> None:
    found = box(whole("cto-new", cloud), "worker")
    assert found.command == [*["poetry", "run", "dramatiq", "worker.main", "--processes", "1", "--threads", "4"]]
    assert found.variables["WORKER_CONCURRENCY"] == "4"


@on_every_cloud
def test_the_api_starts_as_its_page_says(cloud: Cloud) -> None:
    assert box(whole("cto-new", cloud), "api").command == ["pnpm", "--filter", "api", "start:prod"]


@on_every_cloud
def test_the_page_cache_of_web_can_be_written(cloud: Cloud) -> None:
    folder = "/app/apps/web/.next/cache"
    assert folder in json.dumps(box(whole("cto-new", cloud), "web").inputs)


def _redis(cloud: Cloud) -> str:
    uploads = one(whole("cto-new", cloud), "cache-server", "Container").inputs["uploads"]
    return next(each["content"] for each in uploads if each["file"].endswith("redis.conf"))
