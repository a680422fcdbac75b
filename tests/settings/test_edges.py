"""Edges: who may open which port of whom, and nothing else."""

from components.network import Edge
from tests.settings.conftest import Read


def pairs(edges: tuple[Edge, ...]) -> list[tuple[str, str, int]]:
    return [(edge.source, edge.target, edge.port) for edge in edges]


def test_behind_a_cdn_only_its_addresses_reach_the_gateway(read: Read) -> None:
    stack = read("domain: shop.example.com")
    assert pairs(stack.edges) == [
        ("cdn", "gateway", 443),
        ("gateway", "api", 8000),
        ("api", "database", 5432),
        ("api", "cache", 6379),
        ("api", "internet", 443),
        ("tasks", "database", 5432),
        ("tasks", "cache", 6379),
        ("tasks", "internet", 443),
        ("cleanup", "database", 5432),
        ("cleanup", "internet", 443),
    ]
    assert stack.members == ("gateway", "database", "cache", "api", "tasks", "cleanup")


def test_without_a_domain_the_cdn_speaks_http(read: Read) -> None:
    assert pairs(read().edges)[0] == ("cdn", "gateway", 80)


APP = 'name: shop\nservices: {api: {image: "a:1", port: 3001}, ocr: {image: "b:1", port: 9000}}\nroutes: {"/": api}\n'


def test_without_a_cdn_the_internet_reaches_the_gateway(read: Read) -> None:
    assert pairs(read(app=APP).edges) == [
        ("internet", "gateway", 80),
        ("gateway", "api", 3001),
        ("api", "internet", 443),
        ("ocr", "internet", 443),
    ]
    assert pairs(read(app=f"{APP}domain: shop.example.com\n").edges)[:2] == [
        ("internet", "gateway", 443),
        ("internet", "gateway", 80),
    ]


def test_a_service_used_by_another_is_reached_on_its_port(read: Read) -> None:
    stack = read(app=APP.replace("port: 3001", "port: 3001, uses: [ocr]"))
    assert ("api", "ocr", 9000) in pairs(stack.edges)
    assert stack.services["ocr"].private_name
    assert not stack.services["api"].private_name


def test_outbound_ports_are_edges_to_the_internet(read: Read) -> None:
    stack = read("workers: {tasks: {outbound_ports: [443, 587]}}")
    assert [port for source, target, port in pairs(stack.edges) if (source, target) == ("tasks", "internet")] == [
        443,
        587,
    ]


def test_no_route_no_gateway(read: Read) -> None:
    stack = read(app='name: shop\nservices: {api: {image: "a:1"}}\n')
    assert stack.entry is None
    assert pairs(stack.edges) == [("api", "internet", 443)]
    assert stack.members == ("api",)


def test_two_routes_of_a_part_are_one_edge(read: Read) -> None:
    stack = read('routes: {"/events": api}')
    assert pairs(stack.edges).count(("gateway", "api", 8000)) == 1
