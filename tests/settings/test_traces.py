"""One word that tells every container where its traces go, by the standard's own variables."""

import pytest

from components.connection import Template
from components.network import Edge
from tests.settings.conftest import Lines, Read

ENDPOINT = "https://otlp.example.com"
TRACES = f"traces: {ENDPOINT}"
SECRET = {"config": {"shop:OTLP_HEADERS": "api-key=s3cret"}, "secret_keys": ("shop:OTLP_HEADERS",)}
WITH_SECRET = f"traces: {{endpoint: '{ENDPOINT}', secret: OTLP_HEADERS}}"
SMALL = 'name: shop\nservices: {api: {image: "a:1"}}\n'
ON_A_HOST = {"groundwork:cloud": "docker", "aws:region": ""}
HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"


def otel(variables: dict[str, Template]) -> dict[str, object]:
    """The standard's variables and what they say."""
    return {name: value.segments[0] for name, value in variables.items() if name.startswith("OTEL_")}


def test_every_container_is_told_who_it_is_and_where_to(read: Read) -> None:
    stack = read(f"{TRACES}\nfrontends: {{pages: {{kind: ssr, image: 'shop/pages:1'}}}}")
    assert set(stack.containers) == {"api", "tasks", "cleanup", "pages"}
    for name, part in stack.containers.items():
        assert otel(dict(part.variables)) == {
            "OTEL_SERVICE_NAME": name,
            "OTEL_RESOURCE_ATTRIBUTES": "service.namespace=shop,deployment.environment.name=dev",
            "OTEL_EXPORTER_OTLP_ENDPOINT": ENDPOINT,
            "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
            "OTEL_PROPAGATORS": "tracecontext,baggage",
            "OTEL_TRACES_SAMPLER": "parentbased_always_on",
        }


def test_where_nothing_is_said_there_are_none(read: Read) -> None:
    stack = read()
    assert all(otel(dict(part.variables)) == {} for part in stack.containers.values())
    assert all(part.told_secrets == {} for part in stack.containers.values())


def test_a_variable_of_the_application_s_own_wins(read: Read) -> None:
    common = "variables: {OTEL_TRACES_SAMPLER: parentbased_traceidratio, OTEL_TRACES_SAMPLER_ARG: '0.1'}"
    own = "services: {api: {variables: {OTEL_SERVICE_NAME: shop-api}}}"
    stack = read(f"{TRACES}\n{common}\n{own}")
    api, tasks = (dict(stack.containers[name].variables) for name in ("api", "tasks"))
    assert [otel(api)[name] for name in ("OTEL_SERVICE_NAME", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG")] == [
        "shop-api",
        "parentbased_traceidratio",
        "0.1",
    ]
    assert otel(tasks)["OTEL_SERVICE_NAME"] == "tasks"


@pytest.mark.parametrize("kind", ["secrets", "generate"])
def test_so_does_a_secret_of_its_own(read: Read, kind: str) -> None:
    own = f"services: {{api: {{{kind}: [OTEL_RESOURCE_ATTRIBUTES]}}}}"
    told = {"config": {"shop:OTEL_RESOURCE_ATTRIBUTES": "x"}, "secret_keys": ("shop:OTEL_RESOURCE_ATTRIBUTES",)}
    assert "OTEL_RESOURCE_ATTRIBUTES" not in read(f"{TRACES}\n{own}", **told).services["api"].variables


def test_headers_are_the_operator_s_secret_under_the_standard_s_name(read: Read) -> None:
    stack = read(WITH_SECRET, **SECRET)
    assert {name: dict(part.told_secrets) for name, part in stack.containers.items()} == {
        name: {HEADERS: "OTLP_HEADERS"} for name in stack.containers
    }
    assert all(HEADERS not in part.variables for part in stack.containers.values())


@pytest.mark.parametrize(
    "own",
    [
        f"variables: {{{HEADERS}: 'x=1'}}",
        f"services: {{api: {{variables: {{{HEADERS}: 'x=1'}}}}}}",
        f"services: {{api: {{generate: [{HEADERS}]}}}}",
    ],
)
def test_headers_of_a_part_s_own_win(read: Read, own: str) -> None:
    assert read(f"{WITH_SECRET}\n{own}", **SECRET).services["api"].told_secrets == {}


def test_the_secret_must_be_set(lines: Lines) -> None:
    (said,) = lines(WITH_SECRET)
    assert "OTLP_HEADERS" in said


@pytest.mark.parametrize(
    ("endpoint", "ports"),
    [(ENDPOINT, [443]), (f"{ENDPOINT}:4318", [443, 4318]), (f"{ENDPOINT}:4318/otlp", [443, 4318])],
)
def test_the_way_to_it_is_open_and_no_other(read: Read, endpoint: str, ports: list[int]) -> None:
    stack = read(f"traces: {endpoint}")
    for name in stack.containers:
        edges = [edge for edge in stack.edges if edge.source == name and edge.target == "internet"]
        assert edges == [Edge(source=name, target="internet", port=port) for port in ports]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "traces: 'http://otlp.example.com'",
            'traces: "http" is not encrypted; allowed: an address that begins with https://',
        ),
        (
            "traces: {endpoint: 'http://otlp:4318'}",
            'traces.endpoint: "http" is not encrypted; allowed: an address that begins with https://',
        ),
        (
            "traces: 'https://user:pass@otlp.example.com'",
            'traces: this value is not allowed here; allowed: text like "https://otlp.example.com"',
        ),
        ("traces: {secret: KEY}", 'traces.endpoint: missing; allowed: text like "https://otlp.example.com"'),
        (
            "traces: {endpoint: 'https://otlp.example.com:65536'}",
            'traces.endpoint: this value is not allowed here; allowed: text like "https://otlp.example.com"',
        ),
        (
            f"{TRACES}\nnetwork: {{nat: none}}",
            "traces: cannot be reached: `network.nat: none` leaves no way to the internet; allowed: leave it out",
        ),
    ],
)
def test_what_is_refused(lines: Lines, text: str, said: str) -> None:
    assert f"app.yaml: {said}" in lines(text)


def test_on_one_host_a_collector_inside_needs_no_tls(read: Read, lines: Lines) -> None:
    stack = read(app=f"{SMALL}traces: http://otel:4318", config=ON_A_HOST)
    assert otel(dict(stack.services["api"].variables))["OTEL_EXPORTER_OTLP_ENDPOINT"] == "http://otel:4318"
    (said,) = lines(app=f"{SMALL}traces: http://otlp.example.com", config=ON_A_HOST)
    assert said.startswith('app.yaml: traces: "http" is not encrypted, and otlp.example.com is not inside; allowed: ')
