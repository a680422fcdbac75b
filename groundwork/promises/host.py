"""How a container of a Docker host is looked at: its variables, its files, its networks."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from groundwork.promises.promise import Judge
from groundwork.promises.subject import Program
from groundwork.promises.wishes import rate_limits

CONTAINER, NETWORK, VOLUME = (
    "docker:index/container:Container",
    "docker:index/network:Network",
    "docker:index/volume:Volume",
)
DATABASE, BACKUP = "database-server", "database-backup"
STORES = (DATABASE, "cache-server", "files-server")
DATA = ("database-data", "database-backup-files", "cache-data", "files-data")

SECRET_FILES = ("superuser", "password", "server.key", "redis.conf", "users.json")
"""Names of the files that hold a password or a key."""


def part(inputs: Mapping[str, Any]) -> str:
    """The part that it belongs to, by its label."""
    return next(each["value"] for each in inputs["labels"] if each["label"] == "groundwork.part")


def variable(inputs: Mapping[str, Any], name: str) -> str | None:
    """The value of a variable; None where the container has none of that name."""
    found = (text.removeprefix(f"{name}=") for text in inputs["envs"] if text.startswith(f"{name}="))
    return next(found, None)


def file(inputs: Mapping[str, Any], name: str) -> str:
    """The content of the file of that name (the end of its path); empty where there is none."""
    return next((str(each.get("content", "")) for each in inputs["uploads"] if each["file"].endswith(f"/{name}")), "")


def networks(inputs: Mapping[str, Any]) -> set[str]:
    """Logical names of the networks that it is on: without the seven digits that Pulumi puts behind."""
    return {re.sub(r"-[0-9a-f]{7}$", "", on["name"]) for on in inputs["networksAdvanced"]}


def says(name: str, *values: str) -> Judge:
    """A variable has one of the values."""
    return lambda inputs, _: variable(inputs, name) in values


def contains(name: str, *texts: str) -> Judge:
    """A file contains all the texts."""
    return lambda inputs, _: all(text in file(inputs, name) for text in texts)


def ends_objects(inputs: Mapping[str, Any], program: Program) -> bool:
    """Objects go by their age, and versions that count no more as many days later as the application says."""
    spec = program.stack.buckets[part(inputs)]
    days = variable(inputs, "EXPIRE_DAYS"), variable(inputs, "KEEP_VERSIONS_DAYS")
    return days == (str(spec.expire_days or ""), str(spec.keep_versions_days))


def keeps_output(inputs: Mapping[str, Any], program: Program) -> bool:
    """What containers write is kept a file a day, for as many days as the stack says."""
    days = f'rotation_interval = "24h"\n  rotation_max_archives = {program.stack.logs.days}\n'
    return days in file(inputs, "collector.conf")


def read_by_owner_only(inputs: Mapping[str, Any], _: Program) -> bool:
    """Every file that holds a password or a key has mode 0400; there is at least one."""
    modes = {each["permissions"] for each in inputs["uploads"] if each["file"].rpartition("/")[2] in SECRET_FILES}
    return modes == {"0400"}


def only_tls(inputs: Mapping[str, Any], _: Program) -> bool:
    """TLS is on, and every line that admits somebody over the network asks for it."""
    lines = file(inputs, "pg_hba.conf").splitlines()
    return (
        "ssl=on" in inputs["command"] and bool(lines) and all(line.startswith(("local", "hostssl")) for line in lines)
    )


def inside(inputs: Mapping[str, Any], _: Program) -> bool:
    """It is on networks that nothing leads out of, and on no other."""
    names = networks(inputs)
    return bool(names) and names <= {"network-backend", "network-storage"}


def watches(*alarms: str) -> Judge:
    """Each alarm is among the rules, with a condition and a severity."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        rules = [each for group in yaml.safe_load(variable(inputs, "RULES") or "")["groups"] for each in group["rules"]]
        named = {each["alert"] for each in rules if "alert" in each and each["expr"] and each["labels"]["severity"]}
        return set(alarms) <= named

    return judge


def confined(inputs: Mapping[str, Any], _: Program) -> bool:
    """Nothing of a superuser's rights, now or later; whoever hands a folder over keeps one, and has no network.

    The gate to the daemon owns its socket, by number; it has no right, writes nothing and is on a way to nobody else.
    """
    handing = inputs["capabilities"]["adds"] == ["CHOWN"] and inputs["networksAdvanced"] == []
    plain = inputs["capabilities"]["adds"] == [] and inputs["user"].partition(":")[0] not in {"", "0", "root"}
    dropped = inputs["capabilities"]["drops"] == ["ALL"] and inputs["securityOpts"] == ["no-new-privileges:true"]
    gate = (
        inputs["capabilities"]["adds"] == []
        and networks(inputs) == {"dashboard-gate", "dashboard-logs"}
        and inputs["readOnly"] is True
    )
    return dropped and (plain or handing or gate)


def grants_no_more(inputs: Mapping[str, Any], _: Program) -> bool:
    """The bucket's policy names accounts and actions, none of them by a wildcard."""
    statements = json.loads(variable(inputs, "POLICY") or "{}").get("Statement", [])
    words = [word for each in statements for word in (*each["Action"], *each["Principal"]["AWS"])]
    return bool(words) and not any("*" in word for word in words)


def admits_origins(inputs: Mapping[str, Any], program: Program) -> bool:
    """The bucket admits pages of the origins that the application names, and of no others."""
    rules = json.loads(variable(inputs, "CORS") or "{}").get("CORSRules", [])
    return [origin for rule in rules for origin in rule["AllowedOrigins"]] == program.stack.buckets[part(inputs)].cors


def database_days(inputs: Mapping[str, Any], program: Program) -> bool:
    """At least the days of backups that the application asks for."""
    database = program.stack.database
    return database is not None and int(variable(inputs, "KEEP_DAYS") or 0) >= database.backup_days


def drills(inputs: Mapping[str, Any], program: Program) -> bool:
    """The backups are restored as often as the application asks for, or never."""
    database = program.stack.database
    return database is not None and variable(inputs, "DRILL") == (database.restore_drill or "never")


def asked_first(inputs: Mapping[str, Any], program: Program) -> bool:
    """Every container of a part with routes is asked whether it is ready before requests go there."""
    servers = variable(inputs, "SERVERS") or ""
    parts = {**program.stack.services, **program.stack.rendered}
    return all(f"http://{name}-1-" in servers for name, part in parts.items() if part.routes)


def limits(inputs: Mapping[str, Any], program: Program) -> bool:
    """Each part with a limit has its rate and its burst at the entry."""
    text = file(inputs, "next.conf")
    asked = rate_limits(program)
    return bool(asked) and all(
        f"zone={name}:10m rate={limit.requests_per_second}r/s;" in text
        and f"limit_req zone={name} burst={limit.burst} nodelay;" in text
        for name, limit in asked.items()
    )
