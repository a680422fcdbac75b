"""What is promised of getting data back: how much may be lost, and where copies lie."""

from collections.abc import Mapping

from components.database import DatabaseSpec
from components.regions import KNOWN, WITHIN, apart
from components.spec import Cloud
from settings.configuration import WITHOUT_REGION
from settings.parts import Draft
from settings.problems import instead

POINT: Mapping[Cloud, int] = {"aws": 5, "alicloud": 15, "docker": 15}
"""Cloud -> minutes that may be lost at most, at best. Source: Amazon RDS, "Restoring a DB instance to a specified time"
(logs are kept every five minutes); ApsaraDB RDS, "High-frequency snapshot backup" (every 15 minutes), which its logs
undercut; a host's dumps take their time."""

WITH_A_STANDBY: frozenset[Cloud] = frozenset({"alicloud"})
"""Clouds that keep logs of every change only where there is a standby. Source: ApsaraDB RDS for PostgreSQL, "Log
backups are not supported for RDS Basic Edition instances"."""

DAY = 24 * 60


def check(draft: Draft, region: str) -> None:
    """Report recovery points that no backup reaches, and copies that would lie where they must not or cannot."""
    database = draft.application.database
    if database is None:
        return
    _point(draft, database)
    if database.copy_region is not None:
        _copy(draft, database.copy_region, region)


def _point(draft: Draft, database: DatabaseSpec) -> None:
    minutes, cloud = database.recovery_point_minutes, draft.configuration.cloud
    place = ("database", "recovery_point_minutes")
    if minutes is None:
        return
    if cloud in WITH_A_STANDBY and database.engine == "postgresql" and not database.multi_zone and minutes < DAY:
        text = f"{minutes} minutes need logs of every change, which {cloud} keeps of a database with a standby only"
        draft.report.add(place, f"{text}; allowed: {DAY}, or `multi_zone: true`", ("database", "multi_zone"))
    elif minutes < POINT[cloud]:
        text = f"{minutes} minutes are less than backups on {cloud} reach; allowed: {POINT[cloud]} to {DAY}"
        draft.report.add(place, text)


def _copy(draft: Draft, wanted: str, region: str) -> None:
    cloud, residency = draft.configuration.cloud, draft.configuration.residency
    place = ("database", "copy_region")
    if cloud in WITHOUT_REGION:
        text = "one host has no second region; carry the files of its backups elsewhere"
        draft.report.add(place, f"{text}; allowed on {cloud}: leave it out")
        return
    inside = WITHIN[residency].get(cloud) if residency else None
    known = [name for name in KNOWN[cloud] if name != region and not apart(cloud, name, region)]
    if inside and wanted in KNOWN[cloud] and not inside.fullmatch(wanted):
        draft.report.add(place, f'"{wanted}" lies outside `groundwork:residency: {residency}`; choose a region there')
    elif wanted == region:
        draft.report.add(place, f'"{wanted}" is where the stack itself lies; allowed: another region')
    elif wanted not in KNOWN[cloud]:
        draft.report.add(place, f'"{wanted}" is no region of {cloud}; {instead(wanted, known)}')
    elif apart(cloud, wanted, region):
        draft.report.add(place, f'no backup can be copied from {region} to "{wanted}"; {instead(wanted, known)}')
