"""What a list of parameters, as parameter groups and instances of both clouds have it, must say."""

from collections.abc import Mapping

from policies.pack.predicates import Predicate, Verdict
from policies.pack.values import Marker, has_unknown

PARAMETERS = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_PARAMETERS = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
ON = ("1", "1.0", "on", "true")
CONNECTIONS = {"log_connections": ON, "log_disconnections": ON}
WHAT_WAS_ASKED = ("log_statement", "log_min_duration_statement", "log_duration")
NOTHING = ("", "none", "-1", "-1.0", "0", "0.0", "off", "false")
"""Values by which these parameters record nothing; log_min_duration_statement = 0 is the one exception."""


def has_parameters(wanted: Mapping[str, tuple[str, ...]]) -> Predicate:
    """A list with all of these parameters, each with one of its values."""
    words = ", ".join(f"{name} = {values[0]}" for name, values in wanted.items())

    def test(parameters: object) -> Verdict:
        values = _values(parameters)
        if all(values.get(name) in allowed for name, allowed in wanted.items()):
            return True
        return Marker.UNKNOWN if has_unknown(parameters) else False

    return Predicate(words, test, lambda _: f"without {words}")


def records_queries() -> Predicate:
    """A list that makes PostgreSQL write down who connects, who leaves, and what was asked or took long."""
    connections = has_parameters(CONNECTIONS)

    def test(parameters: object) -> Verdict:
        values = _values(parameters)
        asked = any(values.get(name, "") not in NOTHING for name in WHAT_WAS_ASKED)
        if asked or values.get("log_min_duration_statement") == "0":
            return connections.test(parameters)
        return Marker.UNKNOWN if has_unknown(parameters) else False

    return Predicate(
        "log_connections, log_disconnections and log_min_duration_statement",
        test,
        lambda _: "without log_connections, log_disconnections, or what tells of queries",
    )


def _values(parameters: object) -> dict[str, str]:
    return {
        str(item.get("name")): str(item.get("value")).lower()
        for item in (parameters if isinstance(parameters, list) else [])
        if isinstance(item, dict)
    }
