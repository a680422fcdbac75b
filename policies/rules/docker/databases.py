"""Databases and caches on a Docker host: private, locked, with TLS."""

from collections.abc import Mapping

from policies.pack.checks import ResourceCheck, StackCheck
from policies.pack.joins import Demand
from policies.pack.predicates import differs_from
from policies.rules.docker.data_networks import on_internal_networks
from policies.rules.docker.ports import only_on_loopback
from policies.rules.docker.server_settings import (
    DEFAULT_NAMES,
    has_setting,
    names_an_administrator,
    password_from_a_file,
    reads_its_password,
)
from policies.rules.docker.stores import cache, database, of_caches, of_databases
from policies.rules.secret_texts import GENERATED

ON_THIS_HOST = (
    Demand("ports[]", only_on_loopback(), "remove it: who uses it is on its network"),
    Demand("publishAllPorts", differs_from(True), "remove it"),
)

CHECKS: Mapping[str, tuple[ResourceCheck | StackCheck, ...]] = {
    "DB-01": (of_databases(*ON_THIS_HOST),),
    "DB-04": (
        of_databases(
            Demand(
                "",
                has_setting("ssl=on", "ssl=true", "require_secure_transport=on", "require-secure-transport=on"),
                "add -c ssl=on to the command",
                label="command",
            )
        ),
    ),
    "DB-18": (
        of_databases(
            Demand(
                "",
                names_an_administrator(),
                f"set POSTGRES_USER to another name than {', '.join(sorted(DEFAULT_NAMES))}",
                label="envs",
            )
        ),
    ),
    "DB-19": (
        of_databases(
            Demand(
                "envs[]",
                password_from_a_file(),
                "upload the password as a file and name it in POSTGRES_PASSWORD_FILE",
            )
        ),
    ),
    "DB-20": (on_internal_networks(database),),
    "CA-03": (of_caches(Demand("", has_setting("tls-port"), "set tls-port, and port to 0", label="command")),),
    "CA-04": (
        of_caches(
            Demand(
                "", reads_its_password(), "set requirepass in an uploaded redis.conf", proof=GENERATED, label="uploads"
            )
        ),
    ),
    "CA-08": (on_internal_networks(cache),),
    "CA-09": (of_caches(*ON_THIS_HOST),),
}
