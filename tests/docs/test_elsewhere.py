"""Every command of the documentation is run: by a reader (test_pages.py), or by a test that elsewhere.yaml names."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.docs.page import PAGES
from tests.engine.harness import REPOSITORY
from tests.examples import existing

FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
TYPED = ("", "console", "sh", "bash")
REMARK = re.compile(r"(^|\s+)#.*$")
ELSEWHERE: dict[str, dict[str, list[str] | str]] = yaml.safe_load(
    Path(__file__).with_name("elsewhere.yaml").read_text(encoding="utf-8")
)
READ = {f"docs/{page}.md" for page in PAGES}
OTHER = ("docs/decisions/", "policies/introduction.md")
"""Pages that tell of choices, and what docs/policies.md is made of."""


def pages() -> list[str]:
    """Every page, in English, that no reader works through."""
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    found = (path for path in listed.stdout.split() if not path.startswith(OTHER))
    return [path for path in found if path not in READ and "zh" not in path]


def commands(page: str) -> Iterator[str]:
    """What is typed, without remarks and with one space between words."""
    for kind, block in FENCE.findall((REPOSITORY / page).read_text(encoding="utf-8")):
        for line in block.splitlines() if kind in TYPED else ():
            if command := " ".join(REMARK.sub("", line).split()):
                yield command


def test_every_command_is_run_somewhere() -> None:
    shown = {page: sorted(set(commands(page))) for page in pages()}
    assert {page: found for page, found in shown.items() if found} == {
        page: sorted(named) for page, named in ELSEWHERE.items()
    }


@pytest.mark.parametrize("page", ELSEWHERE)
def test_the_tests_that_run_them_exist(page: str) -> None:
    named = [test for tests in ELSEWHERE[page].values() if isinstance(tests, list) for test in tests]
    assert [problem for test in named if (problem := existing.problem(test))] == []


@pytest.mark.parametrize("page", [page for page in ELSEWHERE if (REPOSITORY / page).with_suffix(".zh-CN.md").exists()])
def test_the_chinese_page_shows_the_same_commands(page: str) -> None:
    assert list(commands(page.replace(".md", ".zh-CN.md"))) == list(commands(page))


def test_what_nothing_runs_says_why() -> None:
    reasons = [tests for named in ELSEWHERE.values() for tests in named.values() if isinstance(tests, str)]
    assert len(reasons) == 11
    assert {len(reason) > 40 for reason in reasons} == {True}
