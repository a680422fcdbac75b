"""What is watched on each target, read from whatever a cloud calls it."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

from tests.components.programs import Program
from tests.examples.wholes import of_type, one


def rules(program: Program) -> list[Mapping[str, Any]]:
    """The alarms of one host, as Prometheus is told them."""
    envs = one(program, "dashboard-prometheus", "Container").inputs["envs"]
    text = next(each for each in envs if each.startswith("RULES=")).removeprefix("RULES=")
    return yaml.safe_load(text)["groups"][0]["rules"]


def rule(program: Program, alert: str, about: str = "") -> Mapping[str, Any]:
    """One of them by name, and by what its expression is about."""
    found = [each for each in rules(program) if each["alert"] == alert and about in each["expr"]]
    assert len(found) == 1, f"{len(found)} of {alert} {about}"
    return found[0]


def scraped(program: Program) -> list[Mapping[str, Any]]:
    """What Prometheus of one host asks."""
    envs = one(program, "dashboard-prometheus", "Container").inputs["envs"]
    text = next(each for each in envs if each.startswith("CONFIGURATION=")).removeprefix("CONFIGURATION=")
    return yaml.safe_load(text)["scrape_configs"]


def limit(program: Program, part: str, measure: str) -> tuple[str, float, int]:
    """How a number that a part logs is watched: `>` or `<`, the limit, and the minutes that are looked at."""
    cloud, name = program.stack.cloud, f"{part}-measure-{measure}-alarm"
    if cloud == "aws":
        alarm = of_type(program, "MetricAlarm")[name]
        sign = {"GreaterThanThreshold": ">", "LessThanThreshold": "<"}[alarm["comparisonOperator"]]
        return sign, alarm["threshold"], alarm["period"] // 60
    if cloud == "alicloud":
        asked = of_type(program, "Alert")[name]["configuration"]
        _, sign, value = asked["severityConfigurations"][0]["evalCondition"]["condition"].split()
        seconds = int(asked["queryLists"][0]["start"].strip("-s"))
        return sign, float(value), seconds // 60
    expression = rule(program, measure)["expr"]
    assert f"measure_{measure}_" in expression
    sign, value = expression.split()[-2:]
    minutes = rule(program, measure)["annotations"]["summary"].partition(" over ")[2].partition(" min")[0]
    return sign, float(value), int(minutes)


def recorded(program: Program, part: str, measure: str) -> bool:
    """Whether a number that a part logs is recorded."""
    cloud = program.stack.cloud
    if cloud == "aws":
        return f"{part}-measure-{measure}" in of_type(program, "LogMetricFilter")
    if cloud == "alicloud":
        fields = of_type(program, "StoreIndex")[f"{part}-logs-index"]
        return measure in json.dumps(fields) or bool(fields.get("fullText"))
    told = [each["content"] for each in one(program, "dashboard-agent", "Container").inputs["uploads"]]
    return any(measure in text for text in told)
