"""How examples/cto-new is joined by operators, and how well it does; its requirements name these tests."""

import json

import pytest
import yaml

from components.spec import Cloud
from tests.deployment.telling import told
from tests.examples.wholes import of_type, on_both_clouds, on_every_cloud, one, whole


@on_both_clouds
@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_operators_join_the_private_network_outside_production(cloud: Cloud, stack: str) -> None:
    """By a terminal in a container, whose every line is kept; containers have no address that the internet reaches."""
    shell = told(cloud, ("shell",), application="cto-new", stack=stack)["shell"]
    assert (shell is None) is (stack == "prod")
    program = whole("cto-new", cloud, stack)
    if cloud == "alicloud":
        assert {each["autoCreateEip"] for each in of_type(program, "EciScalingConfiguration").values()} == {False}
        if shell:
            assert shell.startswith("aliyun eci ExecContainerCommand --RegionId eu-central-1 --ContainerGroupId ")
        return
    services = [each for each in of_type(program, "Service").values() if "networkConfiguration" in each]
    assert {each["networkConfiguration"]["assignPublicIp"] for each in services} == {False}
    assert {each["enableExecuteCommand"] for each in services} == {stack != "prod"}
    if shell:
        assert "aws ecs execute-command --region eu-central-1 --cluster " in shell
        kept = one(program, "platform-cluster", "Cluster").inputs["configuration"]["executeCommandConfiguration"]
        assert kept["logging"] == "OVERRIDE"
        assert kept["logConfiguration"]["cloudWatchEncryptionEnabled"] is True


@on_every_cloud
def test_service_levels_are_reported(cloud: Cloud) -> None:
    """What was reached in four weeks (30 days are kept), and what is left to lose, for both of the stack's goals."""
    program = whole("cto-new", cloud)
    alarms = program.stack.alarms
    assert alarms.error_percent is not None
    assert alarms.latency_p95_seconds is not None
    good, seconds = f"{100 - alarms.error_percent:g}", f"{alarms.latency_p95_seconds:g}"
    if cloud == "docker":
        envs = one(program, "dashboard-prometheus", "Container").inputs["envs"]
        text = next(each for each in envs if each.startswith("RULES=")).removeprefix("RULES=")
        (group,) = (each for each in yaml.safe_load(text)["groups"] if each["name"] == "service level")
        found = {(rule["record"], rule["labels"]["goal"], rule["labels"]["days"]) for rule in group["rules"]}
        assert found == {
            ("service_level_did_not_fail_percent", f"{good} %", "28"),
            ("service_level_error_budget_left_percent", f"{good} %", "28"),
            ("service_level_p95_seconds", f"95 % within {seconds} s", "28"),
            ("service_level_slow_budget_left_percent", f"95 % within {seconds} s", "28"),
        }
    elif cloud == "alicloud":
        charts = json.loads(one(program, "dashboard", "Dashboard").inputs["charList"])
        assert [chart["title"] for chart in charts if chart["type"] == "statpro"] == [
            f"Answers that did not fail in 28 days (%): goal {good}",
            "Left of the error budget (%)",
            f"95 % of answers in 28 days within (s): goal {seconds}",
            "Left of the budget of slow answers (%)",
        ]
    else:
        widgets = json.loads(one(program, "dashboard", "Dashboard").inputs["dashboardBody"])["widgets"]
        shown = [each["properties"] for each in widgets if each["properties"].get("view") == "singleValue"]
        assert [each["title"] for each in shown] == [
            f"Answers that did not fail in 28 days: goal {good} %",
            f"Answer time in 28 days: goal 95 % within {seconds} s",
        ]
        labels = [metric[0]["label"] for each in shown for metric in each["metrics"] if "expression" in metric[0]]
        assert "Left of the error budget (%)" in labels
        assert "Left of the budget of slow answers (%)" in labels
