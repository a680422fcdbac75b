"""Stacks as wholes, for each of the five systems: apart, labelled, watched, and the same everywhere."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from components.spec import Cloud
from components.worker import JobSpec
from settings.report import Report
from settings.stack_file import plain
from tests.components.programs import OPERATORS
from tests.examples.tracing import REPOSITORY, SYSTEMS
from tests.examples.watching import rules
from tests.examples.wholes import CLOUDS, every, of_type, on_clouds, one, read, whole

STACKS = ("dev", "staging", "prod")
COST_TAGS = {"application", "stack", "environment", "part"}


@pytest.mark.parametrize("cloud", CLOUDS)
@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_another_cloud_is_one_word(system: str, stack: str, cloud: Cloud) -> None:
    """The same parts run, on the same images, wherever `groundwork:cloud` says."""
    found, own = read(system, stack, cloud), read(system, stack)
    assert found.cloud == cloud
    assert {name: part.spec.image for name, part in found.containers.items()} == {
        name: part.spec.image for name, part in own.containers.items()
    }


@every
def test_stacks_share_nothing(system: str, cloud: Cloud) -> None:
    """Each makes a network, stores and secrets of its own, and bears its name; host names differ."""
    programs = {stack: whole(system, cloud, stack) for stack in STACKS}
    domains = [program.stack.entry.host for program in programs.values() if program.stack.entry]
    assert len(set(domains)) == len(STACKS)
    for stack, program in programs.items():
        made = {item.name for item in program.recorder.noted}
        networks = of_type(program, {"aws": "Vpc", "alicloud": "Network", "docker": "Network"}[cloud])
        assert networks
        labels = [_labels(inputs) for inputs in networks.values() if _labels(inputs)]
        assert {each.get("stack", stack) for each in labels} == {stack}
        assert {"database-password", *({"cache-password"} if program.stack.cache else ())} <= made
        read_back = [
            item.name for item in program.recorder.noted if item.type.startswith("pulumi:pulumi:StackReference")
        ]
        assert read_back == []
    names = [program.stack.name for program in programs.values()]
    assert names == list(STACKS)


@on_clouds
def test_everything_says_whose_it_is(system: str, cloud: Cloud) -> None:
    """Application, stack, environment and part on whatever can be tagged, so that a bill can be divided."""
    program = whole(system, cloud)
    tagged = [item for item in program.resources if isinstance(item.inputs.get("tags"), Mapping)]
    assert len(tagged) > len(program.stack.containers)
    for item in tagged:
        assert set(item.inputs["tags"]) >= COST_TAGS, item.name
        assert item.inputs["tags"]["application"] == system
    for name in program.stack.containers:
        assert any(item.inputs["tags"]["part"] == name for item in tagged), name


@on_clouds
def test_cpu_and_memory_are_watched(system: str, cloud: Cloud) -> None:
    """Of every service and worker, and the CPU of database and cache, at the stack's thresholds."""
    program = whole(system, cloud)
    alarms = program.stack.alarms
    found = of_type(program, "MetricAlarm" if cloud == "aws" else "Alarm")
    running = [name for name, part in program.stack.containers.items() if not isinstance(part.spec, JobSpec)]
    for name in running:
        for what, threshold in (("cpu", alarms.cpu_percent), ("memory", alarms.memory_percent)):
            assert _threshold(found[f"{name}-{what}-alarm"]) == threshold, name
    assert _threshold(found["database-cpu-alarm"]) == alarms.cpu_percent
    if program.stack.cache is not None:
        cache = [inputs for name, inputs in found.items() if name.startswith("cache-cpu-alarm")]
        assert {_threshold(each) for each in cache} == {alarms.cpu_percent}


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
@pytest.mark.parametrize("system", ["cto-new", "loss-assessment", "towow", "semibot"])
def test_alarms_reach_mail_and_webhook(system: str, cloud: Cloud) -> None:
    """Every address that the stack names is told."""
    program = whole(system, cloud)
    emails = program.stack.alarms.email
    assert emails
    if cloud == "aws":
        subscribed = [each for each in of_type(program, "TopicSubscription").values() if each["protocol"] == "email"]
        assert [each["endpoint"] for each in subscribed] == list(emails)
    else:
        contacts = of_type(program, "AlarmContact").values()
        assert [each["channelsMail"] for each in contacts if "channelsMail" in each] == list(emails)


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
@pytest.mark.parametrize("system", ["loss-assessment", "semibot"])
def test_a_webhook_is_told(system: str, cloud: Cloud) -> None:
    """The address is the operator's secret."""
    program = whole(system, cloud)
    assert program.stack.alarms.webhook_secret == "ALARM_WEBHOOK"
    if cloud == "aws":
        (destination,) = of_type(program, "EventApiDestination").values()
        assert destination["httpMethod"] == "POST"
        assert "invocationEndpoint" in destination
    else:
        assert [item for item in program.resources if OPERATORS in json.dumps(dict(item.inputs)) and item.secret_inputs]


