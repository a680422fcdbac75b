"""What is promised of the way in: TLS, and how much of one client comes through."""

from collections.abc import Mapping
from typing import Any

from tests.components.programs import Program
from tests.parity import host
from tests.parity.looks import ending
from tests.parity.promise import Check, Promise


def with_host(program: Program) -> bool:
    """Whether the entry has a certificate."""
    return bool(program.stack.entry and program.stack.entry.host)


def limited(program: Program) -> bool:
    """Whether some part asks for a limit."""
    return any(getattr(part.spec, "rate_limit", None) for part in program.stack.containers.values())


def direct(program: Program) -> bool:
    """Whether a part asks for a limit on requests that come from clients themselves."""
    parts = program.stack.containers.values()
    return any(getattr(part.spec, "rate_limit", None) and any(route.host for route in part.routes) for part in parts)


def counted(inputs: Mapping[str, Any], program: Program) -> bool:
    """Whether a rule of Alibaba Cloud's lets through in a second what some part's `rate_limit` says."""
    specs = (getattr(part.spec, "rate_limit", None) for part in program.stack.containers.values())
    (limit,) = (action["trafficLimitConfig"] for action in inputs["ruleActions"] if "trafficLimitConfig" in action)
    return limit["perIpQps"] in [spec.requests_per_second + spec.burst for spec in specs if spec]


def counted_by_wall(inputs: Mapping[str, Any], program: Program) -> bool:
    """Whether AWS's firewall lets each address ask as often in a minute as a part's `rate_limit` says."""
    specs = (getattr(part.spec, "rate_limit", None) for part in program.stack.containers.values())
    wanted = {spec.requests_per_second * 60 + spec.burst for spec in specs if spec}
    rates = [rule["statement"].get("rateBasedStatement", {}) for rule in inputs["rules"]]
    return wanted <= {rate["limit"] for rate in rates if rate.get("aggregateKeyType") == "IP"}


def keeps_https(inputs: Mapping[str, Any], _program: Program) -> bool:
    """Whether a rule of Alibaba Cloud's has answers tell browsers to come over HTTPS for a year."""
    said = {each["insertHeaderConfig"]["key"]: each["insertHeaderConfig"]["value"] for each in inputs["ruleActions"]}
    return inputs["direction"] == "Response" and said["Strict-Transport-Security"].startswith("max-age=31536000")


PROMISES = (
    Promise(
        id="entry",
        title="The entry speaks TLS 1.2 and newer only",
        checks={
            "aws": (
                Check(
                    type="aws:lb/listener:Listener",
                    what="TLS policy",
                    judge=lambda inputs, _: "TLS13-1-2" in inputs["sslPolicy"],
                    of=lambda item: item.inputs["protocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/listener:Listener",
                    what="TLS policy",
                    judge=lambda inputs, _: "1_2" in inputs["securityPolicyId"],
                    of=lambda item: item.inputs["listenerProtocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="TLS versions",
                    judge=host.contains("nginx.conf", "ssl_protocols TLSv1.2 TLSv1.3;"),
                    of=ending("gateway-server"),
                    named=("gateway-server",),
                ),
            ),
        },
        exceptions={},
    ),
    Promise(
        id="hsts",
        title="Browsers that came once over HTTPS never come without it",
        checks={
            "aws": (
                Check(
                    type="aws:lb/listener:Listener",
                    what="the entry says so for a year",
                    judge=lambda inputs, _: inputs["routingHttpResponseStrictTransportSecurityHeaderValue"].startswith(
                        "max-age=31536000"
                    ),
                    of=lambda item: item.inputs["protocol"] == "HTTPS",
                    wanted=with_host,
                ),
            ),
            "alicloud": (
                Check(
                    type="alicloud:alb/rule:Rule",
                    what="the entry says so for a year",
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
                Check(
                    type=host.CONTAINER,
                    what="the entry says so for a year",
                    judge=host.contains(
                        "nginx.conf",
                        "add_header Strict-Transport-Security $own_strict_transport_security always;",
                        "'' 'max-age=31536000",
                    ),
                    of=ending("gateway-server"),
                    named=("gateway-server",),
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
