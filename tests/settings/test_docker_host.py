"""One Docker host: what it must be told, and what it cannot do."""

from pathlib import Path
from typing import Any

import pytest

from components.clouds.aws.contract import AwsSpec
from components.clouds.docker.contract import DockerSpec
from settings.checks import docker_host
from tests import certificates
from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

SECTION = [
    ({"adress": "127.0.0.1"}, ['adress: unknown key; did you mean "address"?']),
    (
        {"size": 4},
        [
            (
                "size: unknown key; allowed: address, http_port, https_port, certificate, directory, log_folders, "
                "cache_tls, acme_email, acme_server, acme_root, publish, log_megabytes, log_files, "
                "monitoring, dashboard_port, mail, backup_secret, location"
            )
        ],
    ),
    ({"address": "localhost"}, ['address: "localhost" is not allowed here; allowed: text like "127.0.0.1"']),
    (
        {"http_port": 0, "https_port": "x"},
        [
            "http_port: 0 is not allowed here; allowed: a whole number from 1 to 65535",
            'https_port: "x" is not allowed here; allowed: a whole number from 1 to 65535',
        ],
    ),
    ({"directory": "data"}, ['directory: "data" is not allowed here; allowed: text like "/opt/notes"']),
    ({"directory": "/data/"}, ['directory: "/data/" is not allowed here; allowed: text like "/opt/notes"']),
    ({"directory": "/da:ta"}, ['directory: "/da:ta" is not allowed here; allowed: text like "/opt/notes"']),
    ({"cache_tls": "yes"}, ['cache_tls: "yes" is not allowed here; allowed: true or false']),
    ({"location": "mars"}, ['location: "mars" is not allowed here; allowed: "cn", "eu", "us"']),
    (
        {"certificate": {"chain": "tls/fullchain.pem", "key": "tls/privkey.pem", "password": "x"}},
        ["certificate.password: unknown key; allowed: chain, key"],
    ),
    ({"certificate": {"chain": "dist/index.html"}}, ["certificate.key: missing; allowed: text"]),
    ({"log_folders": {"api": 5}}, ["log_folders.api: 5 is not allowed here; allowed: text (in quotes)"]),
]


@pytest.mark.parametrize(("section", "expected"), SECTION)
def test_the_section_is_checked(lines: Lines, tmp_path: Path, section: dict[str, Any], expected: list[str]) -> None:
    certificates.write(tmp_path / "tls")
    assert lines(COMMAND, config=host(section)) == [f"Pulumi.dev.yaml: groundwork:docker.{line}" for line in expected]


def test_the_section_is_a_mapping(lines: Lines) -> None:
    assert lines(COMMAND, config=host(docker="yes")) == [
        'Pulumi.dev.yaml: groundwork:docker: "yes" is not allowed here; allowed: a mapping'
    ]


def test_what_it_says_reaches_the_stack_on_this_cloud_only(read: Read, tmp_path: Path) -> None:
    certificates.write(tmp_path)
    section = {
        "address": "127.0.0.1",
        "http_port": 8080,
        "https_port": 8443,
        "certificate": {"chain": "fullchain.pem", "key": "privkey.pem"},
        "directory": "/opt/shop",
        "log_folders": {"api": "/app/logs"},
        "cache_tls": True,
        "acme_email": None,
        "acme_server": "https://acme.example.com/directory",
        "acme_root": None,
        "publish": {"cache": 6379},
        "log_megabytes": 100,
        "log_files": 5,
        "monitoring": False,
        "dashboard_port": 9090,
        "mail": {"server": "smtp.example.com:587", "sender": "a@b.example", "username": None, "password_secret": None},
        "backup_secret": None,
        "location": "eu",
    }
    told = f"{COMMAND}\nalarms: {{email: [a@b.example]}}"
    settings = read(told, config=host(section)).cloud_settings
    assert isinstance(settings, DockerSpec)
    assert settings.model_dump() == section
    elsewhere = {**host(section), "aws:region": "eu-central-1", "groundwork:cloud": "aws"}
    assert read(config=elsewhere).cloud_settings == AwsSpec()


