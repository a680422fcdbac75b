"""docs/app.md: current, complete, and every example in it can be used."""

import re
from pathlib import Path
from typing import Any

import pytest

from settings.reference import page, sections
from settings.reference.sections import Section

ROOT = Path(__file__).parents[2]
EXAMPLES = page.examples()
KEYS = [(section, key) for section in sections.ALL for key in section.own_keys()]
TWO_SCREENS = 100
"""Lines."""


def test_the_page_is_what_the_models_say() -> None:
    assert page.FILE.read_text(encoding="utf-8") == page.text(), "run: python -m settings.reference"


@pytest.mark.parametrize("section", sections.ALL, ids=lambda section: section.title)
def test_every_key_has_an_example_and_no_other(section: Section) -> None:
    assert EXAMPLES.get(section.title, {}).keys() == set(section.own_keys())


@pytest.mark.parametrize(("section", "key"), KEYS, ids=lambda value: getattr(value, "title", value))
def test_an_example_is_taken_by_its_model(section: Section, key: str) -> None:
    written = EXAMPLES[section.title]
    needed: dict[str, Any] = {
        name: written[name] for name, field in section.model.model_fields.items() if field.is_required()
    }
    spec = section.model.model_validate({**needed, key: written[key]}, strict=True)
    assert key in spec.model_fields_set


def test_every_model_of_both_files_is_told() -> None:
    """A key whose model is not told leads nowhere."""
    text = page.text()
    headings = {sections.anchor(title) for title in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links <= headings
    assert {sections.anchor(section.title) for section in sections.ALL} <= headings


def test_defaults_are_told_by_preset() -> None:
    rows = [line for line in page.text().splitlines() if line.startswith("| `")]
    told = {tuple(cell.strip() for cell in row.split(" | ")[:3]) for row in rows}
    assert ("| `backup_days`", "a whole number from 1 to 35", "dev `7`, staging `14`, prod `30`") in told
    assert ("| `min`", "a whole number from 0 to 1000", "dev `1`, staging `1`, prod `2`") in told
    assert ("| `groundwork:disposable`", "true or false or null", "dev `true`, staging `false`, prod `false`") in told
    assert ("| `directory`", "text", "required") in told


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_both_readmes_lead_to_it(readme: str) -> None:
    assert "(docs/app.md)" in (ROOT / readme).read_text(encoding="utf-8")


def test_the_largest_application_fits_on_two_screens() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in ROOT.glob("examples/*/app.yaml")}
    assert {file: length for file, length in lengths.items() if length > TWO_SCREENS} == {}
