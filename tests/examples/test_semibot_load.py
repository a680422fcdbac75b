"""How examples/semibot bears load, and what is watched; its requirements name these tests."""

import json
import re

import pytest

from components.spec import Cloud
from tests.components.programs import Program
from tests.examples import migrating
from tests.examples.boxes import box
from tests.examples.rotating import images, made_anew
from tests.examples.tracing import REPOSITORY
from tests.examples.watching import limit, recorded
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, scales, whole

FOLDER = REPOSITORY / "examples/semibot"
TAKES = {"cache.t4g.small": 65000, "tair.rdb.2g": 30000}
"""Connections that a cache takes at once. Sources: ElastiCache user guide, "Large number of connections"; Tair,
"DRAM-based instances"."""
KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY")


@on_every_cloud
def test_the_runtime_has_one_to_ten_instances(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    scale = scales(program)["runtime"]
    assert (scale.min, scale.max) == (1, 10)
    if cloud == "aws":
        target = of_type(program, "Target")["runtime-scaling"]
        assert (target["minCapacity"], target["maxCapacity"]) == (1, 10)
    elif cloud == "alicloud":
        group = one(program, "runtime-group", "ScalingGroup").inputs
        assert (group["minSize"], group["maxSize"]) == (1, 10)
    else:
        assert [name for name in of_type(program, "Container") if re.fullmatch(r"runtime-\d+", name)] == ["runtime-1"]


@on_both_clouds
def test_idle_instances_are_removed(cloud: Cloud) -> None:
    """The number follows the load in both directions."""
    program = whole("semibot", cloud)
    if cloud == "aws":
        policies = [each for name, each in of_type(program, "Policy").items() if name.startswith("runtime-scaling")]
        assert {each["policyType"] for each in policies} == {"TargetTrackingScaling"}
        configurations = [each["targetTrackingScalingPolicyConfiguration"] for each in policies]
        assert not [each for each in configurations if each.get("disableScaleIn")]
        assert {each["scaleInCooldown"] for each in configurations} == {300}
    else:
        rules = [each for name, each in of_type(program, "ScalingRule").items() if name.startswith("runtime-scaling")]
        assert rules
        assert not [each for each in rules if each.get("disableScaleIn")]


@on_every_cloud
def test_memory_of_the_cache_has_a_reserve(cloud: Cloud) -> None:
    """Its size is a setting; data fills three quarters on one host, and an alarm tells at 80 % on the clouds."""
    small, large = (changed("semibot", cloud, overrides={"cache": {"size": size}}) for size in ("small", "large"))
    if cloud == "docker":
        limits = [_redis(program, "maxmemory") for program in (small, large)]
        sizes = [one(program, "cache-server", "Container").inputs["memory"] for program in (small, large)]
        assert limits == [f"{size * 3 // 4}mb" for size in sizes]
        assert sizes[0] < sizes[1]
    else:
        key, name = ("nodeType", "cache-group") if cloud == "aws" else ("instanceClass", "cache-instance")
        kind = "ReplicationGroup" if cloud == "aws" else "TairInstance"
        assert one(small, name, kind).inputs[key] != one(large, name, kind).inputs[key]
        assert whole("semibot", cloud).stack.alarms.cache_memory_percent == 80


@on_every_cloud
def test_connections_of_the_cache_have_a_reserve(cloud: Cloud) -> None:
    """All parts in their greatest number, with a pool of 100 connections each, are a fifth of what it takes."""
    program = whole("semibot", cloud)
    instances = sum(scale.max for scale in scales(program).values())
    if cloud == "docker":
        takes = int(_redis(program, "maxclients"))
    elif cloud == "aws":
        takes = TAKES[one(program, "cache-group", "ReplicationGroup").inputs["nodeType"]]
    else:
        takes = TAKES[one(program, "cache-instance", "TairInstance").inputs["instanceClass"]]
    assert 0 < instances * 100 <= takes / 5


@on_both_clouds
def test_memory_of_the_cache_is_watched(cloud: Cloud) -> None:
    program = whole("semibot", cloud)
    found = of_type(program, "MetricAlarm" if cloud == "aws" else "Alarm")
    alarms = {name: each for name, each in found.items() if name.startswith("cache-memory-alarm")}
    assert alarms
    assert all('"80"' in json.dumps(each) or each.get("threshold") == 80 for each in alarms.values())


@on_both_clouds
def test_connections_of_the_database_are_watched(cloud: Cloud) -> None:
    """More than 80; Alibaba Cloud measures them in percent of what the instance takes."""
    program = whole("semibot", cloud)
    assert program.stack.alarms.database_connections == 80
    if cloud == "aws":
        alarm = of_type(program, "MetricAlarm")["database-connections-alarm"]
        assert (alarm["metricName"], alarm["threshold"]) == ("DatabaseConnections", 80)
    else:
        assert of_type(program, "Alarm")["database-connections-alarm"]["metric"] == "conn_usgae"


@on_both_clouds
def test_backups_reach_any_point_in_time(cloud: Cloud) -> None:
    """Before a migration that cannot be taken back, the moment before it is one of them."""
    program = whole("semibot", cloud)
    if cloud == "aws":
        assert one(program, "database-instance", "Instance").inputs["backupRetentionPeriod"] == 30
    else:
        policy = one(program, "database-backups", "BackupPolicy").inputs
        assert (policy["enableBackupLog"], policy["logBackupRetentionPeriod"]) == (True, 30)


@on_every_cloud
@pytest.mark.parametrize(("section", "part"), [("frontends", "web"), ("services", "runtime")])
def test_an_earlier_image_is_one_line(cloud: Cloud, section: str, part: str) -> None:
    """And leaves the other part as it is."""
    other = "runtime" if part == "web" else "web"
    program = changed("semibot", cloud, overrides={section: {part: {"image": f"{part}:0.9.0"}}})
    assert box(program, part).image == f"ghcr.io/semibot/{part}:0.9.0"
    assert box(program, other).image == f"ghcr.io/semibot/{other}:1.0.0"


def test_no_tracked_file_holds_a_secret() -> None:
    names = (*KEYS, "JWT_SECRET", "API_KEY_SALT", "SENTRY_DSN", "REGISTRY_PASSWORD")
    for path in (path for path in FOLDER.rglob("*") if path.is_file()):
        for name in names:
            assert not re.search(rf"^\s*{name}\s*[:=]\s*\S", path.read_text(), re.MULTILINE), path.name


@on_every_cloud
def test_thirteen_files_run_before_web(cloud: Cloud) -> None:
    """001 to 013, against the stack's own database, from inside its network."""
    program = whole("semibot", cloud)
    names = migrating.files(program, "web")
    assert [name[:3] for name in names] == [f"{number:03}" for number in range(1, 14)]
    assert (names[0], names[-1]) == ("001_init.sql", "013_usage_logs.sql")
    if cloud == "docker":
        runs = one(program, "web-migration", "Container")
        assert [each["name"] for each in runs.inputs["networksAdvanced"]] == ["network-backend-1234567"]
    assert migrating.comes_first(program, "web")


def test_the_stores_are_published_in_development() -> None:
    """To this machine alone."""
    program = whole("semibot", "docker", "dev")
    opened = {name: one(program, f"{name}-server", "Container").inputs["ports"] for name in ("database", "cache")}
    assert {name: [(each["ip"], each["external"]) for each in ports] for name, ports in opened.items()} == {
        "database": [("127.0.0.1", 5432)],
        "cache": [("127.0.0.1", 6379)],
    }
    assert "/semibot" in box(program, "web").variables["DATABASE_URL"]


def test_the_runtime_follows_its_tasks() -> None:
    """Four at once on each instance."""
    policies = of_type(whole("semibot", "aws"), "Policy")
    wanted = [
        each["targetTrackingScalingPolicyConfiguration"]
        for name, each in policies.items()
        if name.startswith("runtime-scaling")
        and "customizedMetricSpecification" in each["targetTrackingScalingPolicyConfiguration"]
    ]
    assert [each["targetValue"] for each in wanted] == [4]


@on_every_cloud
def test_a_long_agent_is_told(cloud: Cloud) -> None:
    """The longest of five minutes, above a minute."""
    program = whole("semibot", cloud)
    assert recorded(program, "runtime", "agent_seconds")
    assert limit(program, "runtime", "agent_seconds") == (">", 60, 5)
    assert program.stack.services["runtime"].spec.measures["agent_seconds"].statistic == "maximum"


@on_both_clouds
def test_a_firewall_stands_before_the_entry(cloud: Cloud) -> None:
    """In production; a line of the stack's file."""
    program = whole("semibot", cloud)
    assert program.stack.firewall is True
    assert read("semibot", "staging", cloud).firewall is False
    if cloud == "aws":
        (acl,) = of_type(program, "WebAcl").values()
        assert [each for each in acl["rules"] if "managedRuleGroupStatement" in each["statement"]]
        assert of_type(program, "WebAclAssociation")
    else:
        assert one(program, "gateway", "LoadBalancer").inputs["loadBalancerEdition"] == "StandardWithWaf"


@on_every_cloud
def test_another_text_is_another_secret(cloud: Cloud) -> None:
    """Of whatever is named; every other one stays, and images with it."""
    rotate = {"JWT_SECRET": "2027-01", "cache": "2027-02", "database": "2027-03"}
    changed, before = made_anew("semibot", cloud, rotate), whole("semibot", cloud)
    assert before.stack.containers["web"].spec.generate == ["JWT_SECRET", "API_KEY_SALT"]
    assert changed.texts == {"web-JWT_SECRET": "2027-01", "cache-password": "2027-02", "database-password": "2027-03"}
    assert changed.images == images(before)


def _redis(program: Program, word: str | None = None) -> str:
    uploads = one(program, "cache-server", "Container").inputs["uploads"]
    text = next(each["content"] for each in uploads if each["file"].endswith("redis.conf"))
    return text if word is None else next(line.split()[1] for line in text.splitlines() if line.startswith(f"{word} "))
