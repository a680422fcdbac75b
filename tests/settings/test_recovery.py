"""What may be lost, where copies lie, and files that bring the schema up to date."""

import json
import subprocess
import sys
from pathlib import Path

import pulumi_aws as aws
import pytest

from components.regions import KNOWN
from simulator.alicloud import places
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

DOMAIN = "domain: shop.example.com\n"
ALICLOUD = {
    "aws:region": "",
    "alicloud:region": "eu-central-1",
    "groundwork:cloud": "alicloud",
    "groundwork:alicloud": json.dumps({"certificate": "1-eu-central-1"}),
}
POINT = "app.yaml: database.recovery_point_minutes"
COPY = "app.yaml: database.copy_region"


def database(**keys: object) -> str:
    return f"{DOMAIN}{COMMAND}\ndatabase: {json.dumps(keys)}"


@pytest.mark.parametrize(
    ("config", "keys"),
    [
        ({}, {"recovery_point_minutes": 5}),
        (ALICLOUD, {"recovery_point_minutes": 15, "multi_zone": True}),
        (ALICLOUD, {"recovery_point_minutes": 1440}),
        (ALICLOUD, {"recovery_point_minutes": 15, "engine": "polardb"}),
        (host(), {"recovery_point_minutes": 15}),
        ({}, {"copy_region": "eu-west-1"}),
        ({"groundwork:residency": "eu"}, {"copy_region": "eu-west-1"}),
        ({}, {"copy_region": "us-east-1"}),
        (ALICLOUD, {"copy_region": "eu-west-1"}),
    ],
)
def test_what_backups_reach_is_taken(read: Read, config: dict[str, str], keys: dict[str, object]) -> None:
    kept = read(database(**keys), config=config).database
    assert kept
    assert kept.model_dump(include=set(keys)) == keys


@pytest.mark.parametrize(
    ("config", "keys", "line"),
    [
        (
            ALICLOUD,
            {"recovery_point_minutes": 10, "multi_zone": True},
            f"{POINT}: 10 minutes are less than backups on alicloud reach; allowed: 15 to 1440",
        ),
        (
            ALICLOUD,
            {"recovery_point_minutes": 60},
            (
                f"{POINT}: 60 minutes need logs of every change, which alicloud keeps of a database with a standby "
                "only; allowed: 1440, or `multi_zone: true`"
            ),
        ),
        (
            host(),
            {"recovery_point_minutes": 10},
            f"{POINT}: 10 minutes are less than backups on docker reach; allowed: 15 to 1440",
        ),
        (
            {},
            {"copy_region": "eu-central-1"},
            f'{COPY}: "eu-central-1" is where the stack itself lies; allowed: another region',
        ),
        ({}, {"copy_region": "eu-west-9"}, f'{COPY}: "eu-west-9" is no region of aws; did you mean "eu-west-3"?'),
        (
            {},
            {"copy_region": "cn-north-1"},
            f'{COPY}: no backup can be copied from eu-central-1 to "cn-north-1"; did you mean "eu-north-1"?',
        ),
        (
            {"groundwork:residency": "eu"},
            {"copy_region": "eu-west-2"},
            f'{COPY}: "eu-west-2" lies outside `groundwork:residency: eu`; choose a region there',
        ),
        (
            ALICLOUD,
            {"copy_region": "eu-north-1"},
            f'{COPY}: "eu-north-1" is no region of alicloud; did you mean "ap-northeast-1"?',
        ),
        (
            host(),
            {"copy_region": "eu-west-1"},
            (
                f"{COPY}: one host has no second region; carry the files of its backups elsewhere; "
                "allowed on docker: leave it out"
            ),
        ),
    ],
)
def test_what_they_do_not_reach_is_refused(
    lines: Lines, config: dict[str, str], keys: dict[str, object], line: str
) -> None:
    assert lines(database(**keys), config=config) == [line]


def test_regions_are_those_of_the_clouds() -> None:
    """A government's own are for nobody else."""
    assert set(KNOWN["aws"]) == {region.value for region in aws.Region if "-iso" not in region.value}
    assert set(KNOWN["alicloud"]) == set(places.regions())


FILES = f"{DOMAIN}database: {{migrate: {{files: sql}}}}"


def test_sql_files_are_read_before_anything_is_made(read: Read, lines: Lines, tmp_path: Path) -> None:
    start = 'app.yaml: database.migrate.files: "sql":'
    assert lines(FILES) == [f"{start} there is no such folder"]
    (tmp_path / "sql").mkdir()
    assert lines(FILES) == [f"{start} there is no file *.sql in it"]
    (tmp_path / "sql/001.sql").write_text("\nCOMMIT;\n")
    (tmp_path / "sql/002.sql").write_text("\\connect other\n")
    assert lines(FILES) == [
        f"{start} 001.sql:2: COMMIT is not allowed: each file is run in a transaction of its own",
        f"{start} 002.sql:1: \\connect is a command of psql; allowed is SQL",
    ]
    (tmp_path / "sql/001.sql").write_text("create table a (b int);\n")
    (tmp_path / "sql/002.sql").unlink()
    migration = read(FILES).services["api"].migration
    assert migration
    assert (migration.files, migration.command) == (tmp_path / "sql", ())


def test_settings_load_no_provider() -> None:
    """Each costs seconds, and what is read here is the same on every cloud."""
    program = "import settings, sys; print(*(name for name in sys.modules if name.startswith('pulumi_')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
