"""What holds for every test."""

import signal

import pytest

# Steps that several test classes share assert as tests do, and are to tell as much when they fail.
pytest.register_assert_rewrite("tests.live", "tests.engine.lifecycle")

pytest_plugins = ["tests.daemon", "tests.examples.ran", "tests.live.browser", "tests.side_by_side", "tests.skips"]

# A shell without job control starts what it puts into the background with interrupts ignored, and every process that a
# test starts would inherit that: `.ci/run &` would wait for an interrupt that never comes.
signal.signal(signal.SIGINT, signal.default_int_handler)
