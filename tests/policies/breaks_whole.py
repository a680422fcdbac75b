"""How each rule over the whole stack is broken."""

from dataclasses import replace

from policies.pack.facts import CONTROL, EXEMPTION, UNJUDGED, fact
from policies.pack.values import Secret
from policies.rules.whole_stack import log_homes, store_keys
from tests.policies.breaks import Break, adding, setting
from tests.policies.building import Stack, changed, joined, made, relinked, without
from tests.policies.good_data import document
from tests.policies.good_whole import ALI_RULE, INGRESS

PORT = {"ipProtocol": "tcp", "fromPort": 6543.0, "toPort": 6543.0, "description": "d"}
AWS_STORES = {"store": "database", "cache-store": "cache", "shared-store": "shared-here"}


def _open(group: str) -> Break:
    def change(stack: Stack) -> Stack:
        door = made(INGRESS, "open", {**PORT, "cidrIpv4": "0.0.0.0/0"}, securityGroupId=stack[group])
        return joined(stack, door)

    return Break("X-01", change, frozenset({"NET-04"}))


def _open_on_alicloud(stack: Stack) -> Stack:
    entry = {
        "type": "ingress",
        "ipProtocol": "tcp",
        "portRange": "8000/8000",
        "cidrIp": "0.0.0.0/0",
        "description": "d",
    }
    return joined(stack, made(ALI_RULE, "open", entry, securityGroupId=stack["ali-room"]))


def _two_policies(stack: Stack) -> Stack:
    role, user = stack["api-role"], stack["user"]
    halves = (["iam:PassRole"], ["ecs:RegisterTaskDefinition", "ecs:RunTask"])
    granted = [document({"Effect": "Allow", "Action": actions, "Resource": "*"}) for actions in halves]
    policies = [
        made("aws:iam/rolePolicy:RolePolicy", f"half-{number}", {"policy": text}, role=role)
        for number, text in enumerate(granted)
    ]
    of_user = [
        made("aws:iam/userPolicy:UserPolicy", f"own-{number}", {"policy": text}, user=user)
        for number, text in enumerate(granted)
    ]
    return joined(stack, *policies, *of_user)


def _two_on_alicloud(stack: Stack) -> Stack:
    halves = (["ram:PassRole"], ["eci:CreateContainerGroup"])
    for number, actions in enumerate(halves):
        text = document({"Effect": "Allow", "Action": actions, "Resource": "*"}).replace("2012-10-17", "1")
        policy = made("alicloud:ram/policy:Policy", f"half-{number}", {"policyDocument": text})
        stack = joined(
            stack,
            policy,
            made(
                "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment",
                f"half-{number}-given",
                {"policyType": "Custom"},
                roleName=stack["ali-role"],
                policyName=policy,
            ),
            made(
                "alicloud:ram/userPolicyAttachment:UserPolicyAttachment",
                f"half-{number}-own",
                {"policyType": "Custom"},
                userName=stack["ali-user"],
                policyName=policy,
            ),
        )
    return stack


def _told(name: str, path: str, value: object) -> Break:
    def change(stack: Stack) -> Stack:
        made_here = made("random:index/randomPassword:RandomPassword", "made", {"result": Secret("Yq8!vNw2Lx7RtZ")})
        return changed(joined(stack, made_here), name, path, value)

    return Break("X-03", change)


def _first(stack: Stack, resource_type: str) -> str:
    return next(name for name, resource in stack.items() if resource.type == resource_type)


def _keyless(check: store_keys.KeyOfThisStack) -> Break:
    return Break("X-04", lambda stack: relinked(stack, _first(stack, check.type), check.through))


def _homeless(check: log_homes.Logged) -> Break:
    return Break("X-06", lambda stack: relinked(stack, _first(stack, check.type), check.through))


def _elsewhere(name: str) -> Break:
    return setting("X-07", name, "region", "us-west-2")


def _routed(stack: Stack) -> Stack:
    way = {"destinationCidrBlock": "0.0.0.0/0"}
    return joined(
        stack, made("aws:ec2/route:Route", "in", way, routeTableId=stack["inside"], gatewayId=stack["gateway"])
    )


def _routed_on_alicloud(stack: Stack) -> Stack:
    way = {"destinationCidrblock": "0.0.0.0/0", "nexthopType": "Ipv4Gateway"}
    return joined(stack, made("alicloud:vpc/routeEntry:RouteEntry", "in", way, routeTableId=stack["ali-data-routes"]))


