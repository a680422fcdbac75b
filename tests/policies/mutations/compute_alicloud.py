"""The one change in an example that each rule about containers and services must notice, on Alibaba Cloud."""

from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, of_type, otherwise, removed

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
KUBERNETES = "alicloud:cs/managedKubernetes:ManagedKubernetes"
SAE = "alicloud:sae/application:Application"
GOOD_CLUSTER = {
    "slbInternetEnabled": False,
    "encryptionProviderKey": "key-1",
    "auditLogConfig": {"enabled": True},
    "enableRrsa": True,
    "deletionProtection": True,
    "addons": [{"name": "terway-eniip"}],
}
GOOD_APPLICATION = {
    "imageUrl": f"registry.example.com/api@sha256:{'0' * 64}",
    "slsConfigs": '[{"logstoreName": "api"}]',
    "livenessV2": {"httpGet": {"path": "/"}},
    "readinessV2": {"httpGet": {"path": "/"}},
    "vswitchId": "vsw-1",
    "replicas": 2.0,
    "minReadyInstances": 1.0,
}


def of_container(rule: str, path: str, value: object, *also: str) -> Mutation:
    return of_configuration(rule, f"containers[].{path}", value, *also)


def of_configuration(rule: str, path: str, value: object, *also: str) -> Mutation:
    return otherwise(rule, CONFIGURATION, path, value, *also)


def of_application(rule: str, path: str, value: object) -> Mutation:
    def added(_stack: Stack) -> list[Resource]:
        return [made(SAE, "added", GOOD_APPLICATION)]

    return Mutation(rule=rule, cloud="alicloud", type=SAE, path=path, value=value, adds=added)


def _listens(_stack: Stack, configuration: Resource) -> bool:
    containers = configuration.properties.get("containers")
    return isinstance(containers, list) and bool(containers[0].get("ports"))


def _without_rollout(stack: Stack) -> Stack | None:
    rollouts = [each for each in of_type(stack, "alicloud:oos/execution:Execution") if each.name.endswith("-rollout")]
    return removed(stack, *rollouts) if rollouts else None


MUTATIONS = (
    of_configuration("EC-01", "autoCreateEip", True),
    of_container("EC-02", "securityContextCapabilityAdds", ["SYS_ADMIN"]),
    of_container("EC-03", "securityContextReadOnlyRootFileSystem", False),
    of_container("EC-04", "securityContextRunAsUser", 0.0),
    of_container("EC-06", "environmentVars", lambda old: [*old, {"key": "API_TOKEN", "value": "hunter2hunter2"}]),
    of_configuration("EC-07", "enableSls", False),
    of_container("EC-07", "environmentVars", []),
    of_configuration(
        "EC-11", "volumes", lambda old: [*old, {"type": "NFSVolume", "name": "shared", "nfsVolumeServer": "nas"}]
    ),
    of_configuration("EC-12", "ramRoleName", GONE),
    of_container("EC-13", "image", "nginx:latest"),
    of_configuration("EC-14", "memory", GONE),
    Mutation(
        rule="EC-14",
        cloud="alicloud",
        type=CONFIGURATION,
        path="containers[]",
        value=lambda old: {key: value for key, value in old.items() if not key.startswith("livenessProbe")},
        where=_listens,
    ),
    otherwise("EC-15", GROUP, "vswitchIds", lambda old: old[:1]),
    Mutation(rule="EC-16", cloud="alicloud", change=_without_rollout),
    of_application("EC-16", "replicas", 1.0),
    of_application("EC-13", "imageUrl", "registry.example.com/api:1"),
    Mutation(
        rule="EC-17",
        cloud="alicloud",
        type=KUBERNETES,
        path="slbInternetEnabled",
        value=True,
        adds=lambda _: [made(KUBERNETES, "added", GOOD_CLUSTER)],
    ),
)
