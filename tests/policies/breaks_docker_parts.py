"""How each rule about parts is broken on a Docker host."""

from tests.policies.breaks import Break, setting
from tests.policies.breaks_docker import by_tag
from tests.policies.building import GONE

PARTS = [
    setting("EC-01", "box-api", "ports", [{"internal": 8000.0, "external": 8000.0}], "DK-02", "NET-04"),
    setting("EC-01", "box-api", "publishAllPorts", True, "NET-04"),
    setting("EC-02", "box-api", "privileged", True, "DK-03"),
    setting("EC-02", "box-api", "devices", [{"hostPath": "/dev/sda"}]),
    setting("EC-03", "box-api", "readOnly", False, "DK-06"),
    setting("EC-04", "box-api", "user", "0", "DK-07"),
    setting("EC-05", "box-api", "pidMode", "host", "DK-08"),
    setting("EC-05", "box-api", "ipcMode", "host", "DK-08"),
    setting("EC-05", "box-api", "networkMode", "host", "DK-08"),
    setting("EC-05", "box-api", "usernsMode", "host", "DK-08"),
    setting("EC-06", "box-api", "envs", ["PORT=8000", "API_TOKEN=x"], "DK-14"),
    *(
        setting(rule, "box-api", path, value, *({"DK-12", "EC-07", "LG-01"} - {rule}))
        for rule in ("EC-07", "LG-01")
        for path, value in (("logDriver", "none"), ("logOpts.max-size", GONE), ("logOpts.max-file", GONE))
    ),
    Break("EC-13", by_tag, frozenset({"DK-13"})),
    setting("EC-14", "box-api", "capabilities.drops", [], "DK-04"),
    setting("EC-14", "box-api", "capabilities.adds", ["NET_ADMIN"], "DK-04"),
    setting("EC-14", "box-api", "securityOpts", [], "DK-05"),
    setting("EC-14", "box-api", "cpus", "0", "DK-10"),
    setting("EC-14", "box-api", "healthcheck", GONE, "DK-11"),
    setting("EC-14", "box-api", "memory", GONE, "DK-10"),
    setting("LB-01", "box-proxy", "ports", [{"internal": 10080.0, "external": 80.0}]),
    setting("ED-09", "box-proxy", "uploads", [{"file": "/etc/nginx/nginx.conf", "content": "server {}"}]),
]
