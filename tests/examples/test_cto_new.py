"""What the settings of examples/cto-new promise; its README names these tests."""

import json
from pathlib import Path
from typing import Any

import pytest

import settings
from components.cache import CacheSpec
from components.connection import Facet, Template
from components.container import Migration
from components.database import DatabaseSpec
from components.network import Edge
from components.object_store import ObjectStoreSpec
from settings.merging import merged
from settings.report import Report
from settings.stack_file import plain

FOLDER = Path(__file__).parent.parent.parent / "examples/cto-new"
STACKS = ("dev", "staging", "prod")
API_IMAGE = {"api", "seed", "backup"}
S3_VARIABLES = {
    "STORAGE_DRIVER": "driver",
    "S3_ENDPOINT": "endpoint",
    "S3_REGION": "region",
    "S3_BUCKET": "bucket",
    "S3_ACCESS_KEY_ID": "access_key_id",
    "S3_SECRET_ACCESS_KEY": "secret_access_key",
}
OVERRIDES = "groundwork:overrides"


def read(
    stack: str = "prod", *, secrets: tuple[str, ...] = (), region: str | None = None, **change: Any
) -> settings.Stack:
    """A stack of the example, its required secrets set, with a change laid over its overrides."""
    config = plain(FOLDER, stack, Report())
    config[OVERRIDES] = json.dumps(merged(json.loads(config[OVERRIDES]), change))
    if region is not None:
        config["aws:region"] = region
    keys = [f"cto-new:{name}" for name in (*settings.required_secrets(FOLDER, stack), *secrets)]
    return settings.read(FOLDER, stack, config | dict.fromkeys(keys, "simulated"), keys)


def test_all_parts_share_one_redis() -> None:
    stack = read()
    users = {name: part for name, part in stack.containers.items() if "cache" in part.connections}
    assert set(users) == {"api", "worker", "cron"}
    assert {part.variables["REDIS_URL"] for part in users.values()} == {Template((Facet("cache", "url"),))}
    assert stack.cache is not None
    assert stack.cache.eviction == "noeviction"


def test_the_broker_is_logical_database_one() -> None:
    stack = read()
    brokers = {name: part.variables.get("WORKER_BROKER_URL") for name, part in stack.containers.items()}
    one = Template((Facet("cache", "url/1"),))
    assert brokers == {**dict.fromkeys(brokers), "worker": one, "cron": one}
    assert stack.facets["cache"] == ("url", "url/1")


def test_one_bucket_is_handed_to_api_and_worker() -> None:
    stack = read()
    assert list(stack.buckets) == ["files"]
    for part in (stack.services["api"], stack.workers["worker"]):
        handed = {name: part.variables[name] for name in S3_VARIABLES}
        assert handed == {name: Template((Facet("files", facet),)) for name, facet in S3_VARIABLES.items()}


def test_the_migration_runs_before_the_api_and_nowhere_else() -> None:
    stack = read()
    migrations = {name: part.migration for name, part in stack.containers.items() if part.migration}
    assert migrations == {"api": Migration(command=("pnpm", "--filter", "api", "prisma", "migrate", "deploy"))}


@pytest.mark.parametrize("stack", STACKS)
def test_database_and_signing_secret_stay_with_the_api(stack: str) -> None:
    parts = read(stack).containers
    assert {name for name, part in parts.items() if "DATABASE_URL" in part.variables} == API_IMAGE
    assert {name for name, part in parts.items() if "database" in part.connections} == API_IMAGE
    assert {name for name, part in parts.items() if "JWT_SECRET" in part.spec.generate} == {"api"}
    assert {part.spec.image for name, part in parts.items() if name in API_IMAGE} == {"ghcr.io/cto-new/api:1.0.0"}


@pytest.mark.parametrize("port", [3001, 4001])
def test_the_port_of_the_api_is_said_once(port: int) -> None:
    stack = read(services={"api": {"port": port}})
    assert {name: spec.port for name, spec in stack.web.items()} == {"api": port, "web": 3000}
    assert stack.services["api"].variables["API_PORT"] == Template((str(port),))
    assert {(edge.source, edge.port) for edge in stack.edges if edge.target == "api"} == {
        ("gateway", port),
        ("web", port),
    }


