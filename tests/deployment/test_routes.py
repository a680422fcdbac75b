"""What is told when an entry cannot keep what the application asks of it."""

import pulumi
import pytest

from components.clouds.docker.monitor.telling import SILENT
from components.spec import Cloud
from tests.components.programs import registered

LIMITED = {"services": {"api": {"rate_limit": {"requests_per_second": 10}}}}
WARNING = "api: `rate_limit` is not kept on this cloud: see docs/parity.md"
BEHIND_CDN = "api: `rate_limit` is not kept on /api, which the CDN hands on: see docs/parity.md"


@pytest.mark.parametrize(("cloud", "warnings"), [("aws", []), ("alicloud", [BEHIND_CDN]), ("docker", [SILENT])])
def test_a_limit_that_nobody_keeps_is_told(cloud: Cloud, warnings: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda message, *_: said.append(message))
    with registered("notes", "prod", cloud, LIMITED):
        pass
    assert said == warnings


def test_without_a_limit_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", lambda message, *_: said.append(message))
    with registered("notes", "prod", "alicloud"):
        pass
    assert said == []