def test_a_stack_that_says_nothing_of_its_host_has_the_usual_one(read: Read) -> None:
    settings = read(COMMAND, config=host()).cloud_settings
    assert settings == DockerSpec()
    assert settings.model_dump() == {
        "address": None,
        "http_port": 80,
        "https_port": 443,
        "certificate": None,
        "directory": None,
        "log_folders": {},
        "cache_tls": False,
        "acme_email": None,
        "acme_server": "https://acme-v02.api.letsencrypt.org/directory",
        "acme_root": None,
        "publish": {},
        "log_megabytes": 10,
        "log_files": 3,
        "monitoring": None,
        "dashboard_port": None,
        "mail": None,
        "backup_secret": None,
        "location": None,
    }


def test_there_is_no_region(read: Read) -> None:
    assert read(COMMAND, config=host()).region == ""
    assert read(COMMAND, config={**host(), "aws:region": "nowhere"}).region == ""


GRPC = """
name: shop
domain: shop.example.com
services: {api: {image: "a:1", protocol: grpc}}
routes: {"/": api}
"""

RULES = [
    pytest.param(
        "",
        {},
        (
            "app.yaml: jobs.cleanup.command: missing: on a Docker host a job with a schedule says what it runs; "
            "allowed: a command, as a list"
        ),
        id="_jobs",
    ),
    pytest.param(
        f"{COMMAND}\nroutes: {{'/': api}}",
        {},
        (
            "app.yaml: frontends.web: no route leads here, and a Docker host has one entry; add a line like "
            '"/": web to `routes`'
        ),
        id="_pages",
    ),
    pytest.param(
        f"{COMMAND}\ndatabase: {{extensions: [postgis, pg_trgm, vector]}}",
        {},
        (
            "app.yaml: database.extensions[2]: no image of PostgreSQL has both vector and postgis; "
            "allowed on a Docker host: one of them"
        ),
        id="_extensions",
    ),
    pytest.param(
        f"{COMMAND}\ndatabase: {{engine: polardb}}",
        {},
        'app.yaml: database.engine: "polardb" is a service of Alibaba Cloud; allowed here: postgresql',
        id="_no_polardb",
    ),
    pytest.param(
        COMMAND,
        {"http_port": 8443, "https_port": 8443},
        "Pulumi.dev.yaml: groundwork:docker.https_port: 8443 is `http_port` already; allowed: another port",
        id="_ports",
    ),
    pytest.param(
        COMMAND,
        {"dashboard_port": 443},
        "Pulumi.dev.yaml: groundwork:docker.dashboard_port: 443 is `https_port` already; allowed: another port",
        id="_ports of the dashboard",
    ),
    pytest.param(
        COMMAND,
        {"http_port": 443},
        "Pulumi.dev.yaml: groundwork:docker.https_port: 443 is `http_port` already; allowed: another port",
        id="_ports-by-default",
    ),
]


@pytest.mark.parametrize(("change", "section", "line"), RULES)
def test_refused(lines: Lines, change: str, section: dict[str, Any], line: str) -> None:
    assert lines(change, config=host(section)) == [line]


def test_the_entry_forwards_no_grpc(lines: Lines) -> None:
    line = (
        'app.yaml: services.api.protocol: "grpc" is not forwarded by the gateway of a Docker host; allowed here: http'
    )
    assert lines(app=GRPC, config=host()) == [line]


def test_a_job_on_command_may_run_what_its_image_says(read: Read) -> None:
    stack = read("jobs: {cleanup: {schedule: null}}", config=host())
    assert stack.jobs["cleanup"].spec.command is None


def test_one_image_of_its_own_is_enough(read: Read) -> None:
    for extension in docker_host.IMAGES_APART:
        stack = read(f"{COMMAND}\ndatabase: {{extensions: [{extension}, pg_trgm]}}", config=host())
        assert stack.database is not None
        assert stack.database.extensions == [extension, "pg_trgm"]


