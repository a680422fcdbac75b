"""Exemptions: for a while, one rule says nothing of one resource, and the pack says so each time.

In the stack's configuration, `groundwork:policies`, under `exemptions`, or in a `--policy-pack-config` file under the
rule's own name. Each names who answers for it and the day on which it ends.
"""

import datetime as dt
import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policies.pack.facts import EXEMPTION, fact
from policies.pack.resource import Resource

KEYS = ("rule", "resource", "reason", "owner", "until")


@dataclass(frozen=True)
class Exemption:
    """One entry, as it stands; what is wrong with it is for X-14 to tell."""

    rule: str
    resource: str
    """The logical name of a resource, or a pattern for several: `files-*`."""
    reason: str
    owner: str
    until: str
    """The last day, as 2027-03-31."""

    def ends(self) -> dt.date | None:
        """The last day; None where the text is no day."""
        try:
            return dt.date.fromisoformat(self.until)
        except ValueError:
            return None

    def alive(self, today: dt.date) -> bool:
        """Whether it is whole, and not yet over."""
        ends = self.ends()
        return ends is not None and today <= ends and not self.lacks()

    def lacks(self) -> list[str]:
        """The keys that say nothing."""
        return [name for name in KEYS if not getattr(self, name).strip()]

    def covers(self, rule: str, resource: Resource) -> bool:
        """Whether it speaks of this rule and this resource."""
        return self.rule == rule and fnmatch.fnmatchcase(resource.name, self.resource)

    def __str__(self) -> str:
        """The entry in words."""
        return f"exempt until {self.until}: {self.reason} ({self.owner})"


def exemptions(entries: object, where: str, rules: Iterable[str]) -> tuple[list[Exemption], list[str]]:
    """The entries of a list, and what is wrong with it in sentences that name what is allowed."""
    if not isinstance(entries, list):
        return [], [f"{where}: expected a list of exemptions, each with {', '.join(KEYS)}"]
    known = set(rules)
    found, problems = [], []
    for position, entry in enumerate(entries):
        at = f"{where}[{position}]"
        if not isinstance(entry, Mapping):
            problems.append(f"{at}: expected an object with {', '.join(KEYS)}")
            continue
        problems += [f"{at}.{key}: is not allowed; allowed are {', '.join(KEYS)}" for key in entry if key not in KEYS]
        exemption = Exemption(**{key: str(entry.get(key, "")) for key in KEYS})
        problems += [f"{at}.{key}: is required" for key in exemption.lacks()]
        if exemption.rule and exemption.rule not in known:
            problems.append(f"{at}.rule: there is no rule {exemption.rule}; rules are listed in docs/policies.md")
        if exemption.until and exemption.ends() is None:
            problems.append(f"{at}.until: is no day; write it as 2027-03-31")
        found.append(exemption)
    return found, problems


def exemption_facts(found: Iterable[Exemption], today: dt.date) -> list[Resource]:
    """Each exemption for X-14 to judge, with the days it has left."""
    facts = []
    for number, exemption in enumerate(found):
        ends = exemption.ends()
        properties = {key: getattr(exemption, key) for key in KEYS}
        left = {} if ends is None else {"days_left": float((ends - today).days)}
        facts.append(fact(EXEMPTION, f"exemption-{number}", {**properties, **left}))
    return facts
