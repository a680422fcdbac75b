"""Jobs: an empty group that a schedule or a person starts."""

from datetime import UTC, datetime

import pulumi
import pytest

from components.clouds.alicloud import schedule
from tests.components.alicloud.running import job
from tests.components.recorder import Recorder, run, value

GROUP = "alicloud:ess/scalingGroup:ScalingGroup"
TASK = "alicloud:ess/scheduledTask:ScheduledTask"
RULE = "alicloud:ess/scalingRule:ScalingRule"


def test_nothing_runs_until_it_is_started(recorder: Recorder) -> None:
    made = run(job)
    asked = recorder.inputs(GROUP)
    assert (asked["minSize"], asked["maxSize"]) == (0, 1)
    assert "desiredCapacity" not in asked
    assert recorder.all(TASK) == []
    assert recorder.all("alicloud:oos/execution:Execution") == []
    start = made.start
    assert start is not None
    assert value(start) == (
        "aliyun ess ExecuteScalingRule --RegionId eu-central-1 --ScalingRuleAri "
        "ari:acs:ess:eu-central-1:1234567890123456:scalingrule/tasks-start-id"
    )


def test_one_instance_runs_to_its_end(recorder: Recorder) -> None:
    run(job)
    rule = recorder.inputs(RULE)
    assert (rule["scalingRuleType"], rule["adjustmentType"], rule["adjustmentValue"]) == (
        "SimpleScalingRule", "TotalCapacity", 1,
    )  # fmt: skip
    assert "tasks-configuration" in recorder.one(RULE).depends_on
    assert recorder.inputs("alicloud:ess/eciScalingConfiguration:EciScalingConfiguration")["restartPolicy"] == "Never"


def test_a_schedule(recorder: Recorder) -> None:
    run(lambda: job({"schedule": "0 3 * * 1"}))
    task = recorder.one(TASK)
    assert (task.inputs["recurrenceType"], task.inputs["recurrenceValue"]) == ("Cron", "0 3 ? * MON")
    assert task.inputs["scheduledAction"].endswith(":scalingrule/tasks-start-id")
    assert task.inputs["recurrenceEndTime"] == schedule.end(datetime.now(UTC)).strftime("%Y-%m-%dT%H:%MZ")
    assert task.ignore_changes == ("launchTime",)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ("2026-01-01", "2026-12-31"),
        ("2026-06-30", "2026-12-31"),
        ("2026-07-01", "2027-06-30"),
        ("2026-12-31", "2027-06-30"),
        ("2027-07-01", "2028-06-30"),
        ("2028-01-01", "2028-12-31"),
    ],
)
def test_a_schedule_ends_within_a_year_and_lasts_half_a_year(now: str, end: str) -> None:
    """The longest that the service allows; each half-year's first update renews it, and no other changes it."""
    begin, finish = datetime.fromisoformat(now).replace(tzinfo=UTC), datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert schedule.end(begin) == finish
    assert 180 <= (finish - begin).days <= 365


def test_a_schedule_that_cannot_be_kept_is_refused(recorder: Recorder) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        run(lambda: job({"schedule": "0 3 1 * 1"}))
    assert str(refused.value) == ("jobs.tasks.schedule: 0 3 1 * 1: day of month and day of week cannot both be given")
