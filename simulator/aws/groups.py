"""Security groups and their rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.find import SECURITY_GROUP, VPC
from simulator.aws.places import prefix_lists
from simulator.behaviour import Behaviour, Call, Hook, Refusal
from simulator.find import by_id

INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
SOURCES = ("cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId")
SAME = (*SOURCES, "ipProtocol", "fromPort", "toPort", "securityGroupId")
"""What makes two rules of a group the same."""
WITH_PORTS = ("tcp", "udp", "6", "17")
RULES_PER_GROUP = 60
"""Default quota, for each direction (Amazon VPC user guide, "Quotas")."""


def ports_fit(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """A rule has ports where its protocol has them."""
    protocol = str(inputs.get("ipProtocol"))
    ports = [inputs.get("fromPort"), inputs.get("toPort")]
    if protocol in WITH_PORTS and None in ports:
        yield f"fromPort: fromPort and toPort must be given for protocol {protocol}"
    if protocol == "-1" and ports != [None, None]:
        yield "fromPort: fromPort and toPort must be left out for protocol -1, which means all"
    first, last = ports
    if isinstance(first, int) and isinstance(last, int) and first > last:
        yield f"fromPort: must be at most toPort; got {first} and {last}"


def no_twin(call: Call) -> None:
    """A group has no two equal rules, and not too many."""
    rules = call.find(call.type.token, securityGroupId=call.inputs["securityGroupId"])
    for other in rules:
        if other.id != call.id and all(other.properties.get(name) == call.inputs.get(name) for name in SAME):
            raise Refusal(
                f"InvalidPermission.Duplicate: the specified rule already exists in {call.inputs['securityGroupId']} "
                f"({other.id})"
            )
    if call.old is None and len(rules) >= RULES_PER_GROUP:
        raise Refusal(
            "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached"
        )


def known_list(call: Call) -> None:
    """A prefix list is one of AWS's own."""
    value = call.inputs.get("prefixListId")
    if value and value not in prefix_lists(call.region).values():
        raise Refusal(f"InvalidPrefixListID.NotFound: The prefix list ID '{value}' does not exist")


def default_group(call: Call) -> Mapping[str, Any]:
    """A VPC's default group is adopted, never made."""
    vpc = by_id(call, VPC, call.inputs.get("vpcId"))
    if vpc is None:
        raise Refusal("InvalidVpcID.NotFound: vpcId must name a VPC: the simulated account has no default one")
    group = vpc.properties["defaultSecurityGroupId"]
    return {"id": group, "arn": f"{vpc.properties['arn'].partition(':vpc/')[0]}:security-group/{group}"}


def same_network(name: str) -> Hook:
    """A hook: the group under `name` is in the same VPC as the rule's own."""

    def hook(call: Call) -> None:
        mine, other = (by_id(call, SECURITY_GROUP, call.inputs.get(each)) for each in ("securityGroupId", name))
        if mine and other and mine.properties.get("vpcId") != other.properties.get("vpcId"):
            raise Refusal(
                "InvalidGroup.NotFound: You have specified two resources that belong to different networks: "
                f"{mine.id}, {other.id}"
            )

    return hook


def rules_go(call: Call) -> None:
    """A group's rules go with it."""
    for token in (INGRESS, EGRESS):
        for rule in call.find(token, securityGroupId=call.id):
            call.cloud.remove(rule)


RULE = Behaviour(
    check=ports_fit,
    create=(known_list, no_twin, same_network("referencedSecurityGroupId")),
    update=(known_list, no_twin, same_network("referencedSecurityGroupId")),
)
BEHAVIOURS = {
    INGRESS: RULE,
    EGRESS: RULE,
    DEFAULT: Behaviour(answer=default_group),
    SECURITY_GROUP: Behaviour(gone=rules_go),
}
