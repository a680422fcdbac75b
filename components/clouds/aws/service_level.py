"""Figures of the service level, as CloudWatch reckons them."""

from collections.abc import Mapping
from typing import Any

import pulumi

from components.clouds.aws.dashboard_graphs import Graph
from components.platform import AlarmsSpec
from components.service_level import DAYS, SLOW_PERCENT

ENTRY = "AWS/ApplicationELB"


def graphs(load_balancer: pulumi.Input[str], goals: AlarmsSpec) -> list[Graph]:
    """Return figures for each goal that is not switched off."""

    def line(metric: str, statistic: str, **drawn: Any) -> list[Any]:
        return [ENTRY, metric, "LoadBalancer", load_balancer, {"stat": statistic, **drawn}]

    found = []
    if goals.error_percent is not None:
        allowed = goals.error_percent
        failed = "(FILL(failed, 0) + FILL(refused, 0)) / answers"
        found.append(
            Graph(
                title=f"Answers that did not fail in {DAYS} days: goal {100 - allowed:g} %",
                days=DAYS,
                metrics=[
                    _math("Did not fail (%)", f"100 - 100 * {failed}"),
                    _math("Left of the error budget (%)", f"100 - 100 * (100 * {failed}) / {allowed:g}"),
                    line("RequestCount", "Sum", id="answers", visible=False),
                    line("HTTPCode_Target_5XX_Count", "Sum", id="failed", visible=False),
                    line("HTTPCode_ELB_5XX_Count", "Sum", id="refused", visible=False),
                ],
            )
        )
    if goals.latency_p95_seconds is not None:
        seconds = f"{goals.latency_p95_seconds:g}"
        found.append(
            Graph(
                title=f"Answer time in {DAYS} days: goal 95 % within {seconds} s",
                days=DAYS,
                metrics=[
                    _math("Left of the budget of slow answers (%)", f"100 - 100 * (100 - fast) / {SLOW_PERCENT}"),
                    line("TargetResponseTime", "p95", label="95 % within (s)"),
                    line("TargetResponseTime", f"PR(:{seconds})", id="fast", label=f"Within {seconds} s (%)"),
                ],
            )
        )
    return found


def _math(label: str, expression: str) -> list[Mapping[str, str]]:
    return [{"expression": expression, "label": label}]
