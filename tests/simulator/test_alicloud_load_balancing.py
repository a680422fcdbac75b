"""What Application Load Balancers refuse and answer."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_balancing import inputs, listening, mapping, ruling
from tests.simulator.alicloud_builders import GROUP, SERVERS, Network, servers
from tests.simulator.world import World

BALANCER = "alicloud:alb/loadBalancer:LoadBalancer"
MEMBER = "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment"
LISTENER = "alicloud:alb/listener:Listener"
RULE = "alicloud:alb/rule:Rule"
POLICIES = (
    "tls_cipher_policy_1_0, tls_cipher_policy_1_1, tls_cipher_policy_1_2, tls_cipher_policy_1_2_strict, "
    "tls_cipher_policy_1_2_strict_with_1_3"
)
CERTIFIED = {"listenerProtocol": "HTTPS", "certificates": {"certificateId": "1-cn-hangzhou"}}
NAMING = "2 to 128 letters, digits, periods, underscores and hyphens, the first a letter"


@pytest.fixture
def balancer(ali: World, net: Network) -> Record:
    """A balancer in two zones."""
    return ali.make(BALANCER, "web", **inputs(net))


@pytest.fixture
def group(ali: World, net: Network) -> Record:
    """A server group."""
    return servers(ali, net)


def test_a_balancer_answers_its_name(balancer: Record) -> None:
    assert balancer.properties["dnsName"] == f"{balancer.id}.eu-central-1.alb.aliyuncsslb.com"
    assert balancer.properties["deletionProtectionEnabled"] is False


def test_a_balancer_is_of_one_of_three_editions(ali: World, net: Network) -> None:
    words = "IllegalParam.LoadBalancerEdition: one of Basic, Standard, StandardWithWaf"
    assert ali.refused(BALANCER, **inputs(net, loadBalancerEdition="Gold")) == words


@pytest.mark.parametrize("places", [[(0, "a")], [(0, "a"), (0, "a"), (1, "b")]])
def test_a_balancer_lies_in_two_zones_once_in_each(ali: World, net: Network, places: list[tuple[int, str]]) -> None:
    mappings = [mapping(net, *place) for place in places]
    words = "IllegalParam.ZoneMappings: at least 2 zones, each of them once"
    assert ali.refused(BALANCER, **inputs(net, zoneMappings=mappings)) == words


def test_a_switch_is_named_with_its_zone(ali: World, net: Network) -> None:
    mappings = [mapping(net, 0, "a"), mapping(net, 1, "c")]
    words = f"Mismatch.ZoneAndVSwitch: the vSwitch {net.switches[1].id} lies in eu-central-1b"
    assert ali.refused(BALANCER, **inputs(net, zoneMappings=mappings)) == words


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ({"deletionProtectionEnabled": True}, {"deletionProtectionEnabled": False}),
        ({"deletionProtectionConfig": {"enabled": True}}, {"deletionProtectionConfig": {"enabled": False}}),
    ],
)
def test_a_protected_balancer_stays(ali: World, net: Network, on: dict[str, Any], off: dict[str, Any]) -> None:
    made = ali.make(BALANCER, "web", **inputs(net, **on))
    words = f"ResourceInDeleteProtection.LoadBalancer: {made.id} is protected against deletion"
    assert ali.remove_refused(made) == words
    ali.remove(made, **off)
    assert ali.cloud.find(BALANCER) == []


def test_a_group_that_a_balancer_is_in_stays(ali: World, net: Network, balancer: Record) -> None:
    other = ali.make(GROUP, "other", vpcId=net.vpc.id)
    member = ali.make(MEMBER, "m", loadBalancerId=balancer.id, securityGroupId=other.id)
    assert member.id == f"{balancer.id}:{other.id}"
    assert ali.remove_refused(other).endswith(f"using the specified security group {other.id}: {member.id}")


def test_a_listener_is_patient_for_15_seconds(ali: World, balancer: Record, group: Record) -> None:
    made = ali.make(LISTENER, "l", **listening(balancer, group))
    assert (made.properties["idleTimeout"], made.properties["requestTimeout"]) == (15, 60)


def test_https_without_a_word_on_tls_speaks_its_oldest_version(ali: World, balancer: Record, group: Record) -> None:
    made = ali.make(LISTENER, "l", **listening(balancer, group, **CERTIFIED))
    assert made.properties["securityPolicyId"] == "tls_cipher_policy_1_0"
    strict = {**CERTIFIED, "securityPolicyId": "tls_cipher_policy_1_2_strict_with_1_3"}
    changed = ali.change(made, **listening(balancer, group, **strict))
    assert changed["securityPolicyId"] == "tls_cipher_policy_1_2_strict_with_1_3"
    plain = ali.make(LISTENER, "p", **listening(balancer, group, listenerPort=80))
    assert "securityPolicyId" not in plain.properties


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            {"listenerProtocol": "HTTPS"},
            "MissingParam.Certificates: an HTTPS listener needs a certificate",
        ),
        (
            {"listenerProtocol": "HTTPS", "certificates": {}},
            "MissingParam.Certificates: an HTTPS listener needs a certificate",
        ),
        (
            {**CERTIFIED, "securityPolicyId": "tls_1_3"},
            f"ResourceNotFound.SecurityPolicy: one of {POLICIES}, not tls_1_3",
        ),
        (
            {"securityPolicyId": "tls_cipher_policy_1_2"},
            "OperationDenied.SecurityPolicyNotSupported: only HTTPS has a TLS policy",
        ),
    ],
)
def test_tls_has_a_certificate_and_a_policy(
    ali: World, balancer: Record, group: Record, more: dict[str, Any], words: str
) -> None:
    assert ali.refused(LISTENER, **listening(balancer, group, **more)) == words
    made = ali.make(LISTENER, "l", **listening(balancer, group, **CERTIFIED))
    assert ali.change_refused(made, **listening(balancer, group, **more)) == words


def test_a_balancer_with_a_listener_stays(ali: World, balancer: Record, group: Record) -> None:
    made = ali.make(LISTENER, "l", **listening(balancer, group))
    words = f"ResourceInUse.LoadBalancer: The load balancer {balancer.id} has the listener {made.id}"
    assert ali.remove_refused(balancer) == words
    words = f"ResourceInUse.ServerGroup: The server group {group.id} is used by {made.id}"
    assert ali.remove_refused(group) == words


@pytest.mark.parametrize("name", ["a", "1api", "-api", "a/b", "a" * 129])
def test_rules_and_server_groups_have_names_of_a_form(ali: World, balancer: Record, group: Record, name: str) -> None:
    listener = ali.make(LISTENER, "l", **listening(balancer, group))
    words = f"IllegalParam.RuleName: a rule's name has {NAMING}; got {name}"
    assert ali.refused(RULE, **ruling(listener, group, ruleName=name)) == words
    rule = ali.make(RULE, "r", **ruling(listener, group, ruleName="a" * 128))
    assert ali.change_refused(rule, **ruling(listener, group, ruleName=name)) == words
    named = {"serverGroupName": name, "healthCheckConfig": {"healthCheckEnabled": False}}
    words = f"IllegalParam.ServerGroupName: a server group's name has {NAMING}; got {name}"
    assert ali.refused(SERVERS, **named) == words
    assert ali.change_refused(group, **named) == words


def test_functions_lie_in_no_vpc_and_have_no_protocol(ali: World) -> None:
    base = {"serverGroupName": "fc", "healthCheckConfig": {"healthCheckEnabled": False}, "serverGroupType": "Fc"}
    assert ali.problems(SERVERS, None, **base, vpcId="vpc-1", protocol="HTTP") == [
        "vpcId: a server group of type Fc has none",
        "protocol: a server group of type Fc has none",
    ]
    assert ali.problems(SERVERS, None, **base) == []


def test_an_edition_changes_in_place_but_never_to_the_least(ali: World, net: Network, balancer: Record) -> None:
    (difference,) = ali.differences(BALANCER, balancer.properties, **inputs(net, loadBalancerEdition="StandardWithWaf"))
    assert (difference.path, difference.replaces) == (("loadBalancerEdition",), False)
    changed = ali.change(balancer, **inputs(net, loadBalancerEdition="StandardWithWaf"))
    assert changed["loadBalancerEdition"] == "StandardWithWaf"
    words = f"OperationDenied.LoadBalancerEditionDowngrade: {balancer.id} cannot become Basic"
    assert ali.change_refused(balancer, **inputs(net, loadBalancerEdition="Basic")) == words
