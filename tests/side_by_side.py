"""How tests run side by side on a few cores.

Live tests share one Docker host: some count the requests that are answered, some look at all of a daemon, and a browser
gives requests up when another stack's networks come and go. So one worker takes them all, first, and one after another.
What the others take needs nothing but processors, and yields to it.
"""

import gc
import os
import re
import sys
from functools import cache
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

LONG = ("live", "engine")
"""Markers of what takes seconds a test, the longest first: begun last, it would go on when all else is done."""
SAID = re.compile(r"^\w+ = .*\bpytest\.mark\.live\b", re.MULTILINE)
"""How a file says that its tests are live."""
NICENESS = 19
"""Of a worker whose tests yield: a seventieth of the share of one whose tests do not, by Linux's table of weights."""

GROWN = 100
"""Modules by which a process must have grown until they are kept out of the garbage collector's sight once more."""


class Scheduling(LoadScopeScheduling):
    """Classes, and the functions of a module, each to one worker; all files of live tests together to one."""

    def _split_scope(self, nodeid: str) -> str:
        file = self.config.rootpath / nodeid.partition("::")[0]
        return "live" if _is_live(file) else super()._split_scope(nodeid)


@cache
def _is_live(file: Path) -> bool:
    return SAID.search(file.read_text(encoding="utf-8")) is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Hand tests out as this module says, whatever `--dist` is."""
    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by marker; the order within stays, for steps build on each other. Raises pytest.UsageError.

    What is marked in a way that only a worker would see could run beside other live tests, and is refused.
    """
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if item.get_closest_marker(name)), len(LONG)))
    for item in items:
        if item.get_closest_marker("live") and not _is_live(item.path):
            raise pytest.UsageError(f"{item.nodeid} is live; its file must say so: pytestmark = pytest.mark.live")


class Keeping:
    """Keeps what is imported out of the garbage collector's sight.

    Hundreds of megabytes of SDKs never go, and whatever collects garbage, as hypothesis does before each test, looks at
    all of them each time.
    """

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._known = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Look whether much was imported since."""
        if len(sys.modules) >= self._known + GROWN:
            gc.collect()
            gc.freeze()
            self._known = len(sys.modules)


def pytest_configure(config: pytest.Config) -> None:
    """Keep, in each process that runs tests."""
    config.pluginmanager.register(Keeping())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a worker yield from its first test on that is not live; by then it has no live one before it."""
    if hasattr(item.config, "workerinput") and not item.get_closest_marker("live") and os.nice(0) < NICENESS:
        os.nice(NICENESS)
