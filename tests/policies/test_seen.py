"""What a rule once did not see: a value known only later that passed, and a fault behind another spelling."""

import pytest

from policies.pack.values import Marker
from tests.policies.building import GONE, Stack, changed, joined, made, relinked
from tests.policies.good import good_stack
from tests.policies.good_data import document
from tests.policies.good_docker import IMAGE, docker
from tests.policies.judging import broken, waiting

UNKNOWN = Marker.UNKNOWN
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
HTTPS = {"description": "Why", "ipProtocol": "tcp", "fromPort": 443.0, "toPort": 443.0}
BUT_ONE = {"Effect": "Allow", "Action": "lambda:UpdateFunctionCode", "NotResource": "arn:aws:lambda:*:*:function:own"}


def into_the_service(cidr: object) -> Stack:
    stack = good_stack()
    return joined(stack, made(INGRESS, "added", {**HTTPS, "cidrIpv4": cidr}, securityGroupId=stack["room"]))


def unheard(entry: str, path: str, value: object) -> Stack:
    """A load balancer that no alarm looks at."""
    return changed(relinked(good_stack(), "alarm", "dimensions"), entry, path, value)


def routed(gateway: object) -> Stack:
    """The private subnet's table leads to what another stack has."""
    stack = good_stack()
    return joined(stack, made("aws:ec2/route:Route", "away", {"gatewayId": gateway}, routeTableId=stack["inside"]))


def same_role(role: str) -> Stack:
    stack = good_stack()
    for name, arn in (("taskRoleArn", "arn:aws:iam::1:role/one"), ("executionRoleArn", role)):
        stack = relinked(changed(stack, "task", name, arn), "task", name)
    return stack


@pytest.mark.parametrize(
    ("rules", "stack"),
    [
        ({"NET-12", "DB-20", "CA-08", "X-08"}, changed(good_stack(), "ali-data-route", "nexthopType", UNKNOWN)),
        ({"DB-20", "CA-08", "NET-12", "EC-15", "X-08"}, routed(UNKNOWN)),
        ({"NET-04"}, into_the_service(UNKNOWN)),
        ({"X-01"}, changed(good_stack(), "store", "ingress", UNKNOWN)),
        ({"X-01"}, changed(good_stack(), "store", "ingress", [UNKNOWN])),
        ({"X-11"}, unheard("entry", "internal", UNKNOWN)),
        ({"X-11"}, changed(good_stack(), "entry", "accessLogs.enabled", UNKNOWN)),
        ({"ED-11"}, relinked(changed(good_stack(), "edge", "origins", UNKNOWN), "edge", "origins")),
        ({"ED-11"}, relinked(changed(good_stack(), "ali-cdn", "sources.0.type", UNKNOWN), "ali-cdn", "sources")),
        ({"DK-06"}, changed(changed(good_stack(), "box-api", "readOnly", False), "box-api", "uploads", UNKNOWN)),
        ({"DK-15"}, changed(relinked(good_stack(), "box-api", "image"), "box-api", "image", UNKNOWN)),
        ({"X-09"}, changed(good_stack(), "other", "name", UNKNOWN)),
    ],
)
def test_it_waits(rules: set[str], stack: Stack) -> None:
    assert rules & broken(stack) == set()
    assert rules <= waiting(stack)


@pytest.mark.parametrize(
    ("rules", "stack"),
    [
        ({"DB-20", "CA-08", "NET-12", "EC-15", "X-08"}, routed("igw-0123456789abcdef0")),
        ({"X-11"}, unheard("entry", "internal", GONE)),
        ({"EC-12"}, same_role("arn:aws:iam::1:role/one")),
        ({"IA-04"}, changed(good_stack(), "policy", "policy", document(BUT_ONE))),
        ({"NET-02"}, changed(good_stack(), "ali-flow", "status", "Inactive")),
        ({"CA-03"}, changed(good_stack(), "box-cache", "command", [])),
        ({"DK-07", "EC-04"}, changed(good_stack(), "box-api", "user", "00")),
    ],
)
def test_it_is_refused(rules: set[str], stack: Stack) -> None:
    assert rules <= broken(stack)


@pytest.mark.parametrize(
    ("rules", "stack"),
    [
        ({"DB-20", "X-08"}, routed("vgw-0123456789abcdef0")),
        ({"EC-12"}, same_role("arn:aws:iam::1:role/two")),
    ],
)
def test_what_looks_like_it_is_none(rules: set[str], stack: Stack) -> None:
    assert rules & (broken(stack) | waiting(stack)) == set()


def test_an_image_that_is_not_there_yet_is_told_by_its_name() -> None:
    """The application is no database: nothing waits for the id of its image."""
    stack = joined(docker(), made(IMAGE, "box-pulled", {"name": "registry.test/notes/api:1"}))
    stack = changed(relinked(stack, "box-api", "image", "box-pulled"), "box-api", "image", UNKNOWN)
    assert broken(stack) | waiting(stack) == set()