def test_api_and_web_listen_where_the_document_says() -> None:
    assert {name: spec.port for name, spec in read().web.items()} == {"api": 3001, "web": 3000}


def test_nobody_reaches_the_worker_and_it_reaches_redis_and_https() -> None:
    edges = read().edges
    assert [edge for edge in edges if edge.target == "worker"] == []
    assert [edge for edge in edges if edge.source == "worker"] == [
        Edge(source="worker", target="cache", port=6379),
        Edge(source="worker", target="internet", port=443),
    ]


def test_the_database_admits_the_api_image_on_5432() -> None:
    to_database = {(edge.source, edge.port) for edge in read().edges if edge.target == "database"}
    assert to_database == {(part, 5432) for part in API_IMAGE}


def test_every_store_lies_in_the_region_of_its_stack() -> None:
    assert read().region == "eu-central-1"
    elsewhere = read(region="us-east-2")
    assert elsewhere.region == "us-east-2"
    assert elsewhere.services["api"].variables["S3_REGION"] == Template((Facet("files", "region"),))
    assert not [spec for spec in (DatabaseSpec, CacheSpec, ObjectStoreSpec) if "region" in spec.model_fields]


@pytest.mark.parametrize("stack", STACKS)
def test_logs_and_backups_are_kept_thirty_days_and_restored_monthly(stack: str) -> None:
    loaded = read(stack)
    assert loaded.database is not None
    assert (loaded.logs.days, loaded.database.backup_days, loaded.database.restore_drill) == (30, 30, "monthly")


def test_daemon_and_schedule_run_one_image() -> None:
    stack = read()
    worker, cron = stack.workers["worker"].spec, stack.jobs["cron"].spec
    assert worker.image == cron.image == "ghcr.io/cto-new/worker:1.0.0"
    assert worker.command != cron.command


@pytest.mark.parametrize(("stack", "level"), [("dev", "debug"), ("staging", "info"), ("prod", "info")])
def test_common_variables_reach_every_part(stack: str, level: str) -> None:
    for part in read(stack).containers.values():
        assert part.variables["LOG_LEVEL"] == Template((level,))
        assert part.variables["NODE_ENV"] == Template(("production",))


def test_a_part_and_a_stack_may_have_values_of_their_own() -> None:
    stack = read(frontends={"web": {"variables": {"LOG_LEVEL": "warn", "BANNER": "soon"}}})
    assert stack.rendered["web"].variables["LOG_LEVEL"] == Template(("warn",))
    assert stack.rendered["web"].variables["BANNER"] == Template(("soon",))
    assert stack.services["api"].variables["LOG_LEVEL"] == Template(("info",))


def test_the_openai_key_reaches_the_worker_when_it_is_set() -> None:
    assert {name for name, part in read().containers.items() if part.secrets} == set()
    stack = read(secrets=("OPENAI_API_KEY",))
    assert {name: part.secrets for name, part in stack.containers.items() if part.secrets} == {
        "worker": ("OPENAI_API_KEY",),
        "cron": ("OPENAI_API_KEY",),
    }


def test_the_host_of_the_api_leads_to_it_whatever_the_path() -> None:
    stack = read()
    assert [(route.host, route.path) for route in stack.services["api"].routes] == [("api.cto.example.com", "/")]
    assert [(route.host, route.path) for route in stack.rendered["web"].routes] == [("cto.example.com", "/")]


def test_the_api_may_answer_under_the_domain_of_web_as_well() -> None:
    routes = read(routes={"/graphql": "api"}).services["api"].routes
    assert {(route.host, route.path) for route in routes} == {
        ("api.cto.example.com", "/"),
        ("cto.example.com", "/graphql"),
    }


def test_web_finds_the_api_by_its_private_name() -> None:
    stack = read()
    assert stack.rendered["web"].variables["API_URL"] == Template((Facet("api", "address"),))
    assert {name for name, part in stack.containers.items() if part.private_name} == {"api"}


def test_vectors_can_be_asked_for() -> None:
    stack = read(database={"extensions": ["vector"]})
    assert stack.database is not None
    assert stack.database.extensions == ["vector"]
