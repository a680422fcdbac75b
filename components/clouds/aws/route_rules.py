"""Rules of the entry's listener for one part: what they hand on, and what they turn away."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.container import Route
from components.entry_token import HEADER
from components.platform import Platform

Action = aws.lb.ListenerRuleActionArgsDict
Condition = aws.lb.ListenerRuleConditionArgsDict


@dataclass(frozen=True, kw_only=True)
class RouteRules:
    """Makes the rules of one part."""

    name: str
    listener: pulumi.Input[str]
    platform: Platform

    def lead(
        self, number: int, route: Route, action: Action, token: pulumi.Input[str] | None, opts: pulumi.ResourceOptions
    ) -> aws.lb.ListenerRule:
        """Let requests through, only those with the token where there is one."""
        asked = _conditions(route)
        if token is not None:
            asked.append({"http_header": {"http_header_name": HEADER, "values": [token]}})
        return self._rule("route", number, route.priority, asked, action, opts)

    def guard(self, number: int, route: Route, priority: int, opts: pulumi.ResourceOptions) -> aws.lb.ListenerRule:
        """Answer 401 to what came without the token."""
        return self._rule("guard", number, priority, _conditions(route), answer("401", "No token"), opts)

    def refuse(self, number: int, route: Route, opts: pulumi.ResourceOptions) -> aws.lb.ListenerRule:
        """Answer 404, as if nothing were there."""
        return self._rule("refused", number, route.priority, _conditions(route), answer("404", "Not found"), opts)

    def _rule(
        self,
        kind: str,
        number: int,
        priority: int,
        conditions: Sequence[Condition],
        action: Action,
        opts: pulumi.ResourceOptions,
    ) -> aws.lb.ListenerRule:
        return aws.lb.ListenerRule(
            f"{self.name}-{kind}" if number == 1 else f"{self.name}-{kind}-{number}",
            listener_arn=self.listener,
            priority=priority,
            conditions=conditions,
            actions=[action],
            tags=self.platform.tags(self.name),
            opts=opts,
        )


def answer(code: str, text: str) -> Action:
    """The entry answers by itself."""
    return {
        "type": "fixed-response",
        "fixed_response": {"content_type": "text/plain", "message_body": text, "status_code": code},
    }


def _conditions(route: Route) -> list[Condition]:
    """`/api` matches itself and all below it; `/` matches everything."""
    below = route.path.rstrip("/")
    conditions: list[Condition] = [{"path_pattern": {"values": [below, f"{below}/*"] if below else ["/*"]}}]
    if route.host is not None:
        conditions.append({"host_header": {"values": [route.host]}})
    return conditions
