"""Output of days before: since when, of whom, and each line once."""

from datetime import UTC, datetime

import pytest

from host.__main__ import main
from host.kept import chosen, moment
from host.problem import HostError
from tests.host.conftest import Make, row

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
LINES = [
    "2026-11-19T23:59:59.999999Z api api-1-abc before\n",
    "2026-11-20T00:00:00.000000Z api api-1-abc first\n",
    "2026-11-20T00:00:01.000000Z api-admin api-admin-1-abc of another part\n",
    "2026-11-20T00:00:00.000000Z api api-1-abc first\n",
    "2026-11-20T00:00:02.000000Z api api-2-abc\n",
]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20T10:30", "2026-11-20T10:30:00"),
        ("2026-11-20T10:30+02:00", "2026-11-20T08:30:00"),
        ("90m", "2026-11-30T10:30:00"),
        ("36h", "2026-11-29T00:00:00"),
        ("7d", "2026-11-23T12:00:00"),
    ],
)
def test_a_moment_is_a_day_a_time_or_how_long_ago(text: str, begin: str) -> None:
    assert moment(text, NOW) == begin


@pytest.mark.parametrize("text", ["yesterday", "7", "99999999999d", ""])
def test_another_moment_is_refused(text: str) -> None:
    with pytest.raises(HostError, match=f'^"{text}" is no moment; allowed: 2026-11-20, 2026-11-20T10:30 '):
        moment(text, NOW)


def test_lines_from_then_on_are_shown_once() -> None:
    assert list(chosen(LINES, None, "2026-11-20T00:00:00")) == [LINES[1], LINES[2], LINES[4]]


def test_lines_of_one_part_alone() -> None:
    assert list(chosen(LINES, "api", "2026-11-20T00:00:00")) == [LINES[1], LINES[4]]


def test_the_collector_is_asked(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    server.containers(row("api-1-abc", "api"), row("dashboard-collector-abc", "monitor"))
    assert main(["-C", str(server.folder), "logs", "api", "--since", "2026-11-20"]) == 0
    assert capsys.readouterr().out == "2026-11-20T00:00:00.000000Z api api-1-abc kept\n"
    assert server.calls()[-1] == "docker exec dashboard-collector-abc sh -c cat /output/*.log []"


def test_it_is_said_where_nothing_is_kept_by_days(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    assert main(["-C", str(server.folder), "logs", "--since", "7d"]) == 2
    assert capsys.readouterr().err.startswith("server: shop-local keeps output by size and not by days: leave --since")


def test_what_was_and_what_comes_are_two_questions(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    assert main(["-C", str(server.folder), "logs", "--since", "7d", "--follow"]) == 2
    assert "allowed: one of the two" in capsys.readouterr().err
