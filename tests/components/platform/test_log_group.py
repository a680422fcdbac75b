"""Log groups: encrypted, and kept no shorter than asked."""

import pulumi
import pytest

from components.clouds.aws import log_group
from components.platform import LogsSpec, Platform
from tests.components.recorder import Recorder, run, value
from tests.components.stand import make_platform


@pytest.mark.parametrize(("days", "kept"), [(1, 1), (2, 3), (30, 30), (31, 60), (181, 365), (366, 400), (3653, 3653)])
def test_retention_is_rounded_up_to_what_is_offered(days: int, kept: int) -> None:
    assert log_group.retention(days) == kept


def test_log_group_is_encrypted_and_kept(recorder: Recorder) -> None:
    def program() -> str:
        platform = make_platform(containers=False, logs=LogsSpec(days=30))
        log_group.create("api-logs", "api", platform, pulumi.ResourceOptions(parent=platform))
        return value(platform.key)

    key = run(program)
    inputs = recorder.inputs("aws:cloudwatch/logGroup:LogGroup")
    assert (inputs["kmsKeyId"], inputs["retentionInDays"], inputs["tags"]["part"]) == (key, 30, "api")
    assert "name" not in inputs


@pytest.mark.parametrize("disposable", [False, True])
def test_it_stays_when_its_part_goes_unless_the_stack_is_disposable(recorder: Recorder, disposable: bool) -> None:
    run(lambda: _of_api(make_platform(containers=False, disposable=disposable)))
    assert recorder.inputs("aws:cloudwatch/logGroup:LogGroup")["skipDestroy"] is not disposable


def _of_api(platform: Platform) -> None:
    log_group.create("api-logs", "api", platform, pulumi.ResourceOptions(parent=platform))
