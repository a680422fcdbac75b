"""Makes the catalogue's data files from the reference facts: `python -m simulator.catalogue.build FACTS_FOLDER`.

FACTS_FOLDER holds <package>.json for each package of types.txt; supplement.json adds types in the same form.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulator.catalogue import sdk, words

FOLDER = Path(__file__).parent
SAME_KEY = {
    "computed": "answered",
    "forceNew": "replaces",
    "sensitive": "secret",
    "writeOnly": "write_only",
    "caseInsensitive": "any_case",
}
RENAMED = {
    "range": "bounds", "length": "length", "prefixLength": "prefix_length", "pattern": "pattern",
    "notPattern": "not_pattern",
    "conflictsWith": "conflicts", "exactlyOneOf": "exactly_one", "atLeastOneOf": "at_least_one",
    "requiredWith": "needs", "sameAs": "fields_of", "default": "default",
}  # fmt: skip
BRIDGE_NAME = {"from": "logical name", "separator": "-", "random": 7, "maxLength": 255}
"""The bridge's usual rule for a name it makes (source: the facts' notes, auto-naming)."""


def listed_types() -> list[str]:
    """The tokens of types.txt, in its order."""
    lines = (FOLDER / "types.txt").read_text("utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def translate_name(rule: Any) -> dict[str, Any]:
    """How a name is made, from the facts' autoName."""
    rule = BRIDGE_NAME if rule is True else rule
    made = {"separator": rule.get("separator", ""), "random": rule["random"], "longest": rule.get("maxLength", 255)}
    if rule.get("lowerCase"):
        made["lower"] = True
    if "prefix" in rule:
        made["prefix"] = rule["prefix"]
    return made


def in_own_words(table: Mapping[str, str | None], text: str, what: str) -> str | None:
    """The simulator's name for the facts' prose; raises LookupError for prose that words.py does not have."""
    if text not in table:
        raise LookupError(f"the facts' {what} '{text}' is not in simulator/catalogue/words.py")
    return table[text]


def translate_words(facts: dict[str, Any]) -> dict[str, Any]:
    """The keys of a property that the facts give in prose."""
    row: dict[str, Any] = {}
    if "format" in facts and not facts["format"].startswith("follows n"):
        row["format"] = in_own_words(words.FORMATS, facts["format"], "format")
        row["same"] = words.FORMAT_SAMENESS.get(facts["format"])
    if "rule" in facts:
        row["format"] = in_own_words(words.RULES, facts["rule"], "rule")
    if "diffSuppressed" in facts:
        row["same"] = in_own_words(words.SAMENESS, facts["diffSuppressed"], "diffSuppressed")
    if "storedAs" in facts:
        row["stored"] = in_own_words(words.STORED, facts["storedAs"], "storedAs")
    if facts.get("caseInsensitive"):
        row.setdefault("same", "letter case")
    row |= translate_note(facts.get("note", ""), facts.get("pattern", ""))
    return {key: value for key, value in row.items() if value is not None}


def translate_note(note: str, pattern: str) -> dict[str, Any]:
    """The keys that a remark adds; most remarks add none."""
    row: dict[str, Any] = {}
    if note in words.PERIODS:
        row["format"] = words.PERIODS[note]
    if note.startswith(words.FIFO):
        row["pattern"] = f"(?:{pattern})|(?:{note.removeprefix(words.FIFO).partition(';')[0]})"
    if note.startswith(words.KEPT_BLOCKS):
        row["same"] = "kept when absent"
    if note.startswith(words.CONTAINERS):
        row["same"] = "containers"
    return row


def translate(facts: dict[str, Any]) -> dict[str, Any]:
    """A property in the catalogue's own form."""
    row: dict[str, Any] = {"kind": "asset" if facts.get("format") == "asset" else facts["type"]}
    row |= {mine: True for theirs, mine in SAME_KEY.items() if facts.get(theirs)}
    row |= {mine: facts[theirs] for theirs, mine in RENAMED.items() if theirs in facts}
    row |= translate_words(facts)
    if facts.get("required") or facts.get("requiredUnlessNamed"):
        row["required"] = True
    if "autoName" in facts:
        row["named"] = translate_name(facts["autoName"])
    if "enum" in facts:
        row["allowed"] = list(dict.fromkeys([*facts["enum"], *facts.get("newerValues", [])]))
    if "minItems" in facts or "maxItems" in facts:
        row["items"] = [facts.get("minItems"), facts.get("maxItems")]
    if "element" in facts:
        row["element"] = translate(facts["element"])
    if "properties" in facts:
        row["fields"] = {name: translate(inner) for name, inner in facts["properties"].items()}
    if facts.get("outputOnly"):
        row["answered"] = True
    return row


def translate_type(token: str, facts: dict[str, Any]) -> dict[str, Any]:
    """A resource type in the catalogue's own form."""
    kinds = sdk.output_kinds(token)
    row: dict[str, Any] = {"source": facts["source"]}
    row["properties"] = {name: translate(inner) for name, inner in facts["properties"].items()}
    outputs = {name: kinds[name] for name in facts.get("computedOnly", ()) if name not in facts["properties"]}
    if outputs:
        row["outputs"] = outputs
    if facts.get("sensitiveOutputs"):
        row["secret_outputs"] = facts["sensitiveOutputs"]
    rules = facts.get("replaceRules", ())
    if facts.get("deleteBeforeReplace") or any(rule.startswith(words.DELETES_FIRST) for rule in rules):
        row["delete_before_replace"] = True
    return row


def build(facts_folder: Path) -> dict[str, int]:
    """Writes <package>.json for every package of types.txt; returns the number of types in each."""
    supplement = json.loads((FOLDER / "supplement.json").read_text("utf-8"))
    facts: dict[str, dict[str, Any]] = {}
    rows: dict[str, dict[str, Any]] = defaultdict(dict)
    for token in listed_types():
        package = token.partition(":")[0]
        source = facts_folder / f"{package}.json"
        if package not in facts:
            facts[package] = json.loads(source.read_text("utf-8")) if source.exists() else {}
        known = {**facts[package], **supplement}
        if token not in known:
            raise LookupError(f"{token} (types.txt) is neither in {source} nor in supplement.json")
        rows[package][token] = translate_type(token, known[token])
    for package, types in rows.items():
        lines = [f"{json.dumps(token)}: {json.dumps(row, ensure_ascii=False)}" for token, row in sorted(types.items())]
        (FOLDER / f"{package}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    return {package: len(types) for package, types in rows.items()}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m simulator.catalogue.build FACTS_FOLDER")
    try:
        counts = build(Path(sys.argv[1]))
    except LookupError as problem:
        sys.exit(str(problem))
    for name, count in counts.items():
        print(f"{name}: {count} resource types")
