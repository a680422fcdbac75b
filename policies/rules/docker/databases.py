"""Databases and caches on a Docker host: private, locked, with TLS."""

from collections.abc import Mapping

from policies.pack.checks import Requirement, ResourceCheck, StackCheck
from policies.pack.predicates import differs_from
from policies.rules.docker.data_networks import on_internal_networks
from policies.rules.docker.kinds import CONTAINER
from policies.rules.docker.ports import only_on_loopback
from policies.rules.docker.server_settings import (
    DEFAULT_NAMES,
    has_setting,
    names_an_administrator,
    password_from_a_file,
    reads_its_password,
)
from policies.rules.docker.stores import CACHES, DATABASES, PREPARED, cache, database, runs
from policies.rules.secret_texts import GENERATED

REMOVE = "remove it: who uses it is on its network"

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-01": (
        Requirement(CONTAINER, "ports[]", only_on_loopback(), REMOVE, when=database()),
        Requirement(CONTAINER, "publishAllPorts", differs_from(True), "remove it", when=database()),
    ),
    "DB-04": (
        Requirement(
            CONTAINER,
            "",
            has_setting("ssl=on", "ssl=true", "require_secure_transport=on", "require-secure-transport=on"),
            "add -c ssl=on to the command",
            when=database(),
            label="command",
        ),
    ),
    "DB-18": (
        Requirement(
            CONTAINER,
            "",
            names_an_administrator(),
            f"set POSTGRES_USER to another name than {', '.join(sorted(DEFAULT_NAMES))}",
            when=database(),
            label="envs",
        ),
    ),
    "DB-19": (
        Requirement(
            CONTAINER,
            "envs[]",
            password_from_a_file(),
            "upload the password as a file and name it in POSTGRES_PASSWORD_FILE",
            when=database(),
        ),
    ),
    "DB-20": (on_internal_networks(runs(DATABASES, PREPARED)),),
    "CA-03": (
        Requirement(
            CONTAINER, "", has_setting("tls-port"), "set tls-port, and port to 0", when=cache(), label="command"
        ),
    ),
    "CA-04": (
        Requirement(
            CONTAINER,
            "",
            reads_its_password(),
            "set requirepass in an uploaded redis.conf",
            when=cache(),
            proof=GENERATED,
            label="uploads",
        ),
    ),
    "CA-08": (on_internal_networks(runs(CACHES)),),
    "CA-09": (
        Requirement(CONTAINER, "ports[]", only_on_loopback(), REMOVE, when=cache()),
        Requirement(CONTAINER, "publishAllPorts", differs_from(True), "remove it", when=cache()),
    ),
}
