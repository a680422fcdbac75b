"""Every control is told on every cloud that it names, or listed with the reason why not."""

from collections import Counter

import pytest

from policies.rules import RULES
from policies.rules.controls import Control, NotApplicable, controls, gaps, not_applicable

TOLD = [(rule.id, cloud) for rule in RULES for cloud in rule.clouds]


def test_nothing_is_missing_and_nothing_is_stale() -> None:
    assert gaps(controls(), not_applicable(), TOLD) == []


def test_no_rule_stands_twice() -> None:
    assert [identifier for identifier, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


def test_the_table_is_whole() -> None:
    """The figures of the table that the controls were taken from."""
    listed = controls()
    assert len(listed) == len({control.id for control in listed}) == 180
    assert Counter(cloud for control in listed for cloud in control.clouds) == {
        "aws": 157,
        "alicloud": 144,
        "docker": 45,
    }


DB = Control("DB-01", "database", ("aws", "docker"))
WHY = NotApplicable("DB-01", "docker", "no port")


@pytest.mark.parametrize(
    ("wanted", "listed", "told", "problem"),
    [
        ([DB], [WHY], [], "DB-01 on aws: neither told nor listed as not applicable"),
        ([DB, DB], [WHY], [("DB-01", "aws")], "DB-01 on aws: listed twice"),
        ([DB], [WHY, WHY], [("DB-01", "aws")], "DB-01 on docker: twice in not_applicable.yaml"),
        ([DB], [WHY], TOLD[:1], f"{TOLD[0][0]}: a rule that is no control"),
        (
            [DB],
            [WHY],
            [("DB-01", "aws"), ("DB-01", "docker")],
            "DB-01 on docker: listed as not applicable, and told all the same",
        ),
        (
            [DB],
            [WHY, NotApplicable("DB-99", "aws", "why")],
            [("DB-01", "aws")],
            "DB-99 on aws: listed as not applicable, and no control names it",
        ),
        (
            [DB],
            [NotApplicable("DB-01", "docker", " ")],
            [("DB-01", "aws")],
            "DB-01 on docker: not applicable without a reason",
        ),
    ],
)
def test_each_kind_of_gap_is_named(
    wanted: list[Control], listed: list[NotApplicable], told: list[tuple[str, str]], problem: str
) -> None:
    assert problem in gaps(wanted, listed, told)


def test_a_whole_catalogue_has_no_gap() -> None:
    assert gaps([DB], [WHY], [("DB-01", "aws")]) == []
