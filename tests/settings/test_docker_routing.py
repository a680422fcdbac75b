"""One Docker host: every route leads through the gateway, and a bucket has keys for each of its users."""

import pytest

from components.connection import Facet, Template
from components.container import RateLimitSpec, Route, WebSpec
from components.network import Edge
from settings.stack import Address, Entry
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

OTHER_PORT = {"https_port": 8443}
HOSTS = f"""
{COMMAND}
domain: shop.example.com
frontends: {{office: {{kind: static, directory: dist}}}}
routes: {{"office.{{domain}}/": office, "office.{{domain}}/api": api, "api.{{domain}}/": api}}
"""


def test_without_a_domain_the_host_is_localhost(read: Read) -> None:
    stack = read(COMMAND, config=host())
    assert stack.entry == Entry(
        host=None, alternative_hosts=(), address="https://localhost", behind_cdn=False, streaming=False
    )
    assert stack.addresses == {
        "web": Address(base="https://localhost", path="", entry="gateway"),
        "api": Address(base="https://localhost", path="/api", entry="gateway"),
    }


def test_another_port_is_part_of_every_address(read: Read) -> None:
    stack = read(f"{COMMAND}\ndomain: shop.example.com", config=host(OTHER_PORT))
    assert stack.entry == Entry(
        host="shop.example.com",
        alternative_hosts=(),
        address="https://shop.example.com:8443",
        behind_cdn=False,
        streaming=False,
    )
    assert stack.addresses["api"] == Address(base="https://shop.example.com:8443", path="/api", entry="gateway")
    bare = read(COMMAND, config=host(OTHER_PORT))
    assert bare.addresses["web"] == Address(base="https://localhost:8443", path="", entry="gateway")


def test_addresses_in_variables_are_text(read: Read) -> None:
    change = f'{COMMAND}\nservices: {{api: {{variables: {{WEB: "{{web.url}}/login", SELF: "{{api.url}}"}}}}}}'
    api = read(change, config=host(OTHER_PORT)).services["api"]
    assert api.variables["WEB"] == Template(("https://localhost:8443/login",))
    assert api.variables["SELF"] == Template(("https://localhost:8443/api",))
    assert api.connections == ("database", "cache", "files")


def test_a_static_frontend_is_reached_through_the_gateway(read: Read) -> None:
    stack = read(f"{COMMAND}\ndomain: shop.example.com", config=host())
    web = stack.static["web"]
    assert (web.host, web.forwards) == (None, ())
    assert web.routes == (Route(path="/", host="shop.example.com", priority=4583),)
    assert [route.host for route in stack.services["api"].routes] == ["shop.example.com"]
    without = read(COMMAND, config=host())
    assert without.static["web"].routes == (Route(path="/", host=None, priority=9629),)
    assert without.services["api"].routes == (Route(path="/api", host=None, priority=9024),)


def test_the_internet_reaches_the_gateway_itself(read: Read) -> None:
    stack = read(f"{COMMAND}\ndomain: shop.example.com", config=host())
    entries = [edge for edge in stack.edges if "gateway" in {edge.source, edge.target}]
    assert entries == [
        Edge(source="internet", target="gateway", port=443),
        Edge(source="internet", target="gateway", port=80),
        Edge(source="gateway", target="api", port=8000),
    ]


def test_several_hosts_are_one_entry(read: Read) -> None:
    stack = read(HOSTS, config=host())
    assert stack.entry == Entry(
        host="shop.example.com",
        alternative_hosts=("api.shop.example.com", "office.shop.example.com"),
        address="https://shop.example.com",
        behind_cdn=False,
        streaming=False,
    )
    assert {name: [route.host for route in page.routes] for name, page in stack.static.items()} == {
        "web": ["shop.example.com"],
        "office": ["office.shop.example.com"],
    }
    assert [(route.host, route.path) for route in stack.services["api"].routes] == [
        ("office.shop.example.com", "/api"),
        ("shop.example.com", "/api"),
        ("api.shop.example.com", "/"),
    ]
    assert stack.addresses["office"] == Address(base="https://office.shop.example.com", path="", entry="gateway")


def test_an_application_of_pages_alone_has_an_entry(read: Read) -> None:
    app = 'name: shop\nfrontends: {web: {kind: static, directory: dist}}\nroutes: {"/": web}\n'
    stack = read(app=app, config=host())
    assert stack.entry is not None
    assert stack.members == ("gateway",)
    assert stack.static["web"].routes == (Route(path="/", host=None, priority=9629),)


