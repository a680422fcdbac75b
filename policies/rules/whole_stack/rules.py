"""What the stack as a whole must hold; each finding prints the path that it found."""

from collections.abc import Callable, Mapping

from pulumi_policy import Severity

from policies.pack.checks import StackCheck
from policies.pack.rule import ALWAYS, MENTIONED_IN_DEV, OUTSIDE_DEV, Levels, Rule
from policies.rules.whole_stack import (
    blast,
    entries,
    jurisdiction,
    log_homes,
    own_work,
    places,
    plaintext,
    protection,
    reach,
    registry,
    roles,
    store_keys,
)

Checks = tuple[StackCheck, ...]


def _rule(
    identifier: str,
    title: str,
    severity: Severity,
    levels: Levels,
    *,
    protects: bool = False,
    allows: Callable[[Mapping[str, str]], tuple[str, ...]] | None = None,
    **clouds: Checks,
) -> Rule:
    told: Mapping[str, Checks] = clouds
    return Rule(
        id=identifier, title=title, severity=severity, levels=levels, clouds=told, protects=protects, allows=allows
    )


CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM

RULES = (
    _rule(
        "X-01",
        "No path leads from the internet to a datastore",
        CRITICAL,
        ALWAYS,
        aws=reach.AWS,
        alicloud=reach.ALICLOUD,
    ),
    _rule(
        "X-02",
        "What a role may do in sum is neither everything nor a way to more",
        CRITICAL,
        ALWAYS,
        aws=roles.AWS,
        alicloud=roles.ALICLOUD,
    ),
    _rule(
        "X-03",
        "No secret of the stack stands open anywhere in it",
        CRITICAL,
        ALWAYS,
        aws=plaintext.AWS,
        alicloud=plaintext.ALICLOUD,
        docker=plaintext.DOCKER,
    ),
    _rule(
        "X-04",
        "Whatever keeps data is encrypted with a key of this stack",
        HIGH,
        ALWAYS,
        aws=store_keys.AWS,
        alicloud=store_keys.ALICLOUD,
    ),
    _rule(
        "X-05",
        "No resource type is unclassified",
        MEDIUM,
        MENTIONED_IN_DEV,
        aws=registry.AWS,
        alicloud=registry.ALICLOUD,
        docker=registry.DOCKER,
    ),
    _rule(
        "X-06",
        "Whatever writes a log has a log group with a retention in this stack",
        HIGH,
        ALWAYS,
        aws=log_homes.AWS,
        alicloud=log_homes.ALICLOUD,
    ),
    _rule(
        "X-07",
        "Data stay in their jurisdiction",
        HIGH,
        ALWAYS,
        allows=jurisdiction.told,
        aws=jurisdiction.AWS,
        alicloud=jurisdiction.ALICLOUD,
    ),
    _rule(
        "X-08",
        "Every service and store lies in subnets that the internet has no route into",
        CRITICAL,
        ALWAYS,
        aws=places.AWS,
        alicloud=places.ALICLOUD,
    ),
    _rule(
        "X-09",
        "What goes wrong in this stack stays in it",
        HIGH,
        ALWAYS,
        aws=blast.AWS,
        alicloud=blast.ALICLOUD,
    ),
    _rule(
        "X-10",
        "What keeps data cannot be deleted by mistake",
        HIGH,
        OUTSIDE_DEV,
        protects=True,
        aws=protection.AWS,
        alicloud=protection.ALICLOUD,
        docker=protection.DOCKER,
    ),
    _rule(
        "X-11",
        "Every public entry is complete",
        HIGH,
        OUTSIDE_DEV,
        aws=entries.AWS,
        alicloud=entries.ALICLOUD,
    ),
    _rule(
        "X-12",
        "Both clouds are held to the same controls",
        MEDIUM,
        ALWAYS,
        aws=own_work.CONTROLS,
        alicloud=own_work.CONTROLS,
    ),
    _rule(
        "X-13",
        "Nothing was skipped",
        HIGH,
        ALWAYS,
        aws=own_work.SKIPPED,
        alicloud=own_work.SKIPPED,
        docker=own_work.SKIPPED,
    ),
    _rule(
        "X-14",
        "Exemptions are alive",
        HIGH,
        ALWAYS,
        aws=own_work.EXEMPT,
        alicloud=own_work.EXEMPT,
        docker=own_work.EXEMPT,
    ),
)
