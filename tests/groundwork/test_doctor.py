"""What an account needs before its first stack."""

import json

import pytest

from components.clouds.alicloud import preflight
from groundwork.command import main
from groundwork.doctor import aws


def test_every_step_of_an_alibaba_cloud_account(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "alicloud", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"cloud": "alicloud", "steps": list(preflight.everything())}


def test_people_get_a_numbered_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "aws"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Once for every AWS account, as its administrator:\n  1. a hosted zone")
    assert f"  {len(aws.STEPS)}. " in shown


def test_a_cloud_without_accounts_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["doctor", "docker"])
    assert left.value.code == 2
    assert "choose from" in capsys.readouterr().err
