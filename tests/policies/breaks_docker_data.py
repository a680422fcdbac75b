"""How each rule about networks, databases and caches is broken on a Docker host."""

from tests.policies.breaks import Break, linking, setting
from tests.policies.building import GONE, Stack, changed

OPEN_DATABASE = {"internal": 5432.0, "external": 5432.0}
OPEN_CACHE = {"internal": 6379.0, "external": 6380.0}
CONFIGURATION = "dir /data\nrequirepass generated\n"


def _on_the_open_network(rule: str, *also: str) -> Break:
    return Break(
        rule, lambda stack: changed(stack, "box-inside", "internal", False), frozenset({*DATA_OPEN, *also} - {rule})
    )


DATA_OPEN = frozenset({"NET-07", "DB-20", "CA-08", "DK-09", "DK-15"})


def _alone(stack: Stack) -> Stack:
    return changed(stack, "box-api", "networksAdvanced", [])


DATA = [
    Break("NET-01", _alone),
    Break("NET-01", lambda stack: changed(_alone(stack), "box-api", "networkMode", "bridge")),
    setting("NET-04", "box-api", "ports", [{"internal": 8443.0}], "NET-05", "EC-01", "DK-02"),
    setting("NET-04", "box-api", "publishAllPorts", True, "EC-01"),
    setting("NET-05", "box-api", "ports", [{"internal": 80.0, "external": 22.0}], "NET-04", "EC-01", "DK-02"),
    setting(
        "NET-05", "box-database", "ports", [{"internal": 5432.0, "external": 443.0}], "DB-01", "DK-01", "DK-02", "EC-01"
    ),
    _on_the_open_network("NET-07"),
    setting("DB-01", "box-database", "ports", [OPEN_DATABASE], "NET-04", "NET-05", "EC-01", "DK-01", "DK-02"),
    setting("DB-01", "box-database", "publishAllPorts", True, "NET-04", "DK-01", "EC-01"),
    setting("DB-04", "box-database", "command", ["postgres", "-c", "ssl=off"]),
    setting("DB-04", "box-database", "command", ["postgres"]),
    setting("DB-18", "box-database", "envs", ["POSTGRES_PASSWORD_FILE=/run/secrets/database"]),
    setting("DB-18", "box-database", "envs.0", "POSTGRES_USER=postgres"),
    setting("DB-19", "box-database", "envs.1", "POSTGRES_PASSWORD=generated", "DK-14", "EC-06"),
    _on_the_open_network("DB-20"),
    linking("DB-20", "box-database", "networksAdvanced"),
    setting("CA-03", "box-cache", "command", ["redis-server", "/run/redis.conf", "--port", "6379"]),
    setting("CA-04", "box-cache", "command.4", "--requirepass"),
    setting("CA-04", "box-cache", "uploads", [{"file": "/run/redis.conf", "content": "dir /data\n"}]),
    setting("CA-04", "box-cache", "uploads", GONE),
    _on_the_open_network("CA-08"),
    linking("CA-08", "box-cache", "networksAdvanced"),
    setting("CA-09", "box-cache", "ports", [OPEN_CACHE], "NET-04", "NET-05", "EC-01", "DK-01", "DK-02"),
    setting("CA-09", "box-cache", "publishAllPorts", True, "NET-04", "DK-01", "EC-01"),
]
