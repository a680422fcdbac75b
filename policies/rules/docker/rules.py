"""What every container on a Docker host must hold: the rows that are about Docker alone."""

from pulumi_policy import Severity

from policies.pack.rule import ALWAYS, Catalogue, Levels, Rule
from policies.rules.docker import container, data

CHECKS = {**container.CHECKS, **data.CHECKS}


def _row(identifier: str, title: str, severity: Severity, levels: Levels, *cis: str) -> Rule:
    return Rule(
        id=identifier,
        title=title,
        severity=severity,
        levels=levels,
        catalogue=Catalogue(cis_docker=cis),
        clouds={"docker": CHECKS[identifier]},
    )


CRITICAL, HIGH = Severity.CRITICAL, Severity.HIGH

RULES = (
    _row("DK-01", "Database and cache containers publish no port", CRITICAL, ALWAYS, "5.8"),
    _row("DK-02", "Published ports bind to the loopback address, except the proxy's", HIGH, ALWAYS, "5.13"),
    _row("DK-03", "No container is privileged", CRITICAL, ALWAYS, "5.4"),
    _row("DK-04", "Containers drop all capabilities and add back harmless ones only", HIGH, ALWAYS, "5.3"),
    _row("DK-05", "Processes in containers cannot gain privileges", HIGH, ALWAYS, "5.25"),
    _row("DK-06", "Containers cannot write to their root file system", HIGH, ALWAYS, "5.12"),
    _row("DK-07", "Containers do not run as root", HIGH, ALWAYS, "4.1"),
    _row("DK-08", "Containers share no namespace with the host", CRITICAL, ALWAYS, "5.9", "5.15", "5.16", "5.30"),
    _row(
        "DK-09",
        "Neither the Docker socket nor the host's system folders are mounted",
        CRITICAL,
        ALWAYS,
        "5.5",
        "5.31",
    ),
    _row("DK-10", "Containers are limited in memory and CPU", HIGH, ALWAYS, "5.10", "5.11"),
    _row("DK-11", "Containers that serve say how to ask whether they are well", HIGH, ALWAYS, "5.26"),
    _row("DK-12", "Container logs rotate", HIGH, ALWAYS),
    _row("DK-13", "Container images are pinned by what is in them", HIGH, ALWAYS, "5.27"),
    _row("DK-14", "No secret stands in plain text in a container's variables", CRITICAL, ALWAYS),
    _row("DK-15", "Databases and caches are on internal networks only", HIGH, ALWAYS),
)