def test_files_of_a_certificate_must_be_there(lines: Lines, read: Read, tmp_path: Path) -> None:
    brought = {"certificate": {"chain": "tls/chain.pem", "key": str(tmp_path / "key.pem")}}
    assert lines(COMMAND, config=host(brought)) == [
        'Pulumi.dev.yaml: groundwork:docker.certificate.chain: there is no file "tls/chain.pem" in the project',
        f'Pulumi.dev.yaml: groundwork:docker.certificate.key: there is no file "{tmp_path}/key.pem" in the project',
    ]
    certificates.write(tmp_path / "tls")
    (tmp_path / "tls/fullchain.pem").rename(tmp_path / "tls/chain.pem")
    (tmp_path / "tls/privkey.pem").rename(tmp_path / "key.pem")
    assert read(COMMAND, config=host(brought)).cloud == "docker"


def test_log_folders_are_of_containers_and_lie_in_a_folder_of_the_host(lines: Lines, read: Read) -> None:
    folders = {"web": "/app/logs", "api": "logs", "tasks": "/app/logs"}
    assert lines(COMMAND, config=host({"log_folders": folders})) == [
        'Pulumi.dev.yaml: groundwork:docker.log_folders.web: there is no container "web"; allowed: api, tasks, cleanup',
        'Pulumi.dev.yaml: groundwork:docker.log_folders.api: "logs" is no folder; allowed: an absolute path',
        (
            "Pulumi.dev.yaml: groundwork:docker.directory: missing: log files need a folder of the host; "
            "allowed: an absolute path, like /opt/notes"
        ),
    ]
    right = {"log_folders": {"tasks": "/app/logs"}, "directory": "/opt/shop"}
    settings = read(COMMAND, config=host(right)).cloud_settings
    assert isinstance(settings, DockerSpec)
    assert settings.log_folders == {"tasks": "/app/logs"}


def test_residency_is_told_by_where_the_host_stands(lines: Lines, read: Read) -> None:
    where = "Pulumi.dev.yaml: groundwork:docker.location: "
    assert lines(COMMAND, config=host(residency="eu")) == [
        (f"{where}missing: nobody can see from here where a host stands, for `groundwork:residency: eu`; allowed: eu")
    ]
    assert lines(COMMAND, config=host({"location": "us"}, residency="cn")) == [
        f'{where}"us" lies outside `groundwork:residency: cn`; allowed: cn'
    ]
    assert read(COMMAND, config=host({"location": "cn"}, residency="cn")).cloud == "docker"
    assert read(COMMAND, config=host({"location": "cn"})).cloud == "docker"


def test_outside_dev_a_domain_is_needed_as_on_every_cloud(lines: Lines) -> None:
    assert lines(COMMAND, environment="prod", config=host()) == [
        (
            "app.yaml: domain: missing: prod answers over HTTPS only, and a certificate needs a host name; "
            'allowed: a host name, like "app.example.com"'
        )
    ]


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        ("{user: postgres, name: postgres}", ["user", "name"]),
        ("{user: pg_read_all_data, name: template1}", ["user", "name"]),
        ("{user: groundwork_monitor}", ["user"]),
    ],
)
def test_what_the_server_has_of_its_own_is_left_to_it(lines: Lines, names: str, refused: list[str]) -> None:
    found = lines(f"database: {names}\n{COMMAND}", config=host())
    assert [line.split(": ")[1] for line in found] == [f"database.{key}" for key in refused]
    endings = {"user": "is a user of the server itself", "name": "is a database of the server itself"}
    assert all(f"{endings[key]}; allowed: another name" in line for key, line in zip(refused, found, strict=True))


def test_other_names_are_the_application_s(read: Read) -> None:
    found = read(f"database: {{user: bot, name: semibot}}\n{COMMAND}", config=host()).database
    assert found is not None
    assert (found.user, found.name) == ("bot", "semibot")
