"""Ports beside the one that answers HTTP: for those that use the part, and nobody else."""

from components.connection import Facet, Template
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

AGENT = """
services:
  agent: {image: "shop/agent:1.0.0", port: 8700, private_ports: {grpc: 8600, admin: 8601},
    variables: {LISTEN: "0.0.0.0:{agent.port/grpc}"}}
  api: {uses: [agent], variables: {GRPC: "{agent.host}:{agent.port/grpc}"}}
routes: {"/agent": agent}
"""


def test_a_user_reaches_every_port_and_the_entry_one(read: Read) -> None:
    edges = read(AGENT).edges
    assert [(edge.source, edge.port) for edge in edges if edge.target == "agent"] == [
        ("gateway", 8700),
        ("api", 8700),
        ("api", 8600),
        ("api", 8601),
    ]


def test_a_port_is_named_by_its_users_and_by_the_part_itself(read: Read) -> None:
    services = read(AGENT).services
    assert services["api"].variables["GRPC"] == Template((Facet("agent", "host"), ":8600"))
    assert services["agent"].variables["LISTEN"] == Template(("0.0.0.0:8600",))


def test_nobody_else_may_name_it(lines: Lines) -> None:
    assert lines(f"{AGENT}\nworkers: {{tasks: {{variables: {{PEER: '{{agent.port/grpc}}'}}}}}}") == [
        (
            "app.yaml: workers.tasks.variables.PEER: {agent.port/grpc} is handed to parts that use it, "
            "and tasks does not use agent; add agent to its `uses`"
        )
    ]


def test_an_unknown_port_is_refused_with_those_there_are(lines: Lines) -> None:
    assert lines(AGENT.replace("{agent.host}:{agent.port/grpc}", "{agent.port/grcp}")) == [
        'app.yaml: services.api.variables.GRPC: agent has no value "port/grcp"; did you mean "port/grpc"?'
    ]


def test_a_port_has_one_meaning(lines: Lines) -> None:
    assert lines(AGENT.replace("grpc: 8600, admin: 8601", "grpc: 8700, admin: 8601, metrics: 8601")) == [
        "app.yaml: services.agent.private_ports.grpc: 8700 is `port` already; allowed: another port",
        (
            "app.yaml: services.agent.private_ports.metrics: 8601 is `private_ports.admin` already; "
            "allowed: another port"
        ),
    ]


def test_a_docker_host_has_one_entry_for_all_private_ports(lines: Lines, read: Read) -> None:
    other = '  other: {image: "shop/other:1.0.0", port: 8601, private_ports: {a: 8600, b: 10079}}'
    app = f"{AGENT.replace('routes:', f'{other}{chr(10)}routes:')}\n{COMMAND}"
    ending = ", and a Docker host has one entry for all parts; allowed: another port"
    assert read(app).services.keys() == {"api", "agent", "other"}
    assert lines(app, config=host()) == [
        f"app.yaml: services.agent.private_ports.admin: 8601 is `port` of other{ending}",
        f"app.yaml: services.other.private_ports.a: 8600 is a private port of agent{ending}",
        f"app.yaml: services.other.private_ports.b: 10079 is the entry's own{ending}",
    ]
    assert read(f"{AGENT}\n{COMMAND}", config=host()).services.keys() == {"api", "agent"}
