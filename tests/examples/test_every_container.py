"""What runs, on every target, for each of the five systems in production."""

import json

from components.container import WebSpec
from components.spec import Cloud
from components.worker import JobSpec
from tests.components.programs import OPERATORS, Program
from tests.examples.boxes import box
from tests.examples.wholes import every, of_type, on_clouds, one, whole
from tests.parity import host

ROOTS = ("0", "root", "")


@every
def test_every_part_runs_in_containers_of_its_image(system: str, cloud: Cloud) -> None:
    program = whole(system, cloud)
    assert {name: box(program, name).image for name in program.stack.containers} == {
        name: part.spec.image for name, part in program.stack.containers.items()
    }
    if cloud == "aws":
        launched = [task["requiresCompatibilities"] for task in of_type(program, "TaskDefinition").values()]
        assert launched == [["FARGATE"]] * len(program.stack.containers)
    if cloud == "alicloud":
        groups = of_type(program, "ScalingGroup")
        assert {groups[f"{name}-group"]["groupType"] for name in program.stack.containers} == {"ECI"}


@every
def test_containers_have_the_size_of_the_description(system: str, cloud: Cloud) -> None:
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        found = box(program, name)
        assert (found.cpu, found.memory) == (part.spec.cpu, part.spec.memory), name


@every
def test_no_container_runs_as_root(system: str, cloud: Cloud) -> None:
    program = whole(system, cloud)
    for name in program.stack.containers:
        found = box(program, name)
        assert found.user.partition(":")[0] not in ROOTS, name
        if cloud == "aws":
            assert found.inputs["linuxParameters"]["capabilities"] == {"drop": ["ALL"]}
        if cloud == "docker":
            assert found.inputs["capabilities"] == {"drops": ["ALL"], "adds": []}
            assert found.inputs["securityOpts"] == ["no-new-privileges:true"]


@every
def test_variables_reach_the_containers(system: str, cloud: Cloud) -> None:
    """Every variable of the description, and nothing that is not text."""
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        found = box(program, name)
        wanted = {*part.variables, *part.secrets, *part.spec.generate}
        assert wanted <= {*found.variables, *found.references}, name
        plain = {
            key: "".join(map(str, value.segments))
            for key, value in part.variables.items()
            if all(isinstance(segment, str) for segment in value.segments)
        }
        assert plain == {key: found.variables[key] for key in plain}, name


@every
def test_secrets_stand_in_no_plain_setting(system: str, cloud: Cloud) -> None:
    """References to the secret store where a cloud hands secrets over so; else values that are kept as secrets."""
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        found = box(program, name)
        secret = {*part.secrets, *part.spec.generate}
        if cloud == "aws":
            assert secret <= set(found.references), name
            assert all(each.startswith("arn:aws:secretsmanager:") for each in found.references.values()), name
            assert OPERATORS not in json.dumps(found.inputs), name
        elif secret:
            assert secret <= set(found.variables), name
            assert found.marked, name


@every
def test_secrets_are_made_once_and_long(system: str, cloud: Cloud) -> None:
    """By the stack itself; nothing but a word in `groundwork:rotate` makes them again."""
    program = whole(system, cloud)
    made = {item.name: item.inputs for item in program.recorder.all("random:index/randomPassword:RandomPassword")}
    wanted = {f"{name}-{key}" for name, part in program.stack.containers.items() for key in part.spec.generate}
    stores = {f"{store}-password" for store in ("database", "cache") if getattr(program.stack, store)}
    assert wanted | stores <= set(made)
    assert [name for name, inputs in made.items() if inputs["length"] < 32 or inputs.get("keepers")] == []


@every
def test_what_ends_or_fails_is_started_anew(system: str, cloud: Cloud) -> None:
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        if isinstance(part.spec, JobSpec):
            continue
        if cloud == "aws":
            assert one(program, f"{name}-service", "Service").inputs["desiredCount"] == part.spec.scale.min
        elif cloud == "alicloud":
            group = one(program, f"{name}-group", "ScalingGroup").inputs
            assert (group["minSize"], group["maxSize"]) == (part.spec.scale.min, part.spec.scale.max)
            assert one(program, f"{name}-configuration", "EciScalingConfiguration").inputs["restartPolicy"] == "Always"
        else:
            assert box(program, name).inputs["restart"] == "unless-stopped"


@every
def test_containers_reach_https_outside(system: str, cloud: Cloud) -> None:
    """A rule to the internet and a way there; on one host a bridge that leads out."""
    program = whole(system, cloud)
    for name in program.stack.containers:
        if cloud == "docker":
            networks = {each["name"] for each in box(program, name).inputs["networksAdvanced"]}
            assert any(network.startswith("network-frontend-") for network in networks), name
            assert of_type(program, "Network")["network-frontend"].get("internal", False) is False
        else:
            kind = "SecurityGroupEgressRule" if cloud == "aws" else "SecurityGroupRule"
            rule = one(program, f"network-{name}-to-internet-443", kind).inputs
            assert "0.0.0.0/0" in (rule.get("cidrIpv4"), rule.get("cidrIp"))
    if cloud != "docker":
        gateways = of_type(program, "NatGateway")
        assert len(gateways) >= 1


