"""How an instance is asked whether it is well: by its own probes, and by the load balancer before it."""

from typing import Any

import pytest

from tests.components.alicloud.running import service
from tests.components.recorder import Recorder, run

CONFIGURATION = "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration"
SERVERS = "alicloud:alb/serverGroup:ServerGroup"
READY = {"HttpGetPath": "/healthz", "HttpGetPort": 8000, "HttpGetScheme": "HTTP"}
CONNECTION = {"TcpSocketPort": 8000}
LONG = {
    "ready": "/health/ready",
    "alive": "/health",
    "interval_seconds": 30,
    "timeout_seconds": 10,
    "tries": 4,
    "start_seconds": 15,
}
TIMING = {"PeriodSeconds": 30, "TimeoutSeconds": 10, "FailureThreshold": 4}
"""Of both probes of `LONG`."""


def probe(recorder: Recorder, kind: str) -> dict[str, Any]:
    """What a container is asked, without the name of the probe."""
    (found,) = recorder.inputs(CONFIGURATION)["containers"]
    start = f"{kind}Probe"
    return {key.removeprefix(start): value for key, value in found.items() if key.startswith(start)}


def asked_by_balancer(recorder: Recorder, name: str) -> dict[str, Any]:
    """How a server group asks its servers."""
    return dict(recorder.inputs(SERVERS, name)["healthCheckConfig"])


@pytest.mark.parametrize(("protocol", "question"), [("http", READY), ("grpc", CONNECTION)])
def test_one_path_is_asked_by_default_and_longer_before_a_new_start(
    recorder: Recorder, protocol: str, question: dict[str, Any]
) -> None:
    run(lambda: service({"protocol": protocol}))
    timing = {"PeriodSeconds": 10, "TimeoutSeconds": 5}
    assert probe(recorder, "readiness") == {**question, **timing, "FailureThreshold": 3, "SuccessThreshold": 2}
    assert probe(recorder, "liveness") == {**question, **timing, "FailureThreshold": 6, "InitialDelaySeconds": 60}
    (found,) = recorder.inputs(CONFIGURATION)["containers"]
    assert found["ports"] == [{"port": 8000, "protocol": "TCP"}]


def test_two_questions_with_their_own_timing(recorder: Recorder) -> None:
    run(lambda: service({"health": LONG}))
    assert probe(recorder, "readiness") == {
        **READY, **TIMING, "HttpGetPath": "/health/ready", "SuccessThreshold": 2,
    }  # fmt: skip
    assert probe(recorder, "liveness") == {**READY, **TIMING, "HttpGetPath": "/health", "InitialDelaySeconds": 15}


def test_a_balancer_asks_what_tells_that_an_instance_is_ready(recorder: Recorder) -> None:
    run(lambda: service({"health": LONG}, named=True))
    for name in ("api-servers", "api-inside-servers"):
        asked = asked_by_balancer(recorder, name)
        assert (asked["healthCheckPath"], asked["healthCheckConnectPort"]) == ("/health/ready", 8000)
        assert (asked["healthCheckInterval"], asked["healthCheckTimeout"]) == (30, 10)
        assert (asked["healthyThreshold"], asked["unhealthyThreshold"]) == (2, 4)


def test_a_balancer_asks_as_seldom_as_it_can(recorder: Recorder) -> None:
    run(lambda: service({"health": {**LONG, "interval_seconds": 300}}))
    assert asked_by_balancer(recorder, "api-servers")["healthCheckInterval"] == 50
    assert probe(recorder, "readiness")["PeriodSeconds"] == 300
