"""docs/policies.md: current, complete, and led to by every message."""

import json
import re

import pytest
import yaml

from policies.pack.configuration import stack_configuration
from policies.pack.messages import page as page_of
from policies.reference import FILE, HEAD, page
from policies.rules import RULES

ROOT = FILE.parents[1]


def test_it_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "run: python -m policies.reference"


def test_every_rule_has_a_place_that_messages_lead_to() -> None:
    text = FILE.read_text(encoding="utf-8")
    for rule in RULES:
        assert f'<a id="{page_of(rule).partition("#")[2]}"></a>{rule.id} | {rule.title} |' in text


def test_the_examples_in_it_are_understood() -> None:
    block = re.findall(r"```yaml\n(.*?)```", HEAD.read_text(encoding="utf-8"), re.DOTALL)[0]
    said = json.dumps(yaml.safe_load(block)["config"]["groundwork:policies"], default=str)
    configured = stack_configuration(said, RULES, [rule.id for rule in RULES])
    assert configured.problems == []
    assert configured.exemptions


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_it(readme: str) -> None:
    assert "(docs/policies.md)" in (ROOT / readme).read_text(encoding="utf-8")
