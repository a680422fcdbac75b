"""What the pages say can be done, can be done as they say it."""

import re
from pathlib import Path

import pytest

from tests.docs.page import DOCS, PAGES, Commands, Merge, steps
from tests.docs.reader import Reader

HEADING = re.compile(r"^#+ ", re.MULTILINE)


@pytest.mark.engine
@pytest.mark.parametrize("page", [page for page in PAGES if steps(DOCS / f"{page}.md")])
def test_every_command_of_a_page_succeeds(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for step in steps(DOCS / f"{page}.md"):
        reader.take(step)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_say_the_same_steps(page: str) -> None:
    english, chinese = DOCS / f"{page}.md", DOCS / "zh" / f"{page}.md"
    assert steps(chinese) == steps(english)
    assert len(HEADING.findall(chinese.read_text())) == len(HEADING.findall(english.read_text()))


def test_a_step_begins_where_the_one_before_ended(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.take(Commands("mkdir infrastructure\ncd infrastructure\n"))
    (reader.here / "app.yaml").write_text("name: shop\nservices: {api: {port: 8000, uses: [database]}}\n")
    reader.take(Merge("app.yaml", {"services": {"api": {"port": 9000}}}))
    assert reader.take(Commands("cat app.yaml\n")) == (
        "name: shop\nservices:\n  api:\n    port: 9000\n    uses:\n    - database\n"
    )


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"(?s)exit code 2 of.*No rule to make target 'nothing'"):
        Reader(tmp_path).take(Commands("make setup\nmake nothing\necho never\n"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"Pulumi\.other\.yaml"):
        Reader(tmp_path).take(Merge("Pulumi.other.yaml", {}))


@pytest.mark.parametrize(
    "block", ["```\nls\n```", "```sh\nls\n```", "```yaml\nname: shop\n```", "```yaml\n# a remark\n```"]
)
def test_a_block_of_another_kind_is_refused(block: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{block}\n")
    with pytest.raises(ValueError, match="allowed: `console`, and `yaml` with `# FILE` as its first line"):
        steps(page)
