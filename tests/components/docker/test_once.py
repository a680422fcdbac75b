"""Containers that run to their end: others wait for their success, and an update fails with what they said."""

import pulumi
import pytest

from components.clouds.docker import once
from components.clouds.docker.container import Box, Whose
from components.clouds.docker.once import Once
from tests.components import answers
from tests.components.docker.looking import CONTAINER, ONCE, container
from tests.components.docker.stand import platform
from tests.components.recorder import Recorder, run, value, waits_for

LINES = [f"line {number}" for number in range(1, 31)]


def ran() -> Once:
    """A container that has run; call it inside `run`."""
    on = platform()
    box = Box(image="image", user="1000:1000", networks=(), memory=64, cpus=0.25, command=["work"])
    return once.run("platform-work", Whose(part="platform", platform=on), box, on.children())


def ended(monkeypatch: pytest.MonkeyPatch, exit_code: int | None, said: str | None) -> None:
    """Every container ends so."""
    outputs = {key: each for key, each in (("exitCode", exit_code), ("containerLogs", said)) if each is not None}
    monkeypatch.setattr(answers, "COMPUTED", {**answers.COMPUTED, CONTAINER: lambda _: outputs})


def test_it_is_waited_for_and_its_output_is_kept(recorder: Recorder) -> None:
    made = run(ran)
    assert container(recorder, "platform-work", ONCE) == {
        "image": "image",
        "user": "1000:1000",
        "networks": {},
        "command": ["work"],
        "memory": 64,
        "cpus": "0.25",
    }
    assert value(made.done) == "done"
    assert "platform-work" in waits_for(made.done)
    assert recorder.one(CONTAINER, "platform-work").replaced_last


def test_in_a_preview_nobody_knows_its_end(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(monkeypatch, None, None)
    assert value(run(ran).done) == "done"


def test_a_failure_is_told_with_the_end_of_its_output(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(monkeypatch, 3, "\n".join(LINES))
    with pytest.raises(pulumi.RunError) as refused:
        run(ran)
    assert str(refused.value).splitlines() == [
        "platform-work ended with exit code 3; what ran before still runs. The end of its output:",
        *LINES[-20:],
        "Mend it and deploy again: it is run once more",
    ]


def test_what_waits_is_not_known_where_it_failed(recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    ended(monkeypatch, 137, None)
    with pytest.raises(pulumi.RunError, match="platform-work ended with exit code 137"):
        run(lambda: once.after(ran().done, "address"))


def test_what_waits_has_its_own_value(recorder: Recorder) -> None:
    made = run(ran)
    address = once.after(made.done, "address")
    assert value(address) == "address"
    assert "platform-work" in waits_for(address)
