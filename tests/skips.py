"""In CI a skipped test is a failure: a check that silently does not run protects nobody."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that would otherwise pass when CI is set and a test was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI") or session.exitstatus != pytest.ExitCode.OK:
        return
    if skipped := reporter.stats.get("skipped"):
        names = ", ".join(report.nodeid for report in skipped)
        reporter.write_line(f"\nskipped, which CI does not accept: {names}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
