"""What a part tells those that use it."""

from components.api_service import ServiceSpec
from deployment.links import Links


def test_a_part_that_answers_http_tells_its_ports_and_addresses() -> None:
    links = Links("shop-dev.internal")
    spec = ServiceSpec(image="a:1", port=8700, private_ports={"grpc": 8600})
    links.add_web({"agent": spec}, {"agent": "https://shop.example.com/agent", "web": "https://shop.example.com"})
    handed = links.of(["agent", "web"], "api")
    assert handed["agent"].values == {
        "address": "http://agent.shop-dev.internal:8700",
        "host": "agent.shop-dev.internal",
        "port": "8700",
        "port/grpc": "8600",
        "url": "https://shop.example.com/agent",
    }
    assert handed["web"].values == {"url": "https://shop.example.com"}
