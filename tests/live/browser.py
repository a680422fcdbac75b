"""A browser without a window."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser of the superuser that speaks to nobody but the page."""

NAMES = ("chromium", "google-chrome")


@pytest.fixture(scope="class")
def browser() -> Iterator[Browser]:
    """Chromium, as the machine has it."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium on PATH; `python -m toolchain.browser` installs it on Debian"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield started
        started.close()
