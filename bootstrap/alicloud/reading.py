"""Looking at everything that the program makes, and at nothing that people have entrusted to it.

Of OSS the settings of buckets, no objects of applications; of the log service no records; of KMS no values.
"""

import pulumi

from components.clouds.alicloud import policy
from components.connection import Statement

SERVICES = (
    "alb", "alidns", "cdn", "cms", "eci", "ecs", "ess", "fc", "kms", "kvstore", "nas", "nlb", "oos", "polardb", "pvtz",
    "ram", "rds", "vpc", "yundun-cert",
)  # fmt: skip
"""Of the resource types that the program makes, as RAM calls them."""
LOOKING = ("Describe*", "List*", "Query*")
MORE = {
    "fc": ("GetFunction*", "GetTrigger"),
    "alb": ("GetHealthCheckTemplateAttribute", "GetListenerAttribute", "GetLoadBalancerAttribute"),
    "nlb": ("GetListenerAttribute", "GetLoadBalancerAttribute"),
    "ram": ("GetPolicy*", "GetRole", "GetUser"),
    "log": ("GetAlert", "GetIndex", "GetLogStore", "GetProject", "ListAlert*", "ListLogStores", "ListProject"),
    "oss": ("GetBucket*", "ListBuckets"),
}
OWN = ("oss:DeleteBucket*", "oss:PutBucketPolicy", "oss:PutBucketVersioning", "oss:PutBucketLifecycle")
"""Of the bucket of state: none of its versions is lost, and nobody else is let in."""
KEY = ("kms:ScheduleKeyDeletion", "kms:SetDeletionProtection", "kms:DisableKey")


def limits(
    account: pulumi.Input[str], prefix: str, bucket: pulumi.Input[str], key: pulumi.Input[str]
) -> pulumi.Input[str]:
    """A document that only refuses: whoever deploys changes neither the roles here, which begin so, nor the state."""
    ram = pulumi.Output.concat("acs:ram:*:", account)
    own = [pulumi.Output.concat(ram, f":{kind}/{prefix}*") for kind in ("role", "policy")]
    refused: list[dict[str, object]] = [
        {"Action": ["ram:*"], "Resource": own},
        {"Action": list(OWN), "Resource": [pulumi.Output.concat("acs:oss:*:*:", bucket)]},
        {"Action": list(KEY), "Resource": [pulumi.Output.concat("acs:kms:*:", account, ":key/", key)]},
    ]
    return policy.json_text({"Version": policy.VERSION, "Statement": [{"Effect": "Deny", **each} for each in refused]})


def statements(account: pulumi.Input[str]) -> list[Statement]:
    """A statement for each service."""
    wanted: dict[str, tuple[str, ...]] = dict.fromkeys(SERVICES, LOOKING)
    for service, verbs in MORE.items():
        wanted[service] = (*wanted.get(service, ()), *verbs)
    return [of_service(service, verbs, account) for service, verbs in sorted(wanted.items())]


def of_service(service: str, verbs: tuple[str, ...], account: pulumi.Input[str]) -> Statement:
    """These actions on everything of the service in the account; buckets belong to no region."""
    where = pulumi.Output.concat(f"acs:{service}:*:", account, ":*")
    return Statement(actions=tuple(f"{service}:{verb}" for verb in verbs), resources=(where,))