def test_whoever_uses_a_bucket_is_handed_a_key(read: Read) -> None:
    stack = read(COMMAND, config=host())
    assert not stack.buckets["files"].access_key
    brought = {
        name: value
        for name, value in stack.services["api"].variables.items()
        if name.startswith(("S3_", "OSS_", "STORAGE_"))
    }
    assert brought == {
        "STORAGE_DRIVER": Template((Facet("files", "driver"),)),
        "S3_ENDPOINT": Template((Facet("files", "endpoint"),)),
        "S3_INTERNAL_ENDPOINT": Template((Facet("files", "internal_endpoint"),)),
        "S3_REGION": Template((Facet("files", "region"),)),
        "S3_BUCKET": Template((Facet("files", "bucket"),)),
        "S3_ACCESS_KEY_ID": Template((Facet("files", "access_key_id"),)),
        "S3_SECRET_ACCESS_KEY": Template((Facet("files", "secret_access_key"),)),
    }
    assert stack.facets["files"] == ("access_key_id", "secret_access_key")
    assert "S3_ACCESS_KEY_ID" not in read().services["api"].variables


def test_the_key_may_be_named_and_stands_alone(read: Read, lines: Lines) -> None:
    change = 'services: {api: {variables: {KEY: "{files.secret_access_key}"}}}'
    stack = read(f"{COMMAND}\n{change}", config=host())
    assert stack.services["api"].variables["KEY"] == Template((Facet("files", "secret_access_key"),))
    assert lines(change) == [
        "app.yaml: services.api.variables.KEY: files has a key of its own only with `access_key: true`"
    ]
    mixed = 'services: {api: {variables: {KEY: "key={files.secret_access_key}"}}}'
    assert lines(f"{COMMAND}\n{mixed}", config=host()) == [
        (
            "app.yaml: services.api.variables.KEY: {files.secret_access_key} is a secret and must be the whole value, "
            "with no text around it"
        )
    ]


def test_a_rate_limit_is_of_what_answers_http(read: Read, lines: Lines) -> None:
    change = """
    domain: shop.example.com
    services: {api: {rate_limit: {requests_per_second: 10}}}
    frontends: {site: {kind: ssr, image: "s:1", rate_limit: {requests_per_second: 5, burst: 0}}}
    """
    stack = read(change)
    limits = [stack.services["api"].spec, stack.rendered["site"].spec]
    assert [spec.rate_limit for spec in limits if isinstance(spec, WebSpec)] == [
        RateLimitSpec(requests_per_second=10, burst=20),
        RateLimitSpec(requests_per_second=5, burst=0),
    ]
    refused = lines("workers: {tasks: {rate_limit: {requests_per_second: 10}}}")
    assert refused[0].startswith("app.yaml: workers.tasks.rate_limit: unknown key; allowed: image, ")


LIMITS = [
    ("{burst: 5}", "requests_per_second: missing; allowed: a whole number from 1 to 10000"),
    (
        "{requests_per_second: 0}",
        "requests_per_second: 0 is not allowed here; allowed: a whole number from 1 to 10000",
    ),
    (
        "{requests_per_second: 10, burst: -1}",
        "burst: -1 is not allowed here; allowed: a whole number from 0 to 10000",
    ),
    (
        "{requests_per_second: 10, per: minute}",
        "per: unknown key; allowed: requests_per_second, burst",
    ),
]


@pytest.mark.parametrize(("written", "expected"), LIMITS)
def test_a_rate_limit_that_is_refused(lines: Lines, written: str, expected: str) -> None:
    assert lines(f"services: {{api: {{rate_limit: {written}}}}}") == [f"app.yaml: services.api.rate_limit.{expected}"]


def test_a_static_frontend_answers_for_several_hosts(read: Read) -> None:
    stack = read(f"{COMMAND}\ndomain: shop.example.com\nroutes: {{'www.{{domain}}/': web}}", config=host())
    assert [route.host for route in stack.static["web"].routes] == ["shop.example.com", "www.shop.example.com"]
    assert stack.entry
    assert (stack.entry.host, stack.entry.alternative_hosts) == ("shop.example.com", ("www.shop.example.com",))
