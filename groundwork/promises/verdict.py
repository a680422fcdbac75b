"""How any stack keeps a promise: one that has not everything is held to what it has."""

from dataclasses import dataclass

from groundwork.promises.promise import Promise
from groundwork.promises.subject import Program

KEPT, PARTLY, BROKEN, OPEN, NOTHING = "kept", "kept in part", "not kept", "not judged", "nothing of it"


@dataclass(frozen=True)
class Verdict:
    """One promise and one stack."""

    state: str
    """`kept`, `kept in part`, `not kept`, `not judged`, or `nothing of it` where it has none of what is promised."""
    reasons: tuple[str, ...] = ()
    """Sentences: what breaks it, why it is not judged, or where the cloud has a gap."""


def verdict(promise: Promise, program: Program) -> Verdict:
    """Judge a stack; what it need not have (no database, no alarms) and does not ask for breaks nothing."""
    cloud = program.stack.cloud
    gap = (promise.exceptions[cloud],) if cloud in promise.exceptions else ()
    checks = [check for check in promise.checks[cloud] if check.wanted is None or check.wanted(program)]
    if not checks:
        return Verdict(BROKEN, gap) if gap and _concerned(promise, program) else Verdict(NOTHING)
    findings = [(check, check.finding(program)) for check in checks]
    missing = (check.missing for check, finding in findings if check.wanted and not finding.looked_at)
    broken = (*missing, *(said for _, finding in findings for said in finding.broken))
    if broken:
        return Verdict(BROKEN, broken)
    if not any(finding.looked_at for _, finding in findings):
        return Verdict(NOTHING)
    hidden = tuple(said for _, finding in findings for said in finding.hidden)
    if hidden:
        return Verdict(OPEN, hidden)
    return Verdict(PARTLY, gap) if gap else Verdict(KEPT)


def _concerned(promise: Promise, program: Program) -> bool:
    """Whether the stack asks for it, by the word of any cloud's checks; what all are promised concerns all."""
    wishes = [check.wanted for checks in promise.checks.values() for check in checks]
    asked = [wish for wish in wishes if wish is not None]
    return any(wish(program) for wish in asked) if asked else True
