"""What the settings of examples/semibot promise, on every target; its list of requirements names these tests."""

import re

import pytest

from components.connection import Facet, Template
from components.spec import Cloud
from tests.examples.boxes import box
from tests.examples.test_every_entry import listener, routes
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, running, whole

KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY")
OPTIONAL = {"runtime": {"SENTRY_DSN"}, "web": {"SENTRY_DSN", "MODAL_TOKEN_ID", "MODAL_TOKEN_SECRET"}}


@on_every_cloud
def test_web_answers_for_pages_and_api(cloud: Cloud) -> None:
    """One part has every path of the domain."""
    program = whole("semibot", cloud)
    assert list(program.stack.rendered) == ["web"]
    assert [(route.host, route.path) for route in program.stack.rendered["web"].routes] == [
        ("semibot.example.com", "/")
    ]
    assert program.stack.services["runtime"].routes == ()


@on_every_cloud
def test_the_runtime_scales_by_itself(cloud: Cloud) -> None:
    """A scale of its own, which leaves web's alone."""
    before = whole("semibot", cloud)
    after = changed("semibot", cloud, overrides={"services": {"runtime": {"scale": {"min": 3}}}})
    assert (running(before, "runtime"), running(after, "runtime")) == (1, 3)
    assert running(before, "web") == running(after, "web")


@on_every_cloud
def test_both_parts_use_database_and_cache(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    for name in ("web", "runtime"):
        part = program.stack.containers[name]
        assert {"database", "cache"} <= set(part.connections), name
        assert part.variables["DATABASE_URL"] == Template((Facet("database", "url"),))
        assert part.variables["REDIS_URL"] == Template((Facet("cache", "url"),))
        found = box(program, name)
        assert {"DATABASE_URL", "REDIS_URL"} <= {*found.variables, *found.references}


@on_every_cloud
def test_web_reaches_the_runtime(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    assert box(program, "web").variables["RUNTIME_URL"] == "http://runtime.semibot-prod.internal:8000"
    assert ("web", 8000) in {(edge.source, edge.port) for edge in program.stack.edges if edge.target == "runtime"}
    assert not [
        edge for edge in program.stack.edges if edge.target == "runtime" and edge.source in ("gateway", "internet")
    ]


@on_both_clouds
@pytest.mark.parametrize("region", ["ap-southeast-1", "cn-hongkong", "ap-east-1"])
def test_the_region_is_a_setting(cloud: Cloud, region: str) -> None:
    """Singapore and Hong Kong; a stack lies in one, and a second stack in another."""
    stack = read("semibot", "prod", cloud, config={f"{cloud}:region": region})
    assert stack.region == region


@on_every_cloud
def test_a_request_may_take_thirty_seconds(cloud: Cloud) -> None:
    """The entry waits longer: it never is what ends a request of 30 s."""
    program = whole("semibot", cloud)
    if cloud == "aws":
        assert one(program, "gateway", "LoadBalancer").inputs["idleTimeout"] >= 60
    elif cloud == "alicloud":
        assert listener(program, "gateway-https")["requestTimeout"] >= 60
    else:
        waits = [int(each) for each in re.findall(r"proxy_read_timeout (\d+)s;", routes(program))]
        assert waits
        assert min(waits) >= 60


@on_every_cloud
def test_vectors_are_there(cloud: Cloud) -> None:
    """On one host from the image of pgvector."""
    program = whole("semibot", cloud)
    assert program.stack.database is not None
    assert program.stack.database.extensions == ["vector"]
    if cloud == "docker":
        assert re.match(
            r"id-of-pgvector/pgvector:\S*pg16", one(program, "database-server", "Container").inputs["image"]
        )
        assert "EXTENSIONS=vector" in one(program, "web-migration", "Container").inputs["envs"]
    elif cloud == "aws":
        found = one(program, "database-instance", "Instance").inputs
        assert (found["engine"], found["engineVersion"]) == ("postgres", "16")
    else:
        assert of_type(program, "Account")["database-account"]["accountType"] == "Super"


@on_every_cloud
def test_the_migrating_user_may_create_extensions(cloud: Cloud) -> None:
    """The owner of the database on AWS, a privileged account on Alibaba Cloud; on one host vectors are made for it."""
    program = whole("semibot", cloud)
    if cloud == "aws":
        assert one(program, "database-instance", "Instance").inputs["username"] == "app"
        assert program.stack.database is not None
        assert program.stack.database.user == "app"
    elif cloud == "alicloud":
        assert of_type(program, "Account")["database-account"]["accountType"] == "Super"
    else:
        uploads = one(program, "database-preparation", "Container").inputs["uploads"]
        assert any("CREATE EXTENSION IF NOT EXISTS" in each["content"] for each in uploads)


@on_both_clouds
def test_the_cache_lies_with_web(cloud: Cloud) -> None:
    """In the network of the stack, which is of one region."""
    program = whole("semibot", cloud)
    if cloud == "aws":
        group = one(program, "cache-subnets", "SubnetGroup").inputs["subnetIds"]
        assert group == [f"network-data-{number}-id" for number in (1, 2, 3)]
    else:
        assert one(program, "cache-instance", "TairInstance").inputs["vpcId"] == "network-vpc-id"


@on_every_cloud
def test_the_cache_speaks_tls_with_a_password(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    if cloud == "aws":
        cache = one(program, "cache-group", "ReplicationGroup").inputs
        assert (cache["transitEncryptionMode"], cache["authToken"]) == ("required", "cache-password-1234567-value")
    else:
        address = box(program, "runtime").variables["REDIS_URL"]
        assert address.startswith("rediss://")
        assert "cache-password-1234567-value@" in address


@on_every_cloud
def test_the_direct_address_is_there(cloud: Cloud) -> None:
    """For whoever migrates: there is no pool that it would go round."""
    program = whole("semibot", cloud)
    assert program.stack.rendered["web"].variables["DIRECT_URL"] == Template((Facet("database", "url"),))
    found = box(program, "web")
    both = {**found.variables, **found.references}
    assert both["DIRECT_URL"] == both["DATABASE_URL"]
    assert "DIRECT_URL" not in {**box(program, "runtime").variables, **box(program, "runtime").references}


@on_every_cloud
def test_keys_of_the_language_models_are_secrets(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    for name in ("web", "runtime"):
        assert set(KEYS) <= set(program.stack.containers[name].secrets)
        found = box(program, name)
        assert set(KEYS) <= set(found.references if cloud == "aws" else found.variables)


@on_every_cloud
def test_what_is_optional_may_be_absent(cloud: Cloud) -> None:
    """The stack is made without; with it, it reaches those who ask."""
    without = whole("semibot", cloud)
    more = changed("semibot", cloud, secrets={name for names in OPTIONAL.values() for name in names})
    for part, names in OPTIONAL.items():
        before, after = ({*box(each, part).variables, *box(each, part).references} for each in (without, more))
        assert not names & before
        assert names <= after


@on_every_cloud
def test_the_stores_can_be_started_alone(cloud: Cloud) -> None:
    """Application and runtime then run from their sources."""
    stack = read("semibot", "dev", cloud, config={"groundwork:only": ["database", "cache"]})
    assert stack.containers == {}
    assert stack.entry is None
    assert stack.database is not None
    assert stack.cache is not None
