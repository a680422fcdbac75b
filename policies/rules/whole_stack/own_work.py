"""X-12, X-13, X-14: the pack's own work: the same controls everywhere, nothing skipped, no stale excuse."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.facts import CONTROL, EXEMPTION, UNJUDGED
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.predicates import number
from policies.rules.whole_stack.trail import trail


@dataclass(frozen=True)
class SameOnBothClouds(StackCheck):
    """A control that names both clouds is told on both, or it is written down why not."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each side that is missing."""
        for control in graph.of_type(self.type):
            missing = control.properties.get("missing")
            for cloud in missing if isinstance(missing, list) else []:
                path = trail(control.name, str(cloud), "no check and no reason")
                remedy = "write the check, or list it in policies/rules/not_applicable.yaml with the reason"
                yield Finding(control, "clouds", f"is held on one side only: {path}", remedy)


@dataclass(frozen=True)
class NothingSkipped(StackCheck):
    """Once the deployment is over, no value is left that a rule could not judge."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each value that was never judged."""
        for skipped in graph.of_type(self.type):
            if skipped.properties.get("after") is True:
                path = trail(str(skipped.properties.get("rule")), skipped.name.partition(" ")[2], "never judged")
                remedy = "judge the state once everything is known: pulumi policy analyze --policy-pack policies"
                yield Finding(skipped, "", f"was skipped: {path}", remedy)


@dataclass(frozen=True)
class ExemptionsAlive(StackCheck):
    """Every exemption has a reason, an owner and an end that is still ahead."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each exemption that is over, or that nobody answers for."""
        for exemption in graph.of_type(self.type):
            said = exemption.properties
            covered = f"{said.get('rule')} on {said.get('resource')}"
            for key in ("rule", "resource", "reason", "owner", "until"):
                if not str(said.get(key, "")).strip():
                    path = trail(covered, f"no {key}")
                    yield Finding(exemption, key, f"excuses without saying enough: {path}", f"say the {key}")
            left = number(said.get("days_left"))
            if left is not None and left < 0:
                path = trail(covered, f"{said.get('until')}", f"{-left:g} days ago")
                yield Finding(exemption, "until", f"is over: {path}", "mend what it excuses, or decide anew")


CONTROLS, SKIPPED, EXEMPT = (SameOnBothClouds(CONTROL),), (NothingSkipped(UNJUDGED),), (ExemptionsAlive(EXEMPTION),)
