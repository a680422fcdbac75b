"""What every service and job must hold: private, in two zones, on the platform of today, and back when it fails."""

from pulumi_policy import Severity

from policies.pack.checks import Requirement
from policies.pack.joins import Demand, Where
from policies.pack.predicates import (
    Predicate,
    Verdict,
    absent_or_one_of,
    at_least,
    count_at_least,
    differs_from,
    equals,
    is_set,
)
from policies.pack.rule import ADVICE, ALWAYS, Catalogue, Rule
from policies.pack.values import Marker, has_unknown
from policies.rules.alicloud import kubernetes
from policies.rules.alicloud import services as alicloud
from policies.rules.docker import container as docker
from policies.rules.listening import SERVICE, TASK
from policies.rules.owners import IN_PROD, prod_of_others
from policies.rules.routes import AWS, in_private_subnets

CLUSTER = "aws:ecs/cluster:Cluster"
INSIGHTS = "containerInsights"
SHELLS = "configuration.executeCommandConfiguration"
FEWEST_INSTANCES = 2
"""So that one can fail, or be replaced, while the other serves."""
FEWEST_SUBNETS = 2
KEY = "aws:kms/key:Key"


def _insights_on() -> Predicate:
    def test(settings: object) -> Verdict:
        listed = settings if isinstance(settings, list) else []
        chosen = [item.get("value") for item in listed if isinstance(item, dict) and item.get("name") == INSIGHTS]
        if any(value in ("enabled", "enhanced") for value in chosen):
            return True
        return Marker.UNKNOWN if has_unknown(listed) else False

    return Predicate("enabled", test, lambda _: "without containerInsights")


def _encrypted_on_the_way() -> Predicate:
    """A volume that, where it is a network file system, is asked for over TLS."""

    def test(volume: object) -> Verdict:
        named = volume if isinstance(volume, dict) else {}
        system = named.get("efsVolumeConfiguration")
        if system is None or system is Marker.UNKNOWN:
            return Marker.UNKNOWN if system is Marker.UNKNOWN else True
        chosen = system.get("transitEncryption") if isinstance(system, dict) else None
        return Marker.UNKNOWN if chosen is Marker.UNKNOWN else chosen == "ENABLED"

    return Predicate("a volume over TLS", test, lambda _: "asked for without TLS")


RULES = (
    Rule(
        id="EC-01",
        title="Services and jobs get no public address",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.2",), checkov=("CKV_AWS_333",), cis_docker=("5.8", "5.13")),
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
            "docker": (
                *docker.CHECKS["DK-02"],
                Requirement(docker.CONTAINER, "publishAllPorts", differs_from(True), "name the ports to publish"),
            ),
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
        title="Nobody opens a shell in a container of prod; elsewhere it is recorded and encrypted",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(checkov=("CKV_AWS_223", "CKV_AWS_224")),
        clouds={
            "aws": (
                Requirement(SERVICE, "enableExecuteCommand", differs_from(True), "set it to false", when=IN_PROD),
                Requirement(
                    CLUSTER, f"{SHELLS}.logging", absent_or_one_of("DEFAULT", "OVERRIDE"), "set it to OVERRIDE"
                ),
                Requirement(CLUSTER, f"{SHELLS}.kmsKeyId", is_set(), "set it to the stack's key", proof=KEY),
            )
        },
    ),
    Rule(
        id="EC-11",
        title="Network volumes are encrypted on the way",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(fsbp=("ECS.18",), checkov=("CKV_AWS_97",)),
        waived={"alicloud": "a container group mounts NFS in plain, and a volume of several zones has no other form"},
        clouds={
            "alicloud": alicloud.CHECKS["EC-11"],
            "aws": (
                Requirement(
                    TASK,
                    "volumes[]",
                    _encrypted_on_the_way(),
                    "set efsVolumeConfiguration.transitEncryption to ENABLED",
                ),
            ),
        },
    ),
    Rule(
        id="EC-15",
        title="Services lie in at least two private subnets",
        severity=Severity.CRITICAL,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["EC-15"],
            "aws": (
                Requirement(
                    SERVICE, "networkConfiguration.subnets", count_at_least(FEWEST_SUBNETS), "name subnets of two zones"
                ),
                in_private_subnets(SERVICE, "networkConfiguration", AWS),
            ),
        },
    ),
    Rule(
        id="EC-16",
        title="A rollout that fails breaks off and rolls back; in prod two instances or more serve",
        severity=Severity.MEDIUM,
        levels=ALWAYS,
        clouds={
            "alicloud": alicloud.CHECKS["EC-16"],
            "aws": (
                Requirement(SERVICE, "deploymentCircuitBreaker.enable", equals(True)),
                Requirement(SERVICE, "deploymentCircuitBreaker.rollback", equals(True)),
                Where(SERVICE, prod_of_others, (Demand("desiredCount", at_least(FEWEST_INSTANCES)),)),
            ),
        },
    ),
    Rule(
        id="EC-17",
        title="A Kubernetes cluster is private, encrypted, audited and protected",
        severity=Severity.HIGH,
        levels=ALWAYS,
        catalogue=Catalogue(
            cis_alicloud=("2.4", "7.1", "7.2", "7.5", "7.7", "7.8", "7.9"),
            checkov=("CKV_ALI_26", "CKV_ALI_31"),
            infraguard=(
                "ack-cluster-public-endpoint-check",
                "ack-cluster-encryption-enabled",
                "ack-cluster-log-plugin-installed",
                "ack-cluster-rrsa-enabled",
                "ack-cluster-node-multi-zone",
                "ack-cluster-supported-version",
            ),
        ),
        clouds={"alicloud": kubernetes.CHECKS["EC-17"]},
    ),
)
