"""What is promised of what runs: rights, logs, size, new versions, alarms, the way in."""

import json
from collections.abc import Mapping
from typing import Any

from tests.components.programs import Program
from tests.parity.looks import equals, every, given, log_days, no_wildcard, several
from tests.parity.promise import Check, Promise

SERVICE, GROUP = "aws:ecs/service:Service", "alicloud:ess/scalingGroup:ScalingGroup"
CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"


def migrates(program: Program) -> bool:
    """Whether the application has a migration."""
    return any(part.migration for part in program.stack.containers.values())


def scales(program: Program) -> bool:
    """Whether some part follows its load."""
    scales_ = [getattr(part.spec, "scale", None) for part in program.stack.containers.values()]
    return any(scale.max > scale.min for scale in scales_ if scale)


def with_host(program: Program) -> bool:
    """Whether the entry has a certificate."""
    return bool(program.stack.entry and program.stack.entry.host)


def first_migrates(inputs: Mapping[str, Any], _: Program) -> bool:
    """The container that serves waits for the one that migrates."""
    containers = json.loads(inputs["containerDefinitions"])
    waits = [each for each in containers if each.get("dependsOn")]
    return all(each["dependsOn"][0]["condition"] == "SUCCESS" for each in waits) and bool(waits)


PARTS = ("database-cpu-alarm", "database-connections-alarm", "database-storage-alarm", "cache-memory-alarm")
RUNNING = ("cache-cpu-alarm", "api-cpu-alarm", "api-memory-alarm")
ENTRY = ("gateway-errors-alarm", "gateway-latency-alarm")

AWS_ALARM = Check(
    type="aws:cloudwatch/metricAlarm:MetricAlarm",
    what="every alarm tells somebody",
    judge=given("alarmActions"),
    named=(*PARTS, *RUNNING, *ENTRY),
)
ALI_ALARMS = (
    Check(
        type="alicloud:cms/alarm:Alarm",
        what="every alarm tells somebody",
        judge=given("contactGroups"),
        named=(*PARTS, *RUNNING),
    ),
    Check(
        type="alicloud:sls/alert:Alert",
        what="alarms over access logs reach CloudMonitor",
        judge=equals("configuration.sinkCms.enabled", True),
        named=ENTRY,
    ),
)

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
        },
        exceptions={},
    ),
    Promise(
        id="secrets",
        title="Containers get secrets by reference; none lies in their definition",
        checks={
            "aws": (
                Check(
                    type="aws:ecs/taskDefinition:TaskDefinition",
                    what="definitions name secrets",
                    judge=lambda inputs, _: '"valueFrom": "arn:' in inputs["containerDefinitions"],
                    of=lambda item: bool(item.inputs["containerDefinitions"].count('"valueFrom"')),
                ),
            ),
            "alicloud": (),
        },
        exceptions={
            "alicloud": (
                "container instances cannot read a secret store by reference: values are marked secret, so that state "
                "and previews hold them encrypted, and they are variables of the container"
            )
        },
    ),
    Promise(
        id="logs",
        title="What containers write is kept as long as the stack says",
        checks={
            "aws": (Check(type="aws:cloudwatch/logGroup:LogGroup", what="days", judge=log_days("retentionInDays")),),
            "alicloud": (Check(type="alicloud:log/store:Store", what="days", judge=log_days("retentionPeriod")),),
        },
        exceptions={},
    ),
    Promise(
        id="flows",
        title="Who talked to whom in the network is recorded",
        checks={
            "aws": (Check(type="aws:ec2/flowLog:FlowLog", what="all flows", judge=equals("trafficType", "ALL")),),
            "alicloud": (
                Check(type="alicloud:vpc/flowLog:FlowLog", what="all flows", judge=equals("trafficType", "All")),
            ),
        },
        exceptions={},
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
        },
        exceptions={},
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
        },
        exceptions={
            "alicloud": (
                "how long tasks wait is no metric of Auto Scaling: a worker scales by CPU, and `queue_delay_seconds` "
                "is an alarm"
            )
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
                ),
            ),
        },
        exceptions={},
    ),
    Promise(
        id="migration",
        title="The migration succeeds before a new version takes traffic",
        checks={
            "aws": (
                Check(
                    type="aws:ecs/taskDefinition:TaskDefinition",
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
                    judge=lambda inputs, _: inputs["initContainers"][0]["name"] == "migrate",
                    of=lambda item: bool(item.inputs.get("initContainers")),
                    wanted=migrates,
                ),
            ),
        },
        exceptions={},
    ),
    Promise(
        id="entry",
        title="The entry speaks TLS 1.2 and newer only",
        checks={
            "aws": (
                Check(
                    type="aws:lb/listener:Listener",
                    what="TLS policy",
                    judge=lambda inputs, _: "TLS13-1-2" in inputs["sslPolicy"],
                    of=lambda item: item.inputs["protocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/listener:Listener",
                    what="TLS policy",
                    judge=lambda inputs, _: "1_2" in inputs["securityPolicyId"],
                    of=lambda item: item.inputs["listenerProtocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
        },
        exceptions={},
    ),
    Promise(
        id="hsts",
        title="Browsers that came once over HTTPS never come without it",
        checks={
            "aws": (
                Check(
                    type="aws:lb/listener:Listener",
                    what="the entry says so for a year",
                    judge=equals("routingHttpResponseStrictTransportSecurityHeaderValue", "max-age=31536000"),
                    of=lambda item: item.inputs["protocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:cdn/domainConfig:DomainConfig",
                    what="the CDN says so for a year",
                    judge=lambda inputs, _: (
                        {"argName": "https_hsts_max_age", "argValue": "31536000"} in inputs["functionArgs"]
                    ),
                    of=lambda item: item.inputs["functionName"] == "HSTS",
                    wanted=lambda program: bool(program.stack.static),
                ),
            ),
        },
        exceptions={
            "alicloud": "a listener of ALB adds no header of its own to answers: a rendering server says so itself"
        },
    ),
    Promise(
        id="alarms",
        title="Alarms watch errors, latency, CPU, memory, connections and storage, and tell somebody",
        checks={"aws": (AWS_ALARM,), "alicloud": ALI_ALARMS},
        exceptions={},
    ),
    Promise(
        id="drills",
        title="A backup is restored on a schedule, where the application asks for it",
        checks={
            "aws": (
                Check(
                    type="aws:backup/restoreTestingPlan:RestoreTestingPlan",
                    what="a restore plan",
                    judge=given("scheduleExpression"),
                    wanted=lambda program: bool(program.stack.database and program.stack.database.restore_drill),
                ),
            ),
            "alicloud": (),
        },
        exceptions={
            "alicloud": (
                "no service restores ApsaraDB backups on a schedule; `aliyun rds CloneDBInstance` does it by hand"
            )
        },
    ),
)
