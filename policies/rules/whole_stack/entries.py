"""X-11: every public entry is complete: a certificate, a log of who came, and an alarm that reaches somebody.

Whether it has a firewall too is for LB-08 and ED-07: it costs money month by month.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.whole_stack.trail import INTERNET, trail


@dataclass(frozen=True)
class Complete(StackCheck):
    """Each public load balancer of the type has all that a public entry needs."""

    inside: tuple[str, object]
    """The property, and its value, by which a load balancer does not face the internet."""
    listener: tuple[str, str]
    """A listener's type, and the property by which it names the load balancer."""
    certificate: str
    log: str

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each thing that a public entry lacks, with the path from the internet."""
        for entry in graph.of_type(self.type):
            name, inside = self.inside
            facing = plain(entry.properties.get(name, Marker.MISSING))
            for finding in self._lacking(graph, entry) if facing != inside else ():
                yield replace(finding, unknown=finding.unknown or facing is Marker.UNKNOWN)

    def _lacking(self, graph: Graph, entry: Resource) -> Iterator[Finding]:
        listeners = graph.referrers(entry, *self.listener)
        if not any(listener.properties.get(self.certificate) for listener in listeners):
            yield _lacks(entry, "no certificate", "give it an HTTPS listener with a certificate")
        log = plain(entry.properties.get(self.log, Marker.MISSING))
        written = log.get("enabled", True) if isinstance(log, dict) else log
        if not log or written is not True:
            yield replace(_lacks(entry, "no access log", f"set {self.log}"), unknown=written is Marker.UNKNOWN)
        if not _watched(graph, entry, self.log):
            yield _lacks(entry, "no alarm that tells anybody", "make an alarm on its errors, with an action")


def _lacks(entry: Resource, what: str, remedy: str) -> Finding:
    return Finding(entry, "", f"is an incomplete entry: {trail(INTERNET, entry.name, what)}", remedy)


def _watched(graph: Graph, entry: Resource, log: str) -> bool:
    """Whether an alarm that tells somebody looks at the entry, or at the log that the entry writes."""
    sources = [entry.urn, *entry.depends_on.get(log, ())]
    watched = [graph.resources[urn] for urn in sources if urn in graph.resources]
    users = [user for resource in watched for user in graph.users(resource)]
    return any(user.type in ALARMS and bool(user.properties.get(ALARMS[user.type])) for user in users)


ALARMS = {
    "aws:cloudwatch/metricAlarm:MetricAlarm": "alarmActions",
    "alicloud:cms/alarm:Alarm": "contactGroups",
    "alicloud:sls/alert:Alert": "configuration",
}
"""An alarm's type, and the property that says whom it tells."""
AWS = (
    Complete(
        "aws:lb/loadBalancer:LoadBalancer",
        ("internal", True),
        ("aws:lb/listener:Listener", "loadBalancerArn"),
        "certificateArn",
        "accessLogs",
    ),
)
ALICLOUD = (
    Complete(
        "alicloud:alb/loadBalancer:LoadBalancer",
        ("addressType", "Intranet"),
        ("alicloud:alb/listener:Listener", "loadBalancerId"),
        "certificates",
        "accessLogConfig",
    ),
)
