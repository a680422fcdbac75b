"""What a stack's configuration and a `--policy-pack-config` file say of the rules, checked entry by entry.

`groundwork:policies` holds what such a file holds, and a list of exemptions besides:

    groundwork:policies:
      LG-01: {minimum: 90}
      EC-08: disabled
      exemptions:
        - {rule: DB-05, resource: database, reason: no budget yet, owner: ops@example.com, until: 2027-03-31}
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pulumi_policy import EnforcementLevel

from policies.pack.exemptions import Exemption, exemptions
from policies.pack.messages import no_such_rules
from policies.pack.predicates import number
from policies.pack.rule import ADVISORY, MANDATORY, OFF, Rule
from policies.pack.tuning import ALLOWED, Tuning, options

STACK_KEY = "groundwork:policies"
EXEMPTIONS = "exemptions"
LEVELS: Mapping[str, EnforcementLevel] = {"advisory": ADVISORY, "mandatory": MANDATORY, "disabled": OFF}
LEVEL_KEYS = ("enforcementLevel", "level")


@dataclass
class Configured:
    """What was said, and what is wrong with it."""

    levels: dict[str, EnforcementLevel] = field(default_factory=dict)
    tunings: dict[str, Tuning] = field(default_factory=dict)
    exemptions: list[Exemption] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def stack_configuration(text: str | None, rules: Sequence[Rule], known: Sequence[str]) -> Configured:
    """What the stack's configuration says; nothing where there is none."""
    configured = Configured()
    if text is None:
        return configured
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        configured.problems.append(f"{STACK_KEY}: expected a mapping from rules to settings, and {EXEMPTIONS}")
        return configured
    for name, value in said.items():
        if name == EXEMPTIONS:
            found, problems = exemptions(value, f"{STACK_KEY}.{EXEMPTIONS}", known)
            configured.exemptions += found
            configured.problems += problems
        elif name not in known:
            configured.problems.append(no_such_rules([name], [*known, EXEMPTIONS], STACK_KEY))
        else:
            level = {"enforcementLevel": value} if isinstance(value, str) else value
            _entry(configured, name, level, f"{STACK_KEY}.{name}", {rule.id: rule for rule in rules})
    return configured


def pack_configuration(said: Mapping[str, Mapping[str, object]], rules: Sequence[Rule]) -> Configured:
    """What a configuration file says beside the levels, which the engine reads itself."""
    configured = Configured()
    by_id = {rule.id: rule for rule in rules}
    for name, value in said.items():
        if name in by_id:
            _entry(configured, name, value, f"--policy-pack-config: {name}", by_id)
    return configured


def _entry(configured: Configured, name: str, said: object, at: str, rules: Mapping[str, Rule]) -> None:
    movable = options(rules[name]) if name in rules else {}
    allowed = [LEVEL_KEYS[0], *movable, EXEMPTIONS]
    if not isinstance(said, Mapping):
        configured.problems.append(f"{at}: expected a level ({', '.join(LEVELS)}) or a mapping of {', '.join(allowed)}")
        return
    for key, value in said.items():
        if key in LEVEL_KEYS:
            _level(configured, name, value, f"{at}.{key}")
        elif key == EXEMPTIONS:
            listed = [{"rule": name, **item} if isinstance(item, Mapping) else item for item in _listed(value)]
            found, problems = exemptions(listed, f"{at}.{key}", list(rules))
            configured.exemptions += found
            configured.problems += problems
        elif key in movable:
            _figure(configured, name, key, value, at)
        else:
            configured.problems.append(f"{at}.{key}: is not allowed; allowed are {', '.join(allowed)}")


def _level(configured: Configured, name: str, value: object, at: str) -> None:
    level = LEVELS.get(value) if isinstance(value, str) else None
    if level is None:
        configured.problems.append(f"{at}: is no level; allowed are {', '.join(LEVELS)}")
    else:
        configured.levels[name] = level


def _figure(configured: Configured, name: str, key: str, value: object, at: str) -> None:
    before = configured.tunings.get(name, Tuning())
    if key == ALLOWED:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            configured.problems.append(f"{at}.{key}: expected a list of texts")
            return
        configured.tunings[name] = Tuning(before.minimum, before.maximum, tuple(map(str, value)))
        return
    found = number(value)
    if found is None or found < 0:
        configured.problems.append(f"{at}.{key}: expected a number, 0 or more")
    elif key == "minimum":
        configured.tunings[name] = Tuning(found, before.maximum, before.allowed)
    else:
        configured.tunings[name] = Tuning(before.minimum, found, before.allowed)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