@every
def test_output_of_every_part_is_collected(system: str, cloud: Cloud) -> None:
    """In one log service, for as long as the stack says; on one host in files, one a day, by the stack's collector."""
    program = whole(system, cloud)
    days = program.stack.logs.days
    for name in program.stack.containers:
        if cloud == "aws":
            options = box(program, name).inputs["logConfiguration"]
            assert options["logDriver"] == "awslogs"
            assert options["options"]["awslogs-group"].startswith(f"{name}-logs-")
            assert one(program, f"{name}-logs", "LogGroup").inputs["retentionInDays"] == days
        elif cloud == "alicloud":
            store = one(program, f"{name}-logs", "Store").inputs
            assert (store["logstoreName"], store["retentionPeriod"]) == (f"{name}-logs", days)
            assert box(program, name).variables[f"aliyun_logs_{name}-logs"] == "stdout"
            assert len({each["projectName"] for each in of_type(program, "Store").values()}) == 1
        else:
            inputs = box(program, name).inputs
            assert inputs["logDriver"] == "json-file"
            assert set(inputs["logOpts"]) == {"max-size", "max-file"}
            assert host.keeps_output(one(program, "dashboard-collector", "Container").inputs, program)


@every
def test_each_part_is_asked_for_its_health(system: str, cloud: Cloud) -> None:
    """On its own port and path: only who answers gets requests."""
    program = whole(system, cloud)
    for name, spec in _web(program).items():
        routed = bool(program.stack.containers[name].routes)
        if cloud == "docker":
            assert f"http://127.0.0.1:{spec.port}{spec.check.alive or spec.check.ready}" in " ".join(
                box(program, name).inputs["healthcheck"]["tests"]
            )
        elif cloud == "alicloud":
            inputs = box(program, name).inputs
            asked = (inputs["readinessProbeHttpGetPath"], inputs["readinessProbeHttpGetPort"])
            assert asked == (spec.check.ready, spec.port)
        elif routed:
            target = of_type(program, "TargetGroup")[f"{name}-target"]
            assert (target["port"], target["healthCheck"]["path"]) == (spec.port, spec.check.ready)


@every
def test_a_new_version_takes_over_only_when_it_is_well(system: str, cloud: Cloud) -> None:
    """And an update that does not get there fails, with what ran before still running."""
    program = whole(system, cloud)
    for name in _web(program):
        if cloud == "aws":
            service = one(program, f"{name}-service", "Service").inputs
            assert service["waitForSteadyState"] is True
            assert service["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
            assert service["deploymentMinimumHealthyPercent"] == 100
        elif cloud == "alicloud":
            rollout = one(program, f"{name}-rollout", "Execution").inputs
            assert json.loads(rollout["parameters"])["maxErrors"] == 0
        else:
            container = one(program, f"{name}-1", "Container")
            assert container.inputs["wait"] is True
            assert container.replaced_last


@on_clouds
def test_everything_is_spread_over_zones(system: str, cloud: Cloud) -> None:
    """Instances in three zones; the stores have a second in another."""
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        if isinstance(part.spec, JobSpec):
            continue
        if cloud == "aws":
            placed = one(program, f"{name}-service", "Service").inputs["networkConfiguration"]["subnets"]
        else:
            placed = one(program, f"{name}-group", "ScalingGroup").inputs["vswitchIds"]
        assert placed == [f"network-app-{number}-id" for number in (1, 2, 3)], name
    if cloud == "aws":
        assert one(program, "database-instance", "Instance").inputs["multiAz"] is True
    else:
        database = one(program, "database-instance", "Instance").inputs
        assert database["category"] == "HighAvailability"
        assert database["zoneId"] != database["zoneIdSlaveA"]
    if program.stack.cache is not None:
        cache = one(
            program, *(("cache-group", "ReplicationGroup") if cloud == "aws" else ("cache-instance", "TairInstance"))
        )
        if cloud == "aws":
            assert cache.inputs["multiAzEnabled"] is True
            assert cache.inputs["numCacheClusters"] >= 2
        else:
            assert cache.inputs["zoneId"] != cache.inputs["secondaryZoneId"]


@every
def test_images_come_from_the_registry_with_its_login(system: str, cloud: Cloud) -> None:
    """Where the registry has one; an image of anybody's is asked for without."""
    program = whole(system, cloud)
    for name, part in program.stack.containers.items():
        if cloud == "aws":
            assert ("repositoryCredentials" in box(program, name).inputs) is part.private_image
        elif cloud == "alicloud":
            logins = one(program, f"{name}-configuration", "EciScalingConfiguration").inputs
            given = [each["username"] for each in logins.get("imageRegistryCredentials", [])]
            assert given == ([program.stack.registry.username] if part.private_image and program.stack.registry else [])
        else:
            image = one(program, f"{name}-image", "RemoteImage")
            assert bool(image.provider) is part.private_image
    if program.stack.registry is not None:
        assert any(part.private_image for part in program.stack.containers.values())


def _web(program: Program) -> dict[str, WebSpec]:
    """Parts that answer HTTP."""
    return {name: part.spec for name, part in program.stack.containers.items() if isinstance(part.spec, WebSpec)}
