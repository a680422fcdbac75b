"""A stack of a few parts is whole: stores alone, beside an application that runs from its sources."""

from typing import Any

import pulumi
import pytest

from components.spec import Cloud
from tests.components.programs import registered
from tests.components.recorder import value

STORES = {"only": ["database", "cache", "files"]}
SERVICES = {
    "aws": "aws:ecs/service:Service",
    "alicloud": "alicloud:ess/scalingGroup:ScalingGroup",
    "docker": "docker:index/container:Container",
}


@pytest.mark.parametrize("cloud", ["aws", "alicloud", "docker"])
def test_stores_alone(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    exported: dict[str, Any] = {}
    monkeypatch.setattr(pulumi, "export", exported.__setitem__)
    with registered("notes", "dev", cloud, keys=STORES) as program:
        assert {"database", "cache", "files"} <= program.components.keys()
        assert not {"api", "tasks", "cleanup", "web", "gateway"} & program.components.keys()
        made = program.recorder.names(SERVICES[cloud])
        assert not [name for name in made if name.startswith(("api", "tasks", "cleanup", "gateway"))]
        assert "backup" in value(exported["commands"])
        assert "images" not in exported
