"""What holds for every test."""

import signal

pytest_plugins = ["tests.daemon", "tests.live.browser", "tests.skips"]

# A shell without job control starts what it puts into the background with interrupts ignored, and every process that a
# test starts would inherit that: `.ci/run &` would wait for an interrupt that never comes.
signal.signal(signal.SIGINT, signal.default_int_handler)
