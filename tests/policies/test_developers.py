"""A store that a development stack publishes to its own host: nothing else of DK-01 and DK-15 is given up for it."""

import pytest

from tests.policies.building import Stack, changed, relinked
from tests.policies.good_docker import docker
from tests.policies.judging import broken

SHUT = {"DK-01", "DK-15"}
HERE = {"internal": 5432.0, "external": 5432.0, "ip": "127.0.0.1"}
EVERYWHERE = {"internal": 5432.0, "external": 5432.0}


def published(environment: str, *ports: dict[str, object], everything: bool = False) -> Stack:
    """The good stack, with its database on a network that leads out."""
    stack = changed(docker(), "box-inside", "internal", False)
    stack = relinked(stack, "box-cache", "networksAdvanced")
    labels = [{"label": "groundwork.environment", "value": environment}]
    for name, value in (("ports", list(ports)), ("labels", labels), ("publishAllPorts", everything)):
        stack = changed(stack, "box-database", name, value)
    return stack


@pytest.mark.parametrize(
    ("environment", "ports", "everything", "expected"),
    [
        ("dev", (HERE,), False, set()),
        ("dev", (), False, {"DK-15"}),
        ("dev", (HERE,), True, {"DK-01"}),
        ("dev", (HERE, EVERYWHERE), False, SHUT),
        ("staging", (HERE,), False, SHUT),
        ("prod", (HERE,), False, SHUT),
    ],
)
def test_a_port_of_this_host_is_for_developers(
    environment: str, ports: tuple[dict[str, object], ...], everything: bool, expected: set[str]
) -> None:
    assert broken(published(environment, *ports, everything=everything)) & SHUT == expected
