"""However a run ends, it leaves no process behind."""

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command.processes import all_gone, child_running, descendants
from tests.command.toy import FOREVER, SECONDS, Toy, succeeded

pytestmark = pytest.mark.engine

STACK = "config: {aws:region: eu-central-1}\n"

PROGRAM = """
import pulumi, pulumi_aws, pulumi_random
before = pulumi_random.RandomId("before", byte_length=4)
pulumi_aws.ec2.InternetGateway("gateway", opts=pulumi.ResourceOptions(depends_on=[before]))
"""
"""One resource that is there at once, then one that takes a simulated second."""


@dataclass
class Running:
    """An `up` in the middle of making a resource."""

    toy: Toy
    simulate: "subprocess.Popen[str]"
    started: set[int]
    """Every process below `simulate`."""

    def ended(self) -> str:
        """Wait for `simulate` to end; what it has said since."""
        text, _ = self.simulate.communicate(timeout=SECONDS)
        return text


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    toy = Toy(tmp_path, PROGRAM, dev=STACK)
    with toy.start("up", "--stack", "dev", "--yes", "--skip-preview", SIMULATOR_SPEED=FOREVER) as simulate:
        try:
            said: list[str] = []
            for line in simulate.stdout or ():
                said.append(line)
                if "InternetGateway gateway creating" in line:
                    break
            else:
                pytest.fail("".join(said))
            yield Running(toy, simulate, descendants(simulate.pid))
        finally:
            simulate.kill()


def test_a_run_has_the_processes_that_these_tests_are_about(running: Running) -> None:
    for name in ("bin/pulumi up", "toolchain.serve", "toolchain.program", "toolchain.policy_pack"):
        assert child_running(running.simulate.pid, name)


@pytest.mark.parametrize(("number", "word"), [(signal.SIGINT, "^C"), (signal.SIGTERM, "SIGTERM")])
def test_signal_to_simulate_reaches_pulumi_once(running: Running, number: signal.Signals, word: str) -> None:
    running.simulate.send_signal(number)
    text = running.ended()
    assert f"{word} received; cancelling" in text
    assert "received; terminating" not in text
    assert "Traceback" not in text
    assert running.simulate.returncode == 1
    assert all_gone(running.started)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_state_holds_what_an_ended_run_has_made(running: Running, number: signal.Signals) -> None:
    running.simulate.send_signal(number)
    running.ended()
    assert all_gone(running.started)
    assert "random:index/randomId:RandomId::before" in succeeded(
        running.toy.simulate("stack", "export", "--stack", "dev")
    )


def test_next_run_is_not_locked_out_after_an_interrupted_one(running: Running) -> None:
    running.simulate.send_signal(signal.SIGINT)
    running.ended()
    again = running.toy.simulate("up", "--stack", "dev", "--yes", "--skip-preview")
    assert again.returncode == 0, again.stdout + again.stderr


def test_killed_simulate_leaves_nothing(running: Running) -> None:
    running.simulate.kill()
    running.ended()
    assert all_gone(running.started)


def test_killed_pulumi_leaves_nothing_and_its_end_is_told(running: Running) -> None:
    os.kill(child_running(running.simulate.pid, "bin/pulumi up"), signal.SIGKILL)
    running.ended()
    assert running.simulate.returncode == 128 + signal.SIGKILL
    assert all_gone(running.started)


def test_killed_language_host_takes_program_and_policies_with_it(running: Running) -> None:
    """Pulumi itself goes on until what it has begun is done; here, until it is told not to wait."""
    host = child_running(running.simulate.pid, "toolchain.serve")
    below = descendants(host)
    assert len(below) == 2
    os.kill(host, signal.SIGKILL)
    assert all_gone({host, *below})
    running.simulate.send_signal(signal.SIGINT)
    running.ended()
    assert all_gone(running.started)
