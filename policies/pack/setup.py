"""How the pack is set up for one stack: rules with their figures, levels, and exemptions."""

import datetime as dt
from collections.abc import Mapping, Sequence

from pulumi_policy import EnforcementLevel

from policies.pack.configuration import STACK_KEY, Configured, pack_configuration, stack_configuration
from policies.pack.describe import UNKNOWN_RULE
from policies.pack.exemptions import Exemption
from policies.pack.judge import Judge
from policies.pack.levels import enforced, level_of, settings_from_config
from policies.pack.resource import Resource
from policies.pack.rule import Rule
from policies.pack.tuning import Tuning, tuned


class Setup:
    """Rules and what configures them: the environment, then the stack's configuration, then a configuration file."""

    levels: Mapping[str, EnforcementLevel]
    """The level of each rule."""
    enforced: frozenset[str]
    """The rules that are judged at all."""

    def __init__(self, rules: Sequence[Rule], config: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._file = Configured()
        self.from_stack(config)

    def from_stack(self, config: Mapping[str, str]) -> None:
        """Takes the stack's configuration."""
        self.settings = settings_from_config(config)
        self._allowed = {rule.id: Tuning(allowed=rule.allows(config)) for rule in self._rules if rule.allows}
        self._stack = stack_configuration(config.get(STACK_KEY), self._rules, self.names())
        self._tune()

    def from_file(self, levels: Mapping[str, EnforcementLevel], said: Mapping[str, Mapping[str, object]]) -> None:
        """Takes a configuration file: the levels as the engine merged them, and whatever else stands there."""
        self._file = pack_configuration(said, self._rules)
        self._file.levels.update(levels)
        self._tune()

    def names(self) -> list[str]:
        """Every rule that can be configured."""
        return [*(rule.id for rule in self._rules), UNKNOWN_RULE.id]

    def _levels(self) -> dict[str, EnforcementLevel]:
        found = {rule.id: level_of(rule, self.settings) for rule in (*self._rules, UNKNOWN_RULE)}
        for said in (self._stack.levels, self._file.levels):
            found |= {name: level for name, level in said.items() if name in found}
        return found

    def exemptions(self) -> list[Exemption]:
        """Every exemption, dead ones too."""
        return [*self._stack.exemptions, *self._file.exemptions]

    def exemption(self, rule: str, resource: Resource) -> Exemption | None:
        """The living exemption of a rule for a resource."""
        living = (exemption for exemption in self.exemptions() if exemption.alive(today()))
        return next((exemption for exemption in living if exemption.covers(rule, resource)), None)

    def problems(self) -> str:
        """What is wrong with the configuration, a line for each; empty where nothing is."""
        return "\n".join([*self._stack.problems, *self._file.problems])

    def _tune(self) -> None:
        rules = self._rules
        for tunings in (self._allowed, self._stack.tunings, self._file.tunings):
            rules = tuple(tuned(rule, tunings[rule.id]) if rule.id in tunings else rule for rule in rules)
        self.judge = Judge(rules)
        self.levels = self._levels()
        self.enforced = enforced(self.levels)


def today() -> dt.date:
    """The day on which the pack judges, in UTC."""
    return dt.datetime.now(dt.UTC).date()
