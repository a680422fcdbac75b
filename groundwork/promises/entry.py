"""What is promised of the way in: TLS, and how much of one client comes through."""

from collections.abc import Mapping
from typing import Any

from components.spec import Cloud
from groundwork.promises import host
from groundwork.promises.looks import ending
from groundwork.promises.promise import Check, Judge, Promise
from groundwork.promises.subject import Program
from groundwork.promises.wishes import rate_limits

LISTENERS: Mapping[Cloud, tuple[str, str]] = {
    "aws": ("aws:lb/listener:Listener", "protocol"),
    "alicloud": ("alicloud:alb/listener:Listener", "listenerProtocol"),
}
"""Cloud -> type of an entry's listeners, and the input that says what one speaks."""
YEAR = "max-age=31536000"
"""Of `Strict-Transport-Security`, in seconds."""
SAYS_SO = "the entry says so for a year"


def with_host(program: Program) -> bool:
    """Whether the entry has a certificate."""
    return bool(program.stack.entry and program.stack.entry.host)


def limited(program: Program) -> bool:
    """Whether some part asks for a limit."""
    return bool(rate_limits(program))


def direct(program: Program) -> bool:
    """Whether a part asks for a limit on requests that come from clients themselves."""
    return any(route.host for name in rate_limits(program) for route in program.stack.containers[name].routes)


def counted(inputs: Mapping[str, Any], program: Program) -> bool:
    """Whether a rule of Alibaba Cloud's lets through in a second what some part's `rate_limit` says."""
    (limit,) = (action["trafficLimitConfig"] for action in inputs["ruleActions"] if "trafficLimitConfig" in action)
    wanted = {spec.requests_per_second + spec.burst for spec in rate_limits(program).values()}
    return limit["perIpQps"] in wanted


def counted_by_wall(inputs: Mapping[str, Any], program: Program) -> bool:
    """Whether AWS's firewall lets each address ask as often in a minute as a part's `rate_limit` says."""
    wanted = {spec.requests_per_second * 60 + spec.burst for spec in rate_limits(program).values()}
    rates = [rule["statement"].get("rateBasedStatement", {}) for rule in inputs["rules"]]
    return wanted <= {rate["limit"] for rate in rates if rate.get("aggregateKeyType") == "IP"}


def keeps_https(inputs: Mapping[str, Any], _program: Program) -> bool:
    """Whether a rule of Alibaba Cloud's has answers tell browsers to come over HTTPS for a year."""
    said = {each["insertHeaderConfig"]["key"]: each["insertHeaderConfig"]["value"] for each in inputs["ruleActions"]}
    return inputs["direction"] == "Response" and said["Strict-Transport-Security"].startswith(YEAR)


def at_listener(cloud: Cloud, what: str, judge: Judge) -> Check:
    """A look at the listeners of the entry that speak HTTPS."""
    type_, protocol = LISTENERS[cloud]
    return Check(type=type_, what=what, judge=judge, of=lambda item: item.inputs[protocol] == "HTTPS", wanted=with_host)


def in_server(what: str, *texts: str) -> Check:
    """A look at the settings of nginx, the entry of a host."""
    return Check(
        type=host.CONTAINER,
        what=what,
        judge=host.contains("nginx.conf", *texts),
        of=ending("gateway-server"),
        named=("gateway-server",),
    )


PROMISES = (
    Promise(
        id="entry",
        title="The entry speaks TLS 1.2 and newer only",
        checks={
            "aws": (at_listener("aws", "TLS policy", lambda inputs, _: "TLS13-1-2" in inputs["sslPolicy"]),),
            "alicloud": (at_listener("alicloud", "TLS policy", lambda inputs, _: "1_2" in inputs["securityPolicyId"]),),
            "docker": (in_server("TLS versions", "ssl_protocols TLSv1.2 TLSv1.3;"),),
        },
        exceptions={},
    ),
    Promise(
        id="hsts",
        title="Browsers that came once over HTTPS never come without it",
        checks={
            "aws": (
                at_listener(
                    "aws",
                    SAYS_SO,
                    lambda inputs, _: inputs["routingHttpResponseStrictTransportSecurityHeaderValue"].startswith(YEAR),
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/rule:Rule",
                    what=SAYS_SO,
                    judge=keeps_https,
                    of=ending("gateway-https-headers"),
                    wanted=with_host,
                ),
                Check(
                    type="alicloud:cdn/domainConfig:DomainConfig",
                    what="the CDN says so for a year",
                    judge=lambda inputs, _: (
                        {"argName": "https_hsts_max_age", "argValue": "31536000"} in inputs["functionArgs"]
                    ),
                    of=lambda item: item.inputs["functionName"] == "HSTS",
                    wanted=lambda program: bool(program.stack.static),
                ),
            ),
            "docker": (
                in_server(
                    SAYS_SO,
                    "add_header Strict-Transport-Security $own_strict_transport_security always;",
                    f"'' '{YEAR}",
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "rules of ALB for answers see what a part answers: what the balancer answers by itself (404 where no "
                "route leads, 429 beyond a limit, 502 to 504 for a part that fails) has none of the protecting headers"
            )
        },
    ),
    Promise(
        id="rate",
        title="Requests of one client are limited where the application says so (`rate_limit`)",
        checks={
            "aws": (
                Check(
                    type="aws:wafv2/webAcl:WebAcl",
                    what="a rule of AWS WAF for each part, by the client's address over a minute",
                    judge=counted_by_wall,
                    wanted=limited,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/rule:Rule",
                    what="rate and burst in one second, by the client's address",
                    judge=counted,
                    of=lambda item: any(action["type"] == "TrafficLimit" for action in item.inputs["ruleActions"]),
                    wanted=direct,
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="rate and burst of each part, by the client's address",
                    judge=host.limits,
                    of=ending("gateway-routes-switch"),
                    wanted=limited,
                ),
            ),
        },
        exceptions={
            "alicloud": (
                "each second is counted by itself and may hold the burst again; what a CDN hands on comes from the "
                "addresses of the CDN and is not counted, which an update tells"
            ),
        },
    ),
)
