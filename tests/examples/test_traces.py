"""Traces of examples/cto-new, from web over the API to the worker; its requirements name these tests."""

import functools
import json

import pytest

from components.container import WebSpec
from components.spec import Cloud
from components.worker import JobSpec
from tests.components.programs import OPERATORS, Program
from tests.examples.boxes import box
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, whole

ENDPOINT = "https://otlp.example.com"
HEADERS = "OTEL_EXPORTER_OTLP_HEADERS"
TRACE = ("traceparent", "tracestate", "baggage")
"""The headers in which a trace travels (W3C Trace Context and Baggage)."""


@functools.cache
def opened(cloud: Cloud) -> Program:
    """With a collector on a port of its own, which knows the sender by a header."""
    overrides = {"traces": {"endpoint": f"{ENDPOINT}:4318", "secret": "OTLP_HEADERS"}}
    return changed("cto-new", cloud, "prod", overrides, ["OTLP_HEADERS"])


@on_every_cloud
def test_every_part_is_told_where_traces_go(cloud: Cloud) -> None:
    """Service, worker, jobs and the frontend that renders: each by its own name, as one application and stage."""
    program = whole("cto-new", cloud)
    kinds = [WebSpec, JobSpec]
    assert all(any(isinstance(part.spec, kind) for part in program.stack.containers.values()) for kind in kinds)
    for name in program.stack.containers:
        told = box(program, name).variables
        assert {key: value for key, value in told.items() if key.startswith("OTEL_")} == {
            "OTEL_SERVICE_NAME": name,
            "OTEL_RESOURCE_ATTRIBUTES": "service.namespace=cto-new,deployment.environment.name=prod",
            "OTEL_EXPORTER_OTLP_ENDPOINT": ENDPOINT,
            "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
            "OTEL_PROPAGATORS": "tracecontext,baggage",
            "OTEL_TRACES_SAMPLER": "parentbased_always_on",
        }


@on_every_cloud
def test_the_collector_knows_them_by_the_operator_s_secret(cloud: Cloud) -> None:
    """Which no definition shows where the cloud can hand it over by reference."""
    program = opened(cloud)
    for name in program.stack.containers:
        found = box(program, name)
        if cloud == "aws":
            assert HEADERS not in found.variables
            assert f":{HEADERS}::" in found.references[HEADERS]
            kept = one(program, f"{name}-secrets-version", "SecretVersion").inputs["secretString"]
            assert json.loads(kept)[HEADERS] == OPERATORS
        else:
            assert found.variables[HEADERS] == OPERATORS
            assert found.marked


@on_both_clouds
def test_every_part_may_reach_the_collector_and_no_other_port(cloud: Cloud) -> None:
    kind = "SecurityGroupEgressRule" if cloud == "aws" else "SecurityGroupRule"
    program = opened(cloud)
    for name in program.stack.containers:
        assert one(program, f"network-{name}-to-internet-4318", kind).inputs["description"]
    ports = {edge.port for edge in program.stack.edges if edge.target == "internet" and edge.source != "gateway"}
    assert ports == {443, 4318}
    before = of_type(whole("cto-new", cloud), kind)
    assert [name for name in before if name.endswith("-to-internet-4318")] == []


def test_on_one_host_every_part_is_on_a_network_that_leads_out() -> None:
    program = opened("docker")
    assert of_type(program, "Network")["network-frontend"].get("internal", False) is False
    for name in program.stack.containers:
        networks = {each["name"] for each in box(program, name).inputs["networksAdvanced"]}
        assert any(network.startswith("network-frontend-") for network in networks), name


@on_every_cloud
def test_a_value_of_the_application_s_own_wins(cloud: Cloud) -> None:
    program = changed("cto-new", cloud, "prod", {"workers": {"worker": {"variables": {"OTEL_SERVICE_NAME": "tasks"}}}})
    assert box(program, "worker").variables["OTEL_SERVICE_NAME"] == "tasks"
    assert box(program, "api").variables["OTEL_SERVICE_NAME"] == "api"


@on_every_cloud
def test_the_entry_hands_a_trace_on_as_it_came(cloud: Cloud) -> None:
    """No rule of it speaks of these headers, and what stands before it hands on all of them."""
    program = whole("cto-new", cloud)
    entry = [item for item in program.resources if item.parent in ("gateway", "gateway-routes")]
    assert len(entry) > 2
    assert [item.name for item in entry for name in TRACE if name in str(item.inputs).lower()] == []
    removed = [
        item.name for item in entry if "RemoveHeader" in str(item.inputs) or "pass_request_headers" in str(item.inputs)
    ]
    assert removed == []


@pytest.mark.parametrize("system", ["towow", "loss-assessment"])
def test_a_cdn_hands_every_header_on(system: str) -> None:
    """What CloudFront hands on to the entry, it hands on whole: policies AllViewer and AllViewerExceptHostHeader."""
    whole_requests = {"216adef6-5c7f-47e4-b989-5492eafa07d3", "b689b0a8-53d0-40ab-baf2-68738e2966ac"}
    (cdn,) = of_type(whole(system, "aws"), "Distribution").values()
    assert {each["originRequestPolicyId"] for each in cdn["orderedCacheBehaviors"]} <= whole_requests
    assert cdn["orderedCacheBehaviors"]


@on_every_cloud
def test_where_nothing_is_said_nobody_is_told(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    for name in program.stack.containers:
        assert [key for key in box(program, name).variables if key.startswith("OTEL_")] == []
