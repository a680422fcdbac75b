"""What a part is asked, and the numbers it tells."""

import pytest

from tests.settings.conftest import Lines, Read


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            "services: {api: {health: {timeout_seconds: 10}}}",
            "services.api.health.timeout_seconds: 10 is not less than interval_seconds, 10; allowed: 2 to 9",
        ),
        (
            "services: {api: {health: {interval_seconds: 5}}}",
            "services.api.health.interval_seconds: 5 is not more than timeout_seconds, 5; allowed: 6 to 300",
        ),
        (
            "services: {rpc: {image: 'a:1', protocol: grpc, health: {alive: /alive}}}",
            (
                "services.rpc.health.alive: it is asked over HTTP, which a part of `protocol: grpc` does not speak; "
                "leave it out"
            ),
        ),
        (
            "services: {api: {measures: {open: {above: 5, below: 1}}}}",
            "services.api.measures.open: has both `above` and `below`; allowed: one of the two, or neither",
        ),
        (
            "workers: {tasks: {scale: {running_tasks: 4, queue_delay_seconds: 9}}}",
            (
                "workers.tasks.scale.running_tasks: tasks are measured by `queue_delay_seconds` already; "
                "keep one of the two"
            ),
        ),
        (
            "workers: {tasks: {scale: {min: 0, running_tasks: 4}}}",
            "workers.tasks.scale.min: with 0 instances nobody reports how many tasks run; allowed: 1 to 4",
        ),
    ],
)
def test_what_contradicts_itself(lines: Lines, change: str, line: str) -> None:
    assert lines(change) == [f"app.yaml: {line}"]


def test_what_goes_together(read: Read) -> None:
    change = """
    services: {api: {
      health: {ready: /ready, alive: /alive, interval_seconds: 30, timeout_seconds: 10},
      measures: {open: {above: 5}, rate: {below: 1}, seen: {}},
      scale: {running_tasks: 4, cpu_percent: 60, requests_per_instance: 9}}}
    """
    spec = read(change).services["api"].spec
    assert list(spec.measures) == ["open", "rate", "seen"]
