"""A run that failed is begun again by the next update, which finds its exit code in the stack's own state."""

from typing import Any

import pulumi
import pytest

from components.clouds.docker import attempts
from tests.components import answers
from tests.components.docker.looking import CONTAINER, written
from tests.components.docker.test_once import ran
from tests.components.recorder import Recorder, run

URN = "urn:pulumi:prod::notes::groundwork:index:Platform$docker:index/container:Container::"


def left(monkeypatch: pytest.MonkeyPatch, name: str = "platform-work", **outputs: Any) -> None:
    """The last update left a container with these outputs, and one that keeps running."""
    found = {
        f"{URN}{name}": {"type": CONTAINER, "outputs": {"attach": True, **outputs}},
        f"{URN}platform-server": {"type": CONTAINER, "outputs": {"exitCode": 137.0}},
        "urn:pulumi:prod::notes::pulumi:pulumi:Stack::notes-prod": {"type": "pulumi:pulumi:Stack", "outputs": {}},
    }
    monkeypatch.setattr(answers, "CALLS", {**answers.CALLS, attempts.STATE: {"outputs": found}})


def attempt(recorder: Recorder) -> str | None:
    """The number that the container has among its labels."""
    run(ran)
    return written(recorder.inputs(CONTAINER, "platform-work")["labels"]).get("groundwork.attempt")


def test_a_first_run_has_no_number(recorder: Recorder) -> None:
    assert attempt(recorder) is None


def test_what_succeeded_stays_as_it_is(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, exitCode=0.0, labels=[{"label": "groundwork.part", "value": "platform"}])
    assert attempt(recorder) is None


def test_what_failed_is_another_container(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, exitCode=3.0, labels=[{"label": "groundwork.part", "value": "platform"}])
    assert attempt(recorder) == "1"


def test_what_failed_again_is_yet_another(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, exitCode=1.0, labels=[{"label": "groundwork.attempt", "value": "4"}])
    assert attempt(recorder) == "5"


def test_what_succeeded_in_the_end_keeps_its_number(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, exitCode=0.0, labels=[{"label": "groundwork.attempt", "value": "4"}])
    assert attempt(recorder) == "4"


def test_others_do_not_count(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, "platform-other", exitCode=3.0)
    assert attempt(recorder) is None


def test_the_state_that_is_read_is_this_stack_s(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    answer = answers.Clouds.call

    def call(clouds: answers.Clouds, args: pulumi.runtime.MockCallArgs) -> Any:
        asked.append((args.token, args.args))
        return answer(clouds, args)

    monkeypatch.setattr(answers.Clouds, "call", call)
    run(ran)
    stack = f"{pulumi.get_organization()}/notes/prod"
    assert asked == [("pulumi:pulumi:readStackResourceOutputs", {"stackName": stack})]
