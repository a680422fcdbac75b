"""The operator's token reaches the entry of the whole program, which admits nobody without it."""

import pytest

from components.entry_token import HEADER
from components.spec import Cloud
from tests.components.programs import OPERATORS, Program, registered

GUARDED = {"services": {"backend": {"entry_token": "PINECONE_API_KEY"}}}
"""Some secret that is set."""


def compared(program: Program) -> list[str]:
    """What the cloud's rules compare the header with."""
    if program.stack.cloud == "aws":
        rules = [item.inputs for item in program.recorder.all("aws:lb/listenerRule:ListenerRule")]
        headers = [each["httpHeader"] for rule in rules for each in rule["conditions"] if "httpHeader" in each]
        return [value for each in headers if each["httpHeaderName"] == HEADER for value in each["values"]]
    rules = [item.inputs for item in program.recorder.all("alicloud:alb/rule:Rule")]
    headers = [each["headerConfig"] for rule in rules for each in rule["ruleConditions"] if "headerConfig" in each]
    return [value for each in headers if each["key"] == HEADER for value in each["values"]]


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
def test_the_rules_of_a_cloud_compare_it(cloud: Cloud) -> None:
    with registered("claw-ai", "prod", cloud, GUARDED) as program:
        assert set(compared(program)) == {OPERATORS}
    with registered("claw-ai", "prod", cloud) as program:
        assert compared(program) == []


def test_the_entry_of_one_host_compares_it() -> None:
    """Written in hexadecimal digits: see tests/components/docker/test_forwarding.py."""
    expected = "".join(f"\\x{character:02x}" for character in OPERATORS.encode())
    with registered("claw-ai", "prod", "docker", GUARDED) as program:
        uploads = program.recorder.inputs("docker:index/container:Container", "gateway-routes-switch")["uploads"]
    assert any(f'"~^{expected}\\z" 1;' in each["content"] for each in uploads)
