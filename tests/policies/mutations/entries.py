"""The one change in an example that each rule about load balancers and registries must notice, on both clouds."""

from dataclasses import replace

from components.spec import Cloud
from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.good_data import document
from tests.policies.mutation import Mutation, edited, linked, of_type, otherwise, put, removed

ACL = "aws:wafv2/webAclAssociation:WebAclAssociation"
ALB, LISTENER = "aws:lb/loadBalancer:LoadBalancer", "aws:lb/listener:Listener"
BALANCER, ALI_LISTENER = "alicloud:alb/loadBalancer:LoadBalancer", "alicloud:alb/listener:Listener"
ALI_RULE = "alicloud:alb/rule:Rule"
INCOMPLETE = frozenset({"LB-08", "X-11"})
"""A second entry has no firewall, certificate and alarm of its own."""
REPOSITORY = "aws:ecr/repository:Repository"
PULLING = "aws:ecr/repositoryPolicy:RepositoryPolicy"
INSTANCE = "alicloud:cr/registryEnterpriseInstance:RegistryEnterpriseInstance"
ALI_REPOSITORY = "alicloud:cs/registryEnterpriseRepo:RegistryEnterpriseRepo"
BUCKET = "alicloud:oss/bucket:Bucket"
PULL = {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Action": "ecr:BatchGetImage"}


def of_balancer(rule: str, path: str, value: object, *also: str) -> Mutation:
    return otherwise(rule, ALB, path, value, *also)


def of_public(rule: str, path: str, value: object, *also: str) -> Mutation:
    return Mutation(
        rule=rule,
        cloud="alicloud",
        type=BALANCER,
        path=path,
        value=value,
        where=lambda _, each: each.properties["addressType"] == "Internet",
        also=frozenset(also),
    )


def without(rule: str, cloud: Cloud, resource_type: str, *also: str) -> Mutation:
    """One resource of the type less."""

    def change(stack: Stack) -> Stack | None:
        found = of_type(stack, resource_type)
        return removed(stack, *found[:1]) if found else None

    return Mutation(rule=rule, cloud=cloud, change=change, also=frozenset(also))


def _redirected(stack: Stack) -> Stack | None:
    plain = [each for each in of_type(stack, LISTENER) if each.properties.get("protocol") == "HTTP"]
    return put(stack, edited(plain[0], "defaultActions", [{"type": "forward"}])) if plain else None


def _unredirected(stack: Stack) -> Stack | None:
    found = [each for each in of_type(stack, ALI_RULE) if "'Redirect'" in str(each.properties["ruleActions"])]
    return removed(stack, *found) if found else None


def _second_entry(stack: Stack) -> list[Resource]:
    return [_like(edited(each, "internal", True)) for each in of_type(stack, ALB)]


def _second_on_alicloud(stack: Stack) -> list[Resource]:
    facing = [each for each in of_type(stack, BALANCER) if each.properties["addressType"] == "Internet"]
    return [_like(edited(each, "addressType", "Intranet")) for each in facing]


def _like(balancer: Resource) -> Resource:
    """A second one beside it, in no group that the internet reaches."""
    return linked(replace(balancer, name="added", urn=f"{balancer.urn}-added"), "securityGroups")


def _registry(stack: Stack) -> list[Resource]:
    buckets = of_type(stack, BUCKET)
    if not buckets:
        return []
    zoned = edited(buckets[0], "redundancyType", "ZRS")
    instance = made(INSTANCE, "added", {"imageScanner": "ACR", "customOssBucket": "images"}, customOssBucket=zoned)
    scan = made("alicloud:cr/scanRule:ScanRule", "added-scan", instanceId=instance)
    tidy = made("alicloud:cr/artifactLifecycleRule:ArtifactLifecycleRule", "added-tidy", instanceId=instance)
    return [zoned, instance, scan, tidy]


def of_registry(rule: str, path: str, value: object, *also: str) -> Mutation:
    return Mutation(
        rule=rule, cloud="alicloud", type=INSTANCE, path=path, value=value, adds=_registry, also=frozenset(also)
    )


def without_rule(rule: str, name: str) -> Mutation:
    """The registry less one rule of its own."""

    def change(stack: Stack) -> Stack | None:
        found = [each for each in stack.values() if each.name == name]
        return removed(stack, *found) if found else None

    return Mutation(rule=rule, cloud="alicloud", adds=_registry, change=change)


def of_images(rule: str, path: str, value: object) -> Mutation:
    good = {"repoType": "PRIVATE", "tagImmutability": True}
    return Mutation(
        rule=rule,
        cloud="alicloud",
        type=ALI_REPOSITORY,
        path=path,
        value=value,
        adds=lambda _: [made(ALI_REPOSITORY, "added", good)],
    )


def _in_one_zone(stack: Stack) -> Stack | None:
    buckets = of_type(stack, BUCKET)
    return put(stack, edited(buckets[0], "redundancyType", "LRS")) if buckets else None


MUTATIONS = (
    Mutation(rule="LB-01", cloud="aws", change=_redirected),
    Mutation(
        rule="LB-02",
        cloud="aws",
        type=LISTENER,
        path="sslPolicy",
        value="ELBSecurityPolicy-2016-08",
        where=lambda _, each: each.properties.get("protocol") == "HTTPS",
    ),
    of_balancer("LB-03", "dropInvalidHeaderFields", False),
    of_balancer("LB-04", "accessLogs.enabled", False, "X-11"),
    of_balancer("LB-05", "enableDeletionProtection", False),
    of_balancer("LB-06", "subnets", lambda old: old[:1]),
    of_balancer("LB-07", "desyncMitigationMode", "monitor"),
    without("LB-08", "aws", ACL),
    otherwise("LB-09", "aws:lb/targetGroup:TargetGroup", "healthCheck.enabled", False),
    Mutation(rule="LB-10", cloud="aws", type=ALB, path="internal", value=False, adds=_second_entry, also=INCOMPLETE),
    Mutation(rule="LB-01", cloud="alicloud", change=_unredirected),
    Mutation(
        rule="LB-02",
        cloud="alicloud",
        type=ALI_LISTENER,
        path="securityPolicyId",
        value="tls_cipher_policy_1_0",
        where=lambda _, each: each.properties.get("listenerProtocol") == "HTTPS",
    ),
    of_public("LB-04", "accessLogConfig", GONE, "X-11"),
    of_public("LB-05", "deletionProtectionEnabled", False),
    of_public("LB-06", "zoneMappings", lambda old: old[:1]),
    of_public("LB-08", "loadBalancerEdition", "Basic"),
    Mutation(
        rule="LB-09",
        cloud="alicloud",
        type="alicloud:alb/serverGroup:ServerGroup",
        path="healthCheckConfig.healthCheckEnabled",
        value=False,
        where=lambda _, each: not each.name.endswith("-nobody"),
    ),
    Mutation(
        rule="LB-10",
        cloud="alicloud",
        type=BALANCER,
        path="addressType",
        value="Internet",
        adds=_second_on_alicloud,
        also=INCOMPLETE,
    ),
    otherwise("RG-01", REPOSITORY, "imageScanningConfiguration.scanOnPush", False),
    otherwise("RG-02", REPOSITORY, "imageTagMutability", "MUTABLE"),
    without("RG-03", "aws", "aws:ecr/lifecyclePolicy:LifecyclePolicy"),
    otherwise("RG-04", REPOSITORY, "encryptionConfigurations"),
    Mutation(
        rule="RG-05",
        cloud="aws",
        type=PULLING,
        path="policy{}.Statement[].Principal",
        value="*",
        adds=lambda _: [made(PULLING, "added", {"policy": document(PULL)})],
    ),
    of_registry("RG-01", "imageScanner", "DISABLE"),
    without_rule("RG-01", "added-scan"),
    of_images("RG-02", "tagImmutability", False),
    without_rule("RG-03", "added-tidy"),
    of_registry("RG-04", "customOssBucket", GONE),
    of_images("RG-05", "repoType", "PUBLIC"),
    Mutation(rule="RG-06", cloud="alicloud", adds=_registry, change=_in_one_zone),
)
