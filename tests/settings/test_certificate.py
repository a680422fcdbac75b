"""A certificate that the operator brings: what is refused, and what is said of one that ends soon."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests import certificates
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

DOMAIN = "domain: shop.example.com"
NAMES = ("shop.example.com", "origin.shop.example.com")
FILES = {"chain": "tls/fullchain.pem", "key": "tls/privkey.pem"}
AWS = {"groundwork:aws": json.dumps({"certificate": FILES})}
ALICLOUD = {
    "groundwork:cloud": "alicloud",
    "alicloud:region": "eu-central-1",
    "groundwork:alicloud": json.dumps({"certificate": FILES}),
}
WHERE = "Pulumi.dev.yaml: groundwork:aws.certificate"


def day(number: int) -> str:
    """A date, in days from now."""
    return f"{dt.datetime.now(dt.UTC) + number * certificates.DAY:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("config", "where", "names"),
    [
        (AWS, WHERE, NAMES),
        (ALICLOUD, "Pulumi.dev.yaml: groundwork:alicloud.certificate", NAMES),
        (host({"certificate": FILES}), "Pulumi.dev.yaml: groundwork:docker.certificate", ("shop.example.com",)),
    ],
)
def test_it_is_for_every_host_name_of_the_stack(
    lines: Lines, read: Read, tmp_path: Path, config: dict[str, str], where: str, names: tuple[str, ...]
) -> None:
    """Of the entry behind a CDN as well, whom the CDN asks; `*` stands for one label."""
    change = f"{DOMAIN}\n{COMMAND}"
    certificates.write(tmp_path / "tls", "shop.example.org")
    assert lines(change, config=config) == [
        (
            f"{where}.chain: the certificate is for shop.example.org, and not for shop.example.com; "
            f"allowed: one for {', '.join(names)}"
        )
    ]
    certificates.write(tmp_path / "tls", "*.example.com", "*.shop.example.com")
    assert read(change, config=config).warnings == ()
    certificates.write(tmp_path / "tls", *names)
    assert read(change, config=config).warnings == ()


def test_a_star_is_no_more_than_one_label(lines: Lines, tmp_path: Path) -> None:
    certificates.write(tmp_path / "tls", "*.example.com")
    (line,) = lines(DOMAIN, config=AWS)
    assert "for *.example.com, and not for origin.shop.example.com;" in line


@pytest.mark.parametrize(
    ("validity", "text"),
    [
        ({"begins": 1, "ends": 90}, "the certificate begins on {begins}; allowed: one that is valid today"),
        ({"begins": -90, "ends": -1}, "the certificate ended on {ends}; allowed: one that is valid today"),
    ],
)
def test_it_is_valid_today(lines: Lines, tmp_path: Path, validity: dict[str, Any], text: str) -> None:
    certificates.write(tmp_path / "tls", *NAMES, **validity)
    dated = text.format_map({name: day(number) for name, number in validity.items()})
    assert lines(DOMAIN, config=AWS) == [f"{WHERE}.chain: {dated}"]


@pytest.mark.parametrize(("days", "told"), [(32, False), (29, True), (2, True)])
def test_the_last_thirty_days_are_told(read: Read, tmp_path: Path, days: int, told: bool) -> None:
    certificates.write(tmp_path / "tls", *NAMES, ends=days)
    text = f"the certificate ends on {day(days)}; put its successor into the same files, and update"
    assert read(DOMAIN, config=AWS).warnings == ((f"{WHERE}.chain: {text}",) if told else ())


def test_files_that_hold_something_else_are_refused(lines: Lines, tmp_path: Path) -> None:
    folder = tmp_path / "tls"
    certificates.write(folder, *NAMES)
    chain, key = (folder / "fullchain.pem").read_bytes(), (folder / "privkey.pem").read_bytes()
    no_key = f'{WHERE}.key: "tls/privkey.pem" holds no private key in PEM form without a password'
    for content in (b"", b"\xff\xfe", chain):
        (folder / "privkey.pem").write_bytes(content)
        assert lines(DOMAIN, config=AWS) == [no_key]
    (folder / "privkey.pem").write_bytes(key)
    for content in (b"", b"\xff\xfe", key):
        (folder / "fullchain.pem").write_bytes(content)
        (line,) = lines(DOMAIN, config=AWS)
        assert line == f'{WHERE}.chain: "tls/fullchain.pem" holds no certificates in PEM form'
    certificates.write(tmp_path / "other", *NAMES)
    (folder / "fullchain.pem").write_bytes((tmp_path / "other/fullchain.pem").read_bytes())
    text = '"tls/privkey.pem" is not the key of the first certificate in the chain'
    assert lines(DOMAIN, config=AWS) == [f"{WHERE}.key: {text}"]


def test_other_clouds_do_not_look_at_it(read: Read) -> None:
    """Neither file is there."""
    assert read(COMMAND, config={**host(), **AWS}).cloud == "docker"
