"""All clouds are held to the same promises by one table, on what the examples register."""

import typing
from collections.abc import Iterator

import pytest

from components.spec import Cloud
from groundwork.promises import table
from groundwork.promises.promise import Promise
from tests.components.programs import Program, registered

APPLICATIONS = ("notes", "cto-new")
"""Those that have something of everything: a database, a cache, a bucket, a service, a worker, jobs and pages."""

ASKED = {
    "services": {"api": {"rate_limit": {"requests_per_second": 10, "burst": 20}}},
    "budget": {"monthly": 100},
}
"""What no example asks for and is promised."""

CLOUDS: tuple[Cloud, ...] = typing.get_args(Cloud)


@pytest.fixture(scope="module", params=[(name, cloud) for name in APPLICATIONS for cloud in CLOUDS], ids="-".join)
def program(request: pytest.FixtureRequest) -> Iterator[Program]:
    """Each example's production stack on each cloud."""
    application, cloud = request.param
    with registered(application, "prod", cloud, ASKED) as found:
        yield found


@pytest.mark.parametrize("promise", table.PROMISES, ids=lambda promise: promise.id)
def test_the_promise_is_kept(promise: Promise, program: Program) -> None:
    assert promise.failures(program) == []


@pytest.mark.parametrize("promise", table.PROMISES, ids=lambda promise: promise.id)
def test_every_cloud_keeps_it_or_says_why_not(promise: Promise) -> None:
    assert set(promise.checks) == set(CLOUDS)
    silent = [cloud for cloud in CLOUDS if not promise.checks[cloud] and cloud not in promise.exceptions]
    assert silent == []


def test_the_documented_table_is_current() -> None:
    assert table.FILE.read_text(encoding="utf-8") == table.text()
