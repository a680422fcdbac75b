"""Logs and alarms on Alibaba Cloud."""

from collections.abc import Mapping

from policies.pack.checks import PROTECTED, Requirement, ResourceCheck, StackCheck
from policies.pack.graph import Graph
from policies.pack.joins import Demand, Where
from policies.pack.predicates import Predicate, Verdict, at_least, count_at_least, differs_from, equals, is_set
from policies.pack.resource import Resource
from policies.rules.owners import of_others, prod_of_others

ALARM = "alicloud:cms/alarm:Alarm"
KEY = "alicloud:kms/key:Key"
PROJECT = "alicloud:log/project:Project"
STORE = "alicloud:log/store:Store"
FEWEST_DAYS_IN_PROD = 365
"""CIS Alibaba Cloud Foundation Benchmark 2.0, 2.23."""


def _tagged(graph: Graph, store: Resource) -> Resource:
    """What has the tags: a store's project, as stores themselves have none."""
    return next(iter(graph.follow(store, "projectName", PROJECT)), store)


def _kept_a_year(graph: Graph, store: Resource) -> Verdict:
    return prod_of_others(graph, _tagged(graph, store))


def _needs_own_key(graph: Graph, store: Resource) -> Verdict:
    """Groundwork's stores have the service's key: one of the stack's own needs a role that the service assumes."""
    return of_others(_tagged(graph, store))


def _no_plain_address() -> Predicate:
    return Predicate("an https address", lambda text: not (isinstance(text, str) and text.startswith("http:")))


CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "LG-01": (
        Requirement(STORE, "retentionPeriod", at_least(1), "set the days to keep them"),
        Where(STORE, _kept_a_year, (Demand("retentionPeriod", at_least(FEWEST_DAYS_IN_PROD)),)),
    ),
    "LG-02": (
        Requirement(STORE, "encryptConf.enable", equals(True)),
        Where(
            STORE,
            _needs_own_key,
            (Demand("encryptConf.userCmkInfo.cmkKeyId", is_set(), "set it to the stack's key", proof=KEY),),
        ),
    ),
    "LG-03": (
        Requirement(ALARM, "enabled", differs_from(False), "set it to true"),
        Requirement(ALARM, "contactGroups", count_at_least(1), "name the contact group to tell"),
    ),
    "LG-04": (
        Requirement(ALARM, "webhook", _no_plain_address(), "use https"),
        Requirement("alicloud:cms/alarmContact:AlarmContact", "channelsDingWebHook", _no_plain_address(), "use https"),
    ),
    "LG-05": (Requirement(STORE, "enableWebTracking", differs_from(True), "set it to false"),),
    "LG-06": (Requirement(STORE, PROTECTED, equals(True), "set the resource option protect to true"),),
}
