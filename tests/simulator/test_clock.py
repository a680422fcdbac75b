"""Simulated time."""

import threading

import pytest

from simulator.clock import Clock


class Waited(threading.Event):
    """Notes how long it was asked to wait, and does not."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.seconds.append(timeout or 0.0)
        self.set()
        return True


def test_a_speed_shortens_the_wait() -> None:
    waited = Waited()
    Clock(200).wait(100, waited)
    assert waited.seconds == [pytest.approx(0.5, abs=0.1)]


def test_without_a_speed_nothing_waits() -> None:
    waited = Waited()
    assert Clock(None).wait(1e9, waited)
    assert waited.seconds == []


@pytest.mark.parametrize("speed", [None, 1.0])
def test_who_is_cancelled_waits_no_longer(speed: float | None) -> None:
    cancelled = threading.Event()
    cancelled.set()
    assert Clock(speed).wait(1e9, cancelled) is False
    assert Clock(speed).wait(1e9, lambda: True) is False


def test_a_wait_that_ends_is_no_cancellation() -> None:
    assert Clock(1e6).wait(1, threading.Event())
    assert Clock(1e6).wait(1, lambda: False)


@pytest.mark.parametrize("speed", [0, -1])
def test_a_speed_is_above_zero(speed: float) -> None:
    with pytest.raises(ValueError, match="the speed must be above 0 simulated seconds per second, got"):
        Clock(speed)


def test_time_only_moves_forward() -> None:
    clock = Clock(1000)
    first, second = clock.now(), clock.now()
    assert 0 <= first <= second
