"""Who limits the clients of a part: whoever sees their address."""

from components.container import RateLimitSpec
from components.gateway import Prefix
from components.spec import Cloud
from deployment import limits
from tests.components.programs import registered

ACL = "aws:wafv2/webAcl:WebAcl"
LIMITED = {"services": {"api": {"rate_limit": {"requests_per_second": 10, "burst": 5}}}}


def found(application: str, cloud: Cloud = "aws") -> tuple[list[str], list[str], list[Prefix]]:
    """Firewalls, their scopes, and what the first limit at the gateway is about."""
    with registered(application, "prod", cloud, LIMITED) as program:
        acls = program.recorder.all(ACL)
        at_gateway = limits.at_gateway(program.stack)
    prefixes = [prefix for limit in at_gateway for prefix in limit.prefixes]
    return [item.name for item in acls], [item.inputs["scope"] for item in acls], prefixes


def test_behind_a_cdn_the_cdn_counts_and_the_gateway_does_not() -> None:
    names, scopes, prefixes = found("notes")
    assert (names, scopes, prefixes) == (["web-firewall"], ["CLOUDFRONT"], [])


def test_without_a_cdn_the_gateway_counts() -> None:
    names, scopes, prefixes = found("cto-new")
    assert (names, scopes) == (["gateway-firewall"], ["REGIONAL"])
    assert prefixes


def test_a_limit_says_what_the_part_answers_and_what_others_do() -> None:
    with registered("notes", "prod", "aws", LIMITED) as program:
        (limit,) = limits.at_page(program.stack, "web")
    assert (limit.part, limit.requests_per_second, limit.burst) == ("api", 10, 5)
    assert Prefix(path="/api", host=None) in limit.prefixes
    assert all(prefix.host is None for prefix in limit.prefixes)
    assert limit.others == []


def test_nobody_asks_for_a_limit() -> None:
    with registered("cto-new", "prod", "aws") as program:
        assert limits.at_gateway(program.stack) == []
        assert program.recorder.names(ACL) == []


def test_the_burst_has_a_default() -> None:
    assert RateLimitSpec(requests_per_second=1).burst == 20