def _another_account(resource_type: str, path: str, action: str, arn: str) -> Break:
    def change(stack: Stack) -> Stack:
        for number, account in enumerate(("1111222233334444"[: arn.count("#")], "9999888877776666"[: arn.count("#")])):
            named = arn.replace("#" * arn.count("#"), account)
            text = document({"Effect": "Allow", "Action": action, "Resource": [named] * (2 - number)})
            text = text if resource_type.startswith("aws:") else text.replace("2012-10-17", "1")
            policy = made(resource_type, f"reaching-{number}", {path: text}, user=stack["user"])
            stack = joined(stack, policy)
        return stack

    return Break("X-09", change)


QUEUE = ("sqs:SendMessage", "arn:aws:sqs:eu-central-1:############:tasks")
ALI_QUEUE = ("mns:SendMessage", "acs:mns:eu-central-1:################:/queues/tasks")


def _other_stack(stack: Stack) -> Stack:
    return {**stack, "other": replace(stack["other"], properties={"name": "org/other/dev"})}


WHOLE = [
    *(_open(group) for group in AWS_STORES),
    Break("X-01", _open_on_alicloud, frozenset({"NET-04"})),
    Break("X-02", _two_policies, frozenset({"IA-03"})),
    Break("X-02", _two_on_alicloud, frozenset({"IA-03"})),
    _told("network", "note", "say Yq8!vNw2Lx7RtZ"),
    _told("ali-network", "note", "say Yq8!vNw2Lx7RtZ"),
    _told("box-inside", "note", "say Yq8!vNw2Lx7RtZ"),
    *(_keyless(check) for check in (*store_keys.AWS, *store_keys.ALICLOUD)),
    *(
        adding("X-05", f"{package}:unheard/of:Of", {})
        for package in ("aws", "alicloud", "docker", "docker-build", "random", "tls")
    ),
    *(_homeless(check) for check in log_homes.AWS if isinstance(check, log_homes.Logged)),
    *(_homeless(check) for check in log_homes.ALICLOUD),
    Break("X-06", lambda stack: without(stack, "upgrade-log")),
    _elsewhere("database"),
    _elsewhere("ali-database"),
    Break("X-08", _routed, frozenset({"NET-12", "NET-15", "DB-20", "CA-08", "EC-15"})),
    Break("X-08", _routed_on_alicloud, frozenset({"NET-12", "DB-20", "CA-08"})),
    Break("X-08", lambda stack: without(stack, "ali-switch-a-table")),
    setting("X-09", "aws-own", "accessKey", "key"),
    setting("X-09", "ali-own", "accessKey", "key"),
    Break("X-09", _other_stack),
    _another_account("aws:iam/policy:Policy", "policy", *QUEUE),
    _another_account("aws:iam/rolePolicy:RolePolicy", "policy", *QUEUE),
    _another_account("aws:iam/userPolicy:UserPolicy", "policy", *QUEUE),
    _another_account("alicloud:ram/policy:Policy", "policyDocument", *ALI_QUEUE),
    setting("X-10", "vault", "opts.protect", False),
    setting("X-10", "ali-files", "opts.protect", False, "ST-10"),
    setting("X-10", "database", "deletionProtection", False, "DB-06"),
    setting("X-10", "aurora", "deletionProtection", False, "DB-06"),
    setting("X-10", "files", "forceDestroy", True, "ST-10"),
    setting("X-10", "ali-database", "deletionProtection", False, "DB-06"),
    setting("X-10", "ali-files", "forceDestroy", True, "ST-10"),
    setting("X-10", "box-data", "opts.protect", False),
    Break("X-11", lambda stack: relinked(stack, "alarm", "dimensions")),
    Break("X-11", lambda stack: relinked(stack, "ali-alarm", "metricDimensions")),
    Break("X-12", lambda stack: joined(stack, fact(CONTROL, "DB-99", {"id": "DB-99", "missing": ["alicloud"]}))),
    Break("X-13", lambda stack: joined(stack, fact(UNJUDGED, "DB-02 old.x", {"rule": "DB-02", "after": True}))),
    Break("X-14", lambda stack: joined(stack, fact(EXEMPTION, "exemption-9", {"rule": "DB-05", "days_left": -1.0}))),
]
