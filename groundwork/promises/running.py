"""What is promised of what runs: rights, secrets, logs, places, number, new versions."""

import json
from collections.abc import Mapping
from typing import Any

from groundwork.promises import host
from groundwork.promises.confinement import CONFIGURATION, TASK
from groundwork.promises.looks import absent, beside, ending, equals, every, given, log_days, no_wildcard, several
from groundwork.promises.promise import Check, Promise
from groundwork.promises.subject import Program

SERVICE, GROUP = "aws:ecs/service:Service", "alicloud:ess/scalingGroup:ScalingGroup"


def migrates(program: Program) -> bool:
    """Whether the application has a migration."""
    return any(part.migration for part in program.stack.containers.values())


def scales(program: Program) -> bool:
    """Whether some part follows its load."""
    scales_ = [getattr(part.spec, "scale", None) for part in program.stack.containers.values()]
    return any(scale.max > scale.min for scale in scales_ if scale)


def first_migrates(inputs: Mapping[str, Any], _: Program) -> bool:
    """The container that serves waits for the one that migrates."""
    containers = json.loads(inputs["containerDefinitions"])
    waits = [each for each in containers if each.get("dependsOn")]
    return all(each["dependsOn"][0]["condition"] == "SUCCESS" for each in waits) and bool(waits)


