"""What people ask before there is a stack."""

import pytest

from components.clouds.alicloud import preflight
from deployment.command import main


def test_doctor_lists_every_step_of_an_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "alicloud"]) == 0
    title, *steps = capsys.readouterr().out.splitlines()
    assert title == ("Once for every alicloud account, as its administrator; a preview tells what of it is missing:")
    assert [step.split(". ", 1)[1] for step in steps] == list(preflight.everything())


def test_a_cloud_that_needs_no_preparation_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["doctor", "aws"])
    assert left.value.code == 2
    assert "alicloud" in capsys.readouterr().err