@pytest.mark.parametrize("system", SYSTEMS)
def test_one_host_watches_itself(system: str) -> None:
    """Entry, containers, stores and disk, at the stack's thresholds; what must be acted on at once is critical."""
    program = whole(system, "docker")
    alarms = program.stack.alarms
    expected = {
        ("HighErrorRate", alarms.error_percent, "critical"),
        ("HighLatency", alarms.latency_p95_seconds, "warning"),
        ("HighMemory", alarms.memory_percent, "warning"),
        ("HighDatabaseConnections", alarms.database_connections, "warning"),
        ("LowDatabaseStorage", alarms.database_free_storage_gib, "critical"),
        ("HighDisk", alarms.disk_percent, "warning"),
    }
    if program.stack.cache is not None:
        expected |= {("HighCacheMemory", alarms.cache_memory_percent, "warning")}
    found = {
        (each["alert"], float(each["expr"].split()[-1]), each["labels"]["severity"])
        for each in rules(program)
        if each["expr"].split()[-1].replace(".", "", 1).isdigit()
    }
    assert expected <= found
    cpu = [each for each in rules(program) if each["alert"] == "HighCpu"]
    assert {float(each["expr"].split()[-1]) for each in cpu} == {alarms.cpu_percent}
    running = {name for name, part in program.stack.containers.items() if not isinstance(part.spec, JobSpec)}
    assert all(any(f'part="{name}"' in each["expr"] for each in cpu) for name in running)
    if system in ("loss-assessment", "towow", "semibot"):
        uploads = one(program, "dashboard-alertmanager", "Container").inputs["uploads"]
        told = next(each["content"] for each in uploads if each["file"].endswith("alertmanager.yml"))
        assert alarms.email
        assert all(address in told for address in alarms.email)
        assert ("slack_configs: []" in told) is (alarms.webhook_secret is None)


@every
def test_parts_find_one_another_by_name(system: str, cloud: Cloud) -> None:
    """By `<part>.<application>-<stack>.internal`, where some part uses another."""
    program = whole(system, cloud)
    called = {name for name, part in program.stack.containers.items() if part.private_name}
    assert bool(called) is (system != "claw-ai")
    for name in called:
        if cloud == "aws":
            assert one(program, "network-names", "PrivateDnsNamespace").inputs["name"] == f"{system}-prod.internal"
            assert of_type(program, "Service")[f"{name}-service"]["serviceRegistries"]
        elif cloud == "alicloud":
            records = [each["rr"] for each in of_type(program, "ZoneRecord").values()]
            assert name in records
        else:
            aliases = [
                alias
                for each in one(program, "gateway-server", "Container").inputs["networksAdvanced"]
                for alias in each["aliases"]
            ]
            assert f"{name}.{system}-prod.internal" in aliases


@pytest.mark.parametrize("system", SYSTEMS)
def test_everything_is_described_as_code(system: str) -> None:
    """A project of files and the program of this repository; nothing in them is a state or a secret."""
    folder = REPOSITORY / "examples" / system
    project = yaml.safe_load((folder / "Pulumi.yaml").read_text())
    assert (folder / project["main"] / "__main__.py").is_file()
    assert {"app.yaml", "README.md", *(f"Pulumi.{stack}.yaml" for stack in STACKS)} <= {
        path.name for path in folder.iterdir()
    }
    for stack in STACKS:
        assert not [key for key in plain(folder, stack, Report()) if key.startswith(f"{system}:")]


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_description_fits_the_schema_and_two_screens(system: str) -> None:
    text = (REPOSITORY / "examples" / system / "app.yaml").read_text()
    schema = json.loads((REPOSITORY / "app.schema.json").read_text())
    assert set(yaml.safe_load(text)) <= set(schema["properties"])
    assert len(text.splitlines()) < 100


@pytest.mark.parametrize("system", [*SYSTEMS, "sensors"])
def test_a_readme_is_short_and_leads_somewhere(system: str) -> None:
    """Links lead to files, and commands name this folder and a stack of it."""
    folder = REPOSITORY / "examples" / system
    text = (folder / "README.md").read_text()
    assert len(text.splitlines()) < 60
    links, commands = re.findall(r"\]\(([^)]+)\)", text), re.findall(r"-C (\S+) .*--stack (\w+)", text)
    assert links
    assert [link for link in links if not (folder / link).exists()] == []
    assert commands
    for path, stack in commands:
        assert (REPOSITORY / path).samefile(folder)
        assert (folder / f"Pulumi.{stack}.yaml").is_file()


def _labels(inputs: Mapping[str, Any]) -> dict[str, str]:
    """Tags, or labels without their prefix."""
    labels = {each["label"].removeprefix("groundwork."): each["value"] for each in inputs.get("labels", [])}
    return {**inputs.get("tags", {}), **labels}


def _threshold(inputs: Mapping[str, Any]) -> float:
    """What an alarm waits for, whatever its severity."""
    if "threshold" in inputs:
        return inputs["threshold"]
    escalations = [inputs[key] for key in inputs if key.startswith("escalations")]
    return float(escalations[0]["threshold"])