PROMISES = (
    Promise(
        id="identity",
        title="Every part acts with rights of its own: no wildcard action",
        checks={
            "aws": (
                Check(type="aws:iam/rolePolicy:RolePolicy", what="policies of roles", judge=no_wildcard("policy")),
            ),
            "alicloud": (
                Check(type="alicloud:ram/policy:Policy", what="policies of roles", judge=no_wildcard("policyDocument")),
                Check(type=CONFIGURATION, what="a role for every part", judge=given("ramRoleName")),
            ),
            "docker": (
                Check(type=host.CONTAINER, what="policies of buckets", judge=host.grants_no_more, of=ending("-bucket")),
            ),
        },
        exceptions={
            "docker": (
                "a container has no identity: what uses a bucket is handed a key of its own, for that bucket alone"
            )
        },
    ),
    Promise(
        id="secrets",
        title="Containers get secrets by reference; none lies in their definition",
        checks={
            "aws": (
                Check(
                    type=TASK,
                    what="definitions name secrets",
                    judge=lambda inputs, _: '"valueFrom": "arn:' in inputs["containerDefinitions"],
                    of=lambda item: bool(item.inputs["containerDefinitions"].count('"valueFrom"')),
                ),
            ),
            "alicloud": (),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="stores and entry read passwords and keys from files of mode 0400",
                    judge=host.read_by_owner_only,
                    of=ending(*host.STORES, "gateway-server"),
                    named=(*host.STORES, "gateway-server"),
                ),
            ),
        },
        exceptions={
            "docker": (
                "an application reads its secrets from variables, which whoever may ask the daemon can see; state and "
                "previews hold them encrypted"
            ),
            "alicloud": (
                "container instances cannot read a secret store by reference: values are marked secret, so that state "
                "and previews hold them encrypted, and they are variables of the container"
            ),
        },
    ),
    Promise(
        id="logs",
        title="What containers write is kept as long as the stack says",
        checks={
            "aws": (Check(type="aws:cloudwatch/logGroup:LogGroup", what="days", judge=log_days("retentionInDays")),),
            "alicloud": (Check(type="alicloud:log/store:Store", what="days", judge=log_days("retentionPeriod")),),
            "docker": (
                Check(type=host.CONTAINER, what="size", judge=equals("logOpts", {"max-size": "10m", "max-file": "3"})),
                Check(
                    type=host.CONTAINER,
                    what="days, by the stack's own collector",
                    judge=host.keeps_output,
                    of=ending("dashboard-collector"),
                    named=("dashboard-collector",),
                ),
            ),
        },
        exceptions={
            "docker": (
                "days count where the stack is watched (outside dev, or by `groundwork:docker.monitoring`) or hands "
                "its logs on; elsewhere 10 MB x 3 of each container are kept"
            )
        },
    ),
    Promise(
        id="flows",
        title="Who talked to whom in the network is recorded",
        checks={
            "aws": (Check(type="aws:ec2/flowLog:FlowLog", what="all flows", judge=equals("trafficType", "ALL")),),
            "alicloud": (
                Check(type="alicloud:vpc/flowLog:FlowLog", what="all flows", judge=equals("trafficType", "All")),
            ),
            "docker": (),
        },
        exceptions={"docker": "a bridge network records nothing"},
    ),
    Promise(
        id="spread",
        title="Containers run in several zones, without public addresses",
        checks={
            "aws": (
                Check(
                    type=SERVICE,
                    what="subnets of several zones, no public address",
                    judge=every(
                        several("networkConfiguration.subnets"), equals("networkConfiguration.assignPublicIp", False)
                    ),
                ),
            ),
            "alicloud": (
                Check(type=GROUP, what="vSwitches of several zones", judge=several("vswitchIds")),
                Check(type=CONFIGURATION, what="no public address", judge=equals("autoCreateEip", False, None)),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER, what="no public address", judge=absent("ports"), of=beside("gateway-server")
                ),
            ),
        },
        exceptions={"docker": "one host has no zones: the containers of a part stand side by side on it"},
    ),
    Promise(
        id="scales",
        title="The number of instances follows the load",
        checks={
            "aws": (
                Check(
                    type="aws:appautoscaling/policy:Policy",
                    what="target tracking",
                    judge=given("policyType"),
                    wanted=scales,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:ess/scalingRule:ScalingRule",
                    what="rules",
                    judge=given("scalingRuleType"),
                    wanted=scales,
                ),
            ),
            "docker": (),
        },
        exceptions={
            "docker": "nothing counts load here: the number of containers is `scale.min`",
            "alicloud": (
                "how long tasks wait and how many run are no metrics of Auto Scaling: such a part scales by CPU, "
                "`running_tasks` is left aside, and `queue_delay_seconds` is an alarm"
            ),
        },
    ),
    Promise(
        id="rollout",
        title="A new version that does not start is seen as failed, and the old one goes on",
        checks={
            "aws": (
                Check(
                    type=SERVICE,
                    what="circuit breaker with rollback, and waiting for a steady state",
                    judge=every(equals("deploymentCircuitBreaker.rollback", True), equals("waitForSteadyState", True)),
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:oos/execution:Execution",
                    what="a rolling update that allows no error",
                    judge=lambda inputs, _: json.loads(inputs["parameters"])["maxErrors"] == 0,
                    of=ending("-rollout"),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="new containers are waited for until they are healthy, beside the old ones",
                    judge=every(equals("wait", True), given("healthcheck")),
                    of=lambda item: "healthcheck" in item.inputs and item.replaced_last,
                    named=("api-1", "api-2", "web-"),
                ),
                Check(
                    type=host.CONTAINER,
                    what="the entry changes over when they answer",
                    judge=host.asked_first,
                    of=ending("gateway-routes-switch"),
                ),
            ),
        },
        exceptions={
            "aws": (
                "an instance that is long not ready is replaced like one that is not alive: ECS makes no difference; "
                "`rollout: blue_green` moves at most 5 routes of a part"
            ),
            "docker": (
                "the daemon has one question: `health.ready` and `health.alive` are asked as one, and a container that "
                "stops answering is passed over by the entry instead of being replaced"
            ),
        },
    ),
    Promise(
        id="migration",
        title="The migration succeeds before a new version takes traffic",
        checks={
            "aws": (
                Check(
                    type=TASK,
                    what="an init container",
                    judge=first_migrates,
                    of=lambda item: '"migrate"' in str(item.inputs["containerDefinitions"]),
                    wanted=migrates,
                ),
            ),
            "alicloud": (
                Check(
                    type=CONFIGURATION,
                    what="an init container",
                    judge=lambda inputs, _: inputs["initContainers"][-1]["name"] == "migrate",
                    of=lambda item: "migrate" in [each["name"] for each in item.inputs.get("initContainers", ())],
                    wanted=migrates,
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="a container that runs to its end",
                    judge=every(equals("mustRun", False), equals("attach", True)),
                    of=ending("-migration"),
                    wanted=migrates,
                ),
                Check(
                    type=host.CONTAINER,
                    what="which the new ones wait for",
                    judge=given("wait"),
                    of=lambda item: f"{item.parent}-migration" in item.depends_on,
                    wanted=migrates,
                    named=("api-1", "api-2"),
                ),
            ),
        },
        exceptions={},
    ),
)
