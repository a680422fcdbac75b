"""How long things take."""

import pytest

from simulator import latency


@pytest.mark.parametrize(
    ("type_", "inputs", "seconds"),
    [
        ("aws:rds/instance:Instance", {}, 290),
        ("aws:rds/instance:Instance", {"multiAz": True}, 790),
        ("aws:ecs/service:Service", {}, 1),
        ("aws:ecs/service:Service", {"waitForSteadyState": True}, 150),
        (
            "aws:ecs/service:Service",
            {"waitForSteadyState": True, "deploymentConfiguration": {"strategy": "BLUE_GREEN"}},
            450,
        ),
        (
            "aws:ecs/service:Service",
            {"waitForSteadyState": True, "deploymentConfiguration": {"strategy": "ROLLING"}},
            150,
        ),
        ("aws:efs/mountTarget:MountTarget", {}, 90),
        ("aws:cloudfront/distribution:Distribution", {}, 185),
        ("aws:cloudfront/distribution:Distribution", {"waitForDeployment": False}, 5),
        ("aws:ec2/vpcEndpoint:VpcEndpoint", {"vpcEndpointType": "Interface"}, 60),
        ("aws:ec2/natGateway:NatGateway", {}, 110),
        ("aws:lb/loadBalancer:LoadBalancer", {}, 140),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {}, 450),
        ("aws:acm/certificateValidation:CertificateValidation", {}, 105),
        ("aws:kms/key:Key", {}, 10),
    ],
)
def test_creation_takes_what_the_sources_say(type_: str, inputs: dict[str, object], seconds: float) -> None:
    assert latency.seconds(type_, "create", inputs) == seconds


@pytest.mark.parametrize(
    ("inputs", "changes", "seconds"),
    [
        ({}, ["tags"], 60),
        ({}, ["tags", "instanceClass"], 720),
        ({"multiAz": True}, ["tags"], 120),
        ({"multiAz": True}, ["instanceClass"], 1080),
    ],
)
def test_an_update_takes_as_long_as_what_it_changes(
    inputs: dict[str, object], changes: list[str], seconds: float
) -> None:
    assert latency.seconds("aws:rds/instance:Instance", "update", inputs, changes) == seconds


def test_a_type_without_a_row_is_an_error_that_names_the_table() -> None:
    with pytest.raises(LookupError, match=r"aws:foo/bar:Bar has no latency in simulator/latency/aws\.csv"):
        latency.seconds("aws:foo/bar:Bar", "create", {})
