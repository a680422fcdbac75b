from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components.api_service import ApiService, ServiceSpec
from tests.components.containers.parts import VARIABLES, routed, service_args, stage
from tests.components.recorder import Recorder, run


@pytest.fixture
def second_recorder(recorder: Recorder) -> Recorder:
    return Recorder()


def deploy(image: str) -> None:
    def program() -> None:
        platform, network = stage()
        spec = ServiceSpec(image=image, uses=["database", "files"], generate=["KEY"])
        leading = routed(platform, network, "/api")
        ApiService("api", service_args(platform, network, spec, variables=VARIABLES, **leading))

    run(program)


def by_name(recorder: Recorder) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    return {(item.type, item.name): item.inputs for item in recorder.noted}


def test_a_new_image_changes_the_task_and_through_it_the_service(recorder: Recorder, second_recorder: Recorder) -> None:
    deploy("ghcr.io/notes/api:1.0.0")
    pulumi.runtime.set_mocks(
        second_recorder.mocks, project="notes", stack="prod", preview=False, monitor=second_recorder
    )
    deploy("ghcr.io/notes/api:1.0.1")
    before, after = by_name(recorder), by_name(second_recorder)
    assert before.keys() == after.keys()
    changed = {name for (_, name), inputs in after.items() if inputs != before[_, name]}
    assert changed == {"api-task"}
    followers = {item.name for item in recorder.noted if "api-task" in item.depends_on}
    assert followers == {"api-service"}
