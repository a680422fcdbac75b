"""What every container must hold: without privileges, with its secrets by reference and its logs kept."""

from collections.abc import Iterator

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import GraphCheck
from policies.pack.predicates import contains, differs_from, equals, is_absent, is_set
from policies.pack.resource import Resource
from policies.pack.rule import ALWAYS, OUTSIDE_DEV, Catalogue, Rule
from policies.pack.values import plain
from policies.rules.alicloud import containers as alicloud
from policies.rules.container_users import not_root
from policies.rules.docker import container as docker
from policies.rules.images import own_and_pinned
from policies.rules.listening import TASK, asked_whether_well
from policies.rules.plain_secrets import no_plain_secret

ROLE = "aws:iam/role:Role"
EVERY_CONTAINER = "containerDefinitions{}[]"
BY_VERSION = "an application names its images by version, and a deployment replaces one version by the next"


def _same_role(graph: Graph, task: Resource) -> Iterator[Finding]:
    """The task's own role is also the one that starts it: by where it comes from, or by its ARN."""
    own, starting = (_roles(graph, task, name) for name in ("taskRoleArn", "executionRoleArn"))
    if own & starting:
        yield Finding(task, "taskRoleArn", "is the execution role", "make a role with the part's own permissions")


def _roles(graph: Graph, task: Resource, name: str) -> set[str]:
    arn = plain(task.properties.get(name))
    return {role.urn for role in graph.follow(task, name, ROLE)} | ({arn} if isinstance(arn, str) and arn else set())


RULES = (
    Rule(
        id="EC-02",
        title="No container is privileged",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.4",), checkov=("CKV_AWS_334",), cis_docker=("5.4", "5.17")),
        clouds={
            "alicloud": alicloud.CHECKS["EC-02"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.privileged", differs_from(True), "remove it"),),
            "docker": (
                *docker.CHECKS["DK-03"],
                Requirement(docker.CONTAINER, "devices", is_absent(), "remove them"),
            ),
        },
    ),
    Rule(
        id="EC-03",
        title="Containers cannot write to their root file system",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.5",), checkov=("CKV_AWS_336",), cis_docker=("5.12",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-03"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.readonlyRootFilesystem", equals(True)),),
            "docker": docker.CHECKS["DK-06"],
        },
    ),
    Rule(
        id="EC-04",
        title="Containers do not run as root",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.20", "ECS.1"), cis_docker=("4.1",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-04"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.user", not_root(), "set it to a number other than 0"),),
            "docker": docker.CHECKS["DK-07"],
        },
    ),
    Rule(
        id="EC-05",
        title="Containers share no network, process or IPC namespace with the host",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(
            fsbp=("ECS.3", "ECS.17"), checkov=("CKV_AWS_335",), cis_docker=("5.9", "5.15", "5.16", "5.30")
        ),
        clouds={
            "aws": (
                Requirement(TASK, "networkMode", equals("awsvpc")),
                Requirement(TASK, "pidMode", is_absent(), "remove it"),
                Requirement(TASK, "ipcMode", is_absent(), "remove it"),
            ),
            "docker": docker.CHECKS["DK-08"],
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
            "docker": docker.CHECKS["DK-14"],
        },
    ),
    Rule(
        id="EC-07",
        title="Container logs are kept outside the container",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.9",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-07"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.logConfiguration.logDriver", is_set(), "set it to awslogs"),),
            "docker": docker.CHECKS["DK-12"],
        },
    ),
    Rule(
        id="EC-12",
        title="A container's own role and the one that starts it are both set and differ",
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
        id="EC-13",
        title="Images come from an own registry and are pinned by digest",
        severity=Severity.MEDIUM,
        levels=OUTSIDE_DEV,
        waived={"aws": BY_VERSION, "alicloud": BY_VERSION},
        catalogue=Catalogue(cis_docker=("5.27",)),
        clouds={
            "alicloud": alicloud.CHECKS["EC-13"],
            "aws": (Requirement(TASK, f"{EVERY_CONTAINER}.image", own_and_pinned()),),
            "docker": docker.CHECKS["DK-13"],
        },
    ),
    Rule(
        id="EC-14",
        title="Containers have limits, no capabilities, and are asked whether they are well where they serve",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(cis_docker=("5.3", "5.10", "5.11", "5.25", "5.26")),
        clouds={
            "alicloud": alicloud.CHECKS["EC-14"],
            "aws": (
                Requirement(TASK, "cpu", is_set(), "set the CPU units that it may take"),
                Requirement(TASK, "memory", is_set(), "set the MiB that it may take"),
                Requirement(
                    TASK,
                    f"{EVERY_CONTAINER}.linuxParameters.capabilities.drop",
                    contains("ALL"),
                    'set it to ["ALL"]',
                ),
                asked_whether_well(),
            ),
            "docker": tuple(check for row in ("DK-04", "DK-05", "DK-10", "DK-11") for check in docker.CHECKS[row]),
        },
    ),
)
