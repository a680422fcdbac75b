"""How each rule about containers on a Docker host is broken."""

from dataclasses import replace

from tests.policies.breaks import Break, setting
from tests.policies.building import GONE, Stack, changed

OPEN = {"internal": 8000.0, "external": 8000.0}
LOCAL = {**OPEN, "ip": "127.0.0.1"}
HOST = "docker.io/library/app:1"


def by_tag(stack: Stack) -> Stack:
    """A container of an image that is named by its tag."""
    stack = changed(stack, "box-api", "image", HOST)
    return {**stack, "box-api": replace(stack["box-api"], depends_on={})}


def _open_network(stack: Stack) -> Stack:
    return changed(stack, "box-inside", "internal", False)


DOCKER = [
    setting("DK-01", "box-database", "ports", [LOCAL]),
    setting("DK-01", "box-database", "publishAllPorts", True, "NET-04", "DB-01", "EC-01"),
    setting("DK-02", "box-api", "ports", [OPEN], "NET-04", "EC-01"),
    setting("DK-03", "box-api", "privileged", True, "EC-02"),
    setting("DK-04", "box-api", "capabilities.drops", [], "EC-14"),
    setting("DK-04", "box-api", "capabilities.adds", ["NET_ADMIN"], "EC-14"),
    setting("DK-05", "box-api", "securityOpts", [], "EC-14"),
    setting("DK-06", "box-api", "readOnly", False, "EC-03"),
    setting("DK-07", "box-api", "user", "root", "EC-04"),
    setting("DK-07", "box-api", "user", GONE, "EC-04"),
    setting("DK-08", "box-api", "pidMode", "host", "EC-05"),
    setting("DK-08", "box-api", "ipcMode", "host", "EC-05"),
    setting("DK-08", "box-api", "networkMode", "host", "EC-05"),
    setting("DK-08", "box-api", "usernsMode", "host", "EC-05"),
    setting("DK-09", "box-proxy", "volumes", [{"hostPath": "/var/run/docker.sock"}]),
    setting("DK-09", "box-api", "mounts", [{"type": "bind", "source": "/etc/ssl"}]),
    Break("DK-09", _open_network, frozenset({"DK-15", "NET-07", "DB-20", "CA-08"})),
    setting("DK-10", "box-api", "memory", GONE, "EC-14"),
    setting("DK-10", "box-api", "cpus", "0", "EC-14"),
    setting("DK-11", "box-api", "healthcheck", GONE, "EC-14"),
    setting("DK-12", "box-api", "logDriver", "none", "EC-07", "LG-01"),
    setting("DK-12", "box-api", "logOpts.max-size", GONE, "EC-07", "LG-01"),
    setting("DK-12", "box-api", "logOpts", GONE, "EC-07", "LG-01"),
    Break("DK-13", by_tag, frozenset({"EC-13"})),
    setting("DK-14", "box-api", "envs", ["PORT=8000", "DATABASE_PASSWORD=hunter2"], "EC-06"),
    Break("DK-15", _open_network, frozenset({"DK-09", "NET-07", "DB-20", "CA-08"})),
]
