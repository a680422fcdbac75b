"""A report for CI: `POLICIES_REPORT=/path/report.sarif pulumi preview --policy-pack policies`.

A name that ends in `.sarif` gets SARIF 2.1.0, every other one JSON. The file is written anew with each thing said: an
update ends at the first resource that is refused.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pulumi.runtime.proto import analyzer_pb2 as protocol

from policies.pack.describe import PACK_NAME, PACK_VERSION, UNKNOWN_RULE
from policies.pack.rule import Rule
from policies.pack.sarif import sarif

VARIABLE = "POLICIES_REPORT"
LEVEL_NAMES = {protocol.ADVISORY: "advisory", protocol.MANDATORY: "mandatory"}


@dataclass(frozen=True)
class Said:
    """One thing that the pack said."""

    rule: str
    level: str
    urn: str
    """Empty for the stack."""
    message: str


class Report:
    """What was said so far, in the file that CI reads."""

    def __init__(self, path: str | None, rules: Sequence[Rule]) -> None:
        self._path = Path(path) if path else None
        self._rules = (*rules, UNKNOWN_RULE)
        self._said: dict[str, list[Said]] = {}
        self.stack = ""

    def problem(self) -> str:
        """What is wrong with the path; empty where nothing is."""
        relative = self._path is not None and not self._path.is_absolute()
        return f"{VARIABLE}: {self._path} is relative; name the file with its whole path" if relative else ""

    def take(self, about: str, answers: Iterable[protocol.AnalyzeDiagnostic]) -> None:
        """Take what was said about a resource, or about the stack, in place of what was said before."""
        if self._path is None:
            return
        said = [Said(one.policyName, LEVEL_NAMES[one.enforcementLevel], one.urn, one.message) for one in answers]
        if self._said.get(about, []) != said or not self._path.exists():
            self._said[about] = said
            self._path.write_text(self._text(self._path.suffix), encoding="utf-8")

    def _text(self, suffix: str) -> str:
        everything = [one for said in self._said.values() for one in said]
        content = self._sarif(everything) if suffix == ".sarif" else self._plain(everything)
        return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

    def _plain(self, everything: Sequence[Said]) -> dict[str, object]:
        counts = {level: sum(one.level == level for one in everything) for level in LEVEL_NAMES.values()}
        controls = {rule.id: rule.catalogue.names() for rule in self._rules}
        return {
            "pack": PACK_NAME,
            "version": PACK_VERSION,
            "stack": self.stack,
            "counts": counts,
            "said": [{**asdict(one), "controls": controls.get(one.rule, [])} for one in everything],
        }

    def _sarif(self, everything: Sequence[Said]) -> dict[str, object]:
        return sarif(self._rules, [(one.rule, one.level, one.urn, one.message) for one in everything], self.stack)
