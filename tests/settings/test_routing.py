"""Routes: the gateway's rules, the CDN's forwards, host names and public addresses."""

from components.container import Route
from settings.stack import Address, Entry
from tests.settings.conftest import Lines, Read

SSR = """
name: shop
domain: shop.example.com
services: {api: {image: "a:1"}, stream: {image: "a:1", streaming: true}}
frontends: {web: {kind: ssr, image: "w:1", port: 3000}}
routes: {"/": web, "api.{domain}/": api, "/events": stream, "/events/all": api}
"""


def test_a_static_frontend_at_the_root_holds_the_domain(read: Read) -> None:
    stack = read('domain: shop.example.com\nroutes: {"/api/events": api}')
    assert stack.entry == Entry(
        host="origin.shop.example.com",
        alternative_hosts=(),
        address="https://origin.shop.example.com",
        behind_cdn=True,
        streaming=False,
    )
    web = stack.static["web"]
    assert (web.host, web.forwards, web.routes) == ("shop.example.com", ("/api/events", "/api"), ())
    assert web.directory == stack.project / "dist"
    assert stack.services["api"].routes == (
        Route(path="/api/events", host=None, priority=8617),
        Route(path="/api", host=None, priority=9024),
    )
    assert stack.addresses == {
        "web": Address(base="https://shop.example.com", path="", entry="web"),
        "api": Address(base="https://shop.example.com", path="/api", entry="web"),
    }


def test_without_a_domain_the_cloud_knows_the_names(read: Read) -> None:
    stack = read()
    assert stack.entry == Entry(host=None, alternative_hosts=(), address=None, behind_cdn=True, streaming=False)
    assert stack.static["web"].host is None
    assert stack.addresses == {
        "web": Address(base=None, path="", entry="web"),
        "api": Address(base=None, path="/api", entry="web"),
    }


def test_hosts_of_containers_are_the_gateway_s(read: Read) -> None:
    stack = read(app=SSR)
    assert stack.entry == Entry(
        host="shop.example.com",
        alternative_hosts=("api.shop.example.com",),
        address="https://shop.example.com",
        behind_cdn=False,
        streaming=True,
    )
    assert stack.services["api"].routes == (
        Route(path="/events/all", host="shop.example.com", priority=3673),
        Route(path="/", host="api.shop.example.com", priority=4690),
    )
    assert stack.services["stream"].routes == (Route(path="/events", host="shop.example.com", priority=4060),)
    assert stack.rendered["web"].routes == (Route(path="/", host="shop.example.com", priority=4583),)
    assert stack.addresses == {
        "web": Address(base="https://shop.example.com", path="", entry="gateway"),
        "api": Address(base="https://api.shop.example.com", path="", entry="gateway"),
        "stream": Address(base="https://shop.example.com", path="/events", entry="gateway"),
    }


def test_a_host_beside_the_cdn_opens_the_gateway_and_goes_first(read: Read) -> None:
    stack = read('domain: shop.example.com\nservices: {hooks: {image: "h:1"}}\nroutes: {"hooks.{domain}/": hooks}')
    assert stack.entry == Entry(
        host="origin.shop.example.com",
        alternative_hosts=("hooks.shop.example.com",),
        address="https://origin.shop.example.com",
        behind_cdn=False,
        streaming=False,
    )
    assert stack.services["hooks"].routes == (Route(path="/", host="hooks.shop.example.com", priority=4644),)
    assert stack.services["api"].routes == (Route(path="/api", host=None, priority=9024),)


def test_two_static_frontends_have_a_host_each(read: Read) -> None:
    change = """
    domain: shop.example.com
    frontends: {office: {kind: static, directory: dist}}
    routes: {"office.{domain}/": office, "office.{domain}/api": api}
    """
    stack = read(change)
    assert {name: (part.host, part.forwards) for name, part in stack.static.items()} == {
        "web": ("shop.example.com", ("/api",)),
        "office": ("office.shop.example.com", ("/api",)),
    }
    assert stack.services["api"].routes == (Route(path="/api", host=None, priority=9024),)


def test_a_static_frontend_without_a_route_has_its_cdn_s_own_name(read: Read) -> None:
    stack = read(app="name: shop\nfrontends: {web: {kind: static, directory: dist}}\n")
    assert stack.entry is None
    assert (stack.static["web"].host, stack.static["web"].forwards) == (None, ())
    assert stack.addresses == {"web": Address(base=None, path="", entry="web")}


def test_a_static_frontend_answers_for_several_hosts(read: Read) -> None:
    """The first route says which is its address; the CDN hands the same paths on under each."""
    change = """
    domain: shop.example.com
    routes: {"www.{domain}/": web, "www.{domain}/events": api}
    """
    stack = read(change)
    web = stack.static["web"]
    assert (web.host, web.alternative_hosts) == ("shop.example.com", ("www.shop.example.com",))
    assert web.forwards == ("/events", "/api")
    assert stack.addresses["web"].base == "https://shop.example.com"
    assert [(route.path, route.host) for route in stack.services["api"].routes] == [("/api", None), ("/events", None)]
    assert stack.entry
    assert (stack.entry.host, stack.entry.alternative_hosts) == ("origin.shop.example.com", ())


def test_on_several_hosts_a_path_still_leads_to_one_part(lines: Lines) -> None:
    change = """
    domain: shop.example.com
    services: {other: {image: "a:1"}}
    routes: {"www.{domain}/": web, "www.{domain}/api": other}
    """
    assert lines(change) == [
        'app.yaml: routes["www.{domain}/api"]: behind a CDN a path leads to one part, and "/api" leads elsewhere'
    ]
