"""app.schema.json: current, and complete enough for an editor."""

import json
from pathlib import Path

import yaml

from settings import schema

ROOT = Path(__file__).parent.parent.parent
EXAMPLES = [ROOT / "app.yaml", *sorted(ROOT.glob("examples/*/app.yaml"))]


def test_the_file_is_what_the_models_say() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.text(), "run: python -m settings.schema"


def test_every_key_is_described() -> None:
    content = json.loads(schema.text())
    for model in [content, *content["$defs"].values()]:
        for key, value in model["properties"].items():
            assert key == "kind" or value.get("description"), key


def test_unknown_keys_are_refused_and_no_generated_title_is_left() -> None:
    content = json.loads(schema.text())
    for model in [content, *content["$defs"].values()]:
        assert model["additionalProperties"] is False
        assert "title" not in model
    services = content["properties"]["services"]
    assert services["additionalProperties"] is False
    assert list(services["patternProperties"].values()) == [{"$ref": "#/$defs/ServiceSpec"}]


def test_every_application_refers_to_it() -> None:
    assert len(EXAMPLES) >= 2
    for file in EXAMPLES:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        reference = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / reference).resolve() == schema.FILE
        assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict)
