"""Rules of the entry's listener for one part: what they hand on, and what they turn away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.container import Route
from components.entry_token import HEADER
from components.platform import Platform

Action = alicloud.alb.RuleRuleActionArgsDict
Condition = alicloud.alb.RuleRuleConditionArgsDict


def answer(order: int, code: int, text: str) -> Action:
    """The entry answers by itself."""
    config: alicloud.alb.RuleRuleActionFixedResponseConfigArgsDict = {
        "content_type": "text/plain",
        "content": text,
        "http_code": str(code),
    }
    return {"order": order, "type": "FixedResponse", "fixed_response_config": config}


def insert(
    order: int, key: str, value: str, kind: Literal["UserDefined", "ReferenceHeader", "SystemDefined"] = "UserDefined"
) -> Action:
    """Set a header: to a text, to what another header says, or to what the entry knows; it replaces what was there."""
    config: alicloud.alb.RuleRuleActionInsertHeaderConfigArgsDict = {"key": key, "value": value, "value_type": kind}
    return {"order": order, "type": "InsertHeader", "insert_header_config": config}


def forward(servers: pulumi.Input[str], limit: int | None, before: Sequence[Action] = ()) -> list[Action]:
    """Hand requests on, of one address up to `limit` a second; what exceeds it is answered 429.

    With all three actions in a rule, the answer is given beyond the limit only (Alibaba Cloud, release notes of ALB,
    2024-07-31: "Optimized Throttle Traffic action"). Handing on must be the last; `before` are actions with orders
    from 1 on.
    """
    group: alicloud.alb.RuleRuleActionForwardGroupConfigArgsDict = {
        "server_group_tuples": [{"server_group_id": servers, "weight": 100}]
    }
    first = len(before) + 1
    if limit is None:
        return [*before, {"order": first, "type": "ForwardGroup", "forward_group_config": group}]
    return [
        *before,
        {"order": first, "type": "TrafficLimit", "traffic_limit_config": {"per_ip_qps": limit}},
        answer(first + 1, 429, "Too many requests"),
        {"order": first + 2, "type": "ForwardGroup", "forward_group_config": group},
    ]


@dataclass(frozen=True, kw_only=True)
class RouteRules:
    """Makes the rules of one part."""

    name: str
    listener: pulumi.Input[str]
    platform: Platform

    def lead(
        self,
        number: int,
        route: Route,
        actions: Sequence[Action],
        token: pulumi.Input[str] | None,
        opts: pulumi.ResourceOptions,
    ) -> alicloud.alb.Rule:
        """Let requests through, only those with the token where there is one."""
        asked = _conditions(route)
        if token is not None:
            asked.append({"type": "Header", "header_config": {"key": HEADER, "values": [token]}})
        suffix = "route" if number == 1 else f"route-{number}"
        return self._rule(suffix, str(number), route.priority, asked, actions, opts)

    def guard(self, number: int, route: Route, priority: int, opts: pulumi.ResourceOptions) -> alicloud.alb.Rule:
        """Answer 401 to what came without the token."""
        suffix = "guard" if number == 1 else f"guard-{number}"
        return self._rule(suffix, f"guard-{number}", priority, _conditions(route), [answer(1, 401, "No token")], opts)

    def refuse(self, number: int, route: Route, opts: pulumi.ResourceOptions) -> alicloud.alb.Rule:
        """Answer 404, as if nothing were there."""
        suffix = "refused" if number == 1 else f"refused-{number}"
        actions = [answer(1, 404, "Not found")]
        return self._rule(suffix, f"refused-{number}", route.priority, _conditions(route), actions, opts)

    def _rule(
        self,
        suffix: str,
        called: str,
        priority: int,
        conditions: Sequence[Condition],
        actions: Sequence[Action],
        opts: pulumi.ResourceOptions,
    ) -> alicloud.alb.Rule:
        return alicloud.alb.Rule(
            f"{self.name}-{suffix}",
            listener_id=self.listener,
            rule_name=names.of(f"{self.name}-{called}", self.platform.args),
            priority=priority,
            rule_conditions=conditions,
            rule_actions=actions,
            opts=opts,
        )


def _conditions(route: Route) -> list[Condition]:
    """`/api` matches itself and all below it; `/` matches everything."""
    below = route.path.rstrip("/")
    conditions: list[Condition] = [
        {"type": "Path", "path_config": {"values": [below, f"{below}/*"] if below else ["/*"]}}
    ]
    if route.host is not None:
        conditions.append({"type": "Host", "host_config": {"values": [route.host]}})
    return conditions
