"""What every container must hold: private, without privileges, with its secrets by reference and its logs kept."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import Predicate, Verdict, absent_or_one_of, differs_from, equals, is_absent, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ADVICE, ALWAYS, IN_PROD, Catalogue, Rule
from policies.pack.values import Marker, has_unknown
from policies.rules.alicloud import parts as alicloud
from policies.rules.plain_secrets import no_plain_secret

CLUSTER = "aws:ecs/cluster:Cluster"
ROLE = "aws:iam/role:Role"
SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
INSIGHTS = "containerInsights"
EVERY_CONTAINER = "containerDefinitions{}[]"


def _same_role(graph: Graph, task: Resource) -> Iterator[Finding]:
    """The task's own role is also the one that starts it."""
    roles = {role.urn for role in graph.follow(task, "taskRoleArn", ROLE)}
    if roles & {role.urn for role in graph.follow(task, "executionRoleArn", ROLE)}:
        yield Finding(task, "taskRoleArn", "is the execution role", "make a role with the part's own permissions")


def _insights_on() -> Predicate:
    def test(settings: object) -> Verdict:
        listed = settings if isinstance(settings, list) else []
        chosen = [item.get("value") for item in listed if isinstance(item, dict) and item.get("name") == INSIGHTS]
        if any(value in ("enabled", "enhanced") for value in chosen):
            return True
        return Marker.UNKNOWN if has_unknown(listed) else False

    return Predicate("enabled", test, lambda _: "without containerInsights")


RULES = (
    Rule(
        id="EC-01",
        title="Services and jobs get no public address",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.2",), checkov=("CKV_AWS_333",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-01"],
            "aws": (
                Requirement(SERVICE, "networkConfiguration.assignPublicIp", differs_from(True), "set it to false"),
                Requirement(
                    "aws:scheduler/schedule:Schedule",
                    "target.ecsParameters.networkConfiguration.assignPublicIp",
                    differs_from(True),
                    "set it to false",
                ),
            ),
        },
    ),
    Rule(
        id="EC-02",
        title="No container is privileged",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.4",), checkov=("CKV_AWS_334",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-02"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.privileged", differs_from(True), "remove it"),),
        },
    ),
    Rule(
        id="EC-03",
        title="Containers cannot write to their root file system",
        severity=Severity.HIGH,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("ECS.5",), checkov=("CKV_AWS_336",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-03"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.readonlyRootFilesystem", equals(True)),),
        },
    ),
    Rule(
        id="EC-05",
        title="Containers share no network, process or IPC namespace with the host",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.3", "ECS.17"), checkov=("CKV_AWS_335",)),
        clouds={
            "aws": (
                Requirement(TASK, "networkMode", equals("awsvpc")),
                Requirement(TASK, "pidMode", is_absent(), "remove it"),
                Requirement(TASK, "ipcMode", is_absent(), "remove it"),
            )
        },
    ),
    Rule(
        id="EC-06",
        title="No secret stands in plain text in a container's variables",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.8",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-06"],
            "aws": (
                Requirement(
                    TASK,
                    f"{EVERY_CONTAINER}.environment[]",
                    no_plain_secret(),
                    "list it under secrets in app.yaml, and set it with `pulumi config set --secret`",
                ),
            ),
        },
    ),
    Rule(
        id="EC-07",
        title="Container logs are shipped",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.9",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-07"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.logConfiguration.logDriver", is_set(), "set it to awslogs"),),
        },
    ),
    Rule(
        id="EC-08",
        title="Container Insights is on",
        severity=Severity.LOW,
        levels=ADVICE,
        catalogue=Catalogue(fsbp=("ECS.12",), checkov=("CKV_AWS_65",)),
        clouds={"aws": (Requirement(CLUSTER, "settings", _insights_on(), "set containerInsights to enabled"),)},
    ),
    Rule(
        id="EC-09",
        title="Containers run on the latest platform version",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.10",), checkov=("CKV_AWS_332",)),
        clouds={"aws": (Requirement(SERVICE, "platformVersion", absent_or_one_of("LATEST"), "set it to LATEST"),)},
    ),
    Rule(
        id="EC-10",
        title="Nobody opens a shell in a container of prod",
        severity=Severity.HIGH,
        levels=IN_PROD,
        clouds={"aws": (Requirement(SERVICE, "enableExecuteCommand", differs_from(True), "set it to false"),)},
    ),
    Rule(
        id="EC-12",
        title="A task's own role and its execution role are both set and differ",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_249",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-12"],
            "aws": (
                Requirement(TASK, "taskRoleArn", is_set(), "set it to the ARN of the part's role", proof=ROLE),
                Requirement(TASK, "executionRoleArn", is_set(), "set it to the ARN of the execution role", proof=ROLE),
                GraphCheck(TASK, _same_role),
            ),
        },
    ),
    Rule(
        id="EC-16",
        title="A rollout that fails breaks off and rolls back",
        severity=Severity.MEDIUM,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["EC-16"],
            "aws": (
                Requirement(SERVICE, "deploymentCircuitBreaker.enable", equals(True)),
                Requirement(SERVICE, "deploymentCircuitBreaker.rollback", equals(True)),
            ),
        },
    ),
)
