"""What a developer's machine sees of a stack besides the entry, and how much output is kept."""

import pytest

from tests.components.docker.looking import CONTAINER, container
from tests.components.docker.running import service, worker
from tests.components.docker.stand import cache, database
from tests.components.recorder import Recorder, run

PUBLISHED = {"publish": {"database": 15432, "cache": 16379, "api": 18000}}


def test_a_database_is_reached_on_this_machine_alone(recorder: Recorder) -> None:
    run(lambda: database(host=PUBLISHED))
    found = container(recorder, "database-server")
    assert found["ports"] == [{"internal": 5432, "external": 15432, "ip": "127.0.0.1"}]
    assert found["networks"] == {"network-backend": ["database.notes-prod.internal"], "network-public": []}


def test_so_is_a_cache(recorder: Recorder) -> None:
    run(lambda: cache(host=PUBLISHED))
    found = container(recorder, "cache-server")
    assert found["ports"] == [{"internal": 6379, "external": 16379, "ip": "127.0.0.1"}]
    assert found["networks"] == {"network-backend": ["cache.notes-prod.internal"], "network-public": []}


def test_one_container_of_a_service_has_the_port(recorder: Recorder) -> None:
    """It is replaced like everything that has a port of the machine: the old one goes first."""
    run(lambda: service(host=PUBLISHED))
    ports = [container(recorder, f"api-{number}", number=number).get("ports") for number in (1, 2)]
    assert ports == [[{"internal": 8000, "external": 18000, "ip": "127.0.0.1"}], None]
    assert [recorder.one(CONTAINER, f"api-{number}").replaced_last for number in (1, 2)] == [False, True]


def test_nothing_else_has_one(recorder: Recorder) -> None:
    run(lambda: (database(), worker(host=PUBLISHED)))
    for each in recorder.all(CONTAINER):
        assert each.inputs["ports"] == [], each.name
    assert container(recorder, "database-server")["networks"] == {"network-backend": ["database.notes-prod.internal"]}


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ({}, {"max-size": "10m", "max-file": "3"}),
        ({"log_megabytes": 50, "log_files": 7}, {"max-size": "50m", "max-file": "7"}),
    ],
)
def test_as_much_output_is_kept_as_the_stack_says(
    recorder: Recorder, host: dict[str, int], kept: dict[str, str]
) -> None:
    run(lambda: worker(host=host))
    assert recorder.inputs(CONTAINER, "tasks-1")["logOpts"] == kept
