"""A run that failed is begun again by the next update, which finds its exit code in the stack's own state."""

from typing import Any

import pulumi
import pytest

from components.clouds.docker import attempts
from tests.components import answers
from tests.components.docker.looking import CONTAINER, VOLUME, written
from tests.components.docker.test_once import ran
from tests.components.recorder import Recorder, run

URN = "urn:pulumi:prod::notes::groundwork:index:Platform$docker:index/container:Container::"

NAMES = ("platform-work", "platform-data")
FAILED = {"attach": True, "exitCode": 3.0, "labels": [{"label": "groundwork.attempt", "value": "6"}]}


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


def test_what_keeps_running_and_what_is_no_container_have_no_attempts(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that was stopped has an exit code as well; a resource of another kind may bear a run's name."""
    left(monkeypatch, exitCode=3.0)
    other = {f"{URN}{name}".replace(CONTAINER, VOLUME): {"type": VOLUME, "outputs": FAILED} for name in NAMES}
    found = answers.CALLS[attempts.STATE]["outputs"]
    monkeypatch.setattr(answers, "CALLS", {**answers.CALLS, attempts.STATE: {"outputs": found | other}})
    assert run(attempts.read) == {"platform-work": 1}


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


class Engine:
    """One that answers only after it has failed some times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, failures: int, problem: str) -> None:
        self.asked, self.failures, self.problem = 0, failures, problem
        self.real = pulumi.runtime.invoke
        monkeypatch.setattr(pulumi.runtime, "invoke", self.invoke)
        monkeypatch.setattr(attempts.time, "sleep", lambda _: None)

    def invoke(self, token: str, *rest: Any) -> Any:
        self.asked += 1
        if self.asked <= self.failures:
            raise RuntimeError(self.problem)
        return self.real(token, *rest)


def test_a_state_that_is_just_being_written_is_read_again(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    left(monkeypatch, exitCode=3.0)
    engine = Engine(monkeypatch, 19, "invocation of readStackResourceOutputs: failed to load checkpoint: EOF")
    assert attempt(recorder) == "1"
    assert engine.asked == 20


@pytest.mark.parametrize(("failures", "problem", "asked"), [(20, "EOF", 20), (1, "passphrase must be set", 1)])
def test_other_failures_are_told(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, failures: int, problem: str, asked: int
) -> None:
    engine = Engine(monkeypatch, failures, problem)
    with pytest.raises(RuntimeError, match=problem):
        run(ran)
    assert engine.asked == asked
