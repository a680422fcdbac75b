"""The flow log: who talked to whom, encrypted, written by a role that can do nothing else."""

import json

import pytest

from components.network import Network, NetworkArgs, NetworkSpec
from tests.components.recorder import Recorder, run, without_tags
from tests.components.stand import make_platform

RECORDS = "arn:aws:logs:eu-central-1:123456789012:log-group:network-flow-log-records-1234567"


@pytest.mark.parametrize(("choice", "traffic"), [("all", "ALL"), ("rejected", "REJECT")])
def test_flows_of_the_whole_network_are_recorded(recorder: Recorder, choice: str, traffic: str) -> None:
    spec = NetworkSpec.model_validate({"flow_logs": choice, "zones": 2, "nat": "single"})
    run(lambda: Network("network", NetworkArgs(platform=make_platform(), spec=spec, parts=(), edges=())))
    log = recorder.one("aws:ec2/flowLog:FlowLog")
    assert without_tags(log.inputs) == {
        "vpcId": "network-vpc-id",
        "trafficType": traffic,
        "logDestination": RECORDS,
        "iamRoleArn": "arn:aws:iam::123456789012:role/network-flow-log-writer-1234567",
    }
    assert "network-flow-log-writer-policy" in log.depends_on


def test_writer_may_write_these_records_only(recorder: Recorder) -> None:
    run(lambda: Network("network", NetworkArgs(platform=make_platform(), spec=NetworkSpec(), parts=(), edges=())))
    assert json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Action": [
                "logs:CreateLogStream",
                "logs:PutLogEvents",
                "logs:DescribeLogGroups",
                "logs:DescribeLogStreams",
            ],
            "Resource": [f"{RECORDS}:*"],
        }
    ]
    (trust,) = json.loads(recorder.inputs("aws:iam/role:Role")["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}
