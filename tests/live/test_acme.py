"""A certificate from an ACME authority, on a real daemon: Pebble, the authority that Let's Encrypt made for tests."""

import io
import json
import socket
import ssl
import tarfile
from pathlib import Path

import docker
import pytest
import requests
from cryptography import x509
from docker.models.containers import Container

from tests import certificates
from tests.live.stand import SECONDS, Stand, inspected, wait_until

pytestmark = pytest.mark.live

HOST = "pages.example.com"
AUTHORITY, ISSUER = "pebble", "Pebble Intermediate"
IMAGE = "ghcr.io/letsencrypt/pebble:2.10.3"
PLAIN, ENCRYPTED = 10080, 10443
"""Ports of the entry inside its network, by which the authority reaches it."""


class AcmeStand(Stand):
    """A page, and an entry that asks an authority of the test's own for its certificate."""

    pebble: Container | None = None

    def __init__(self, folder: Path, daemon: docker.DockerClient) -> None:
        super().__init__("notes", folder, daemon)
        certificates.write(self.project.folder / "authority", AUTHORITY)
        with self.project.edit("app.yaml") as app:
            page = app["frontends"]["web"]
            app["frontends"], app["routes"] = {"web": page}, {"/": "web"}
            for section in ("database", "cache", "buckets", "services", "workers", "jobs"):
                app.pop(section, None)
        with self.edit() as stack:
            stack["config"]["groundwork:overrides"] = {"domain": HOST}
            stack["config"]["groundwork:docker"] |= {
                "acme_email": f"admin@{HOST}",
                "acme_server": f"https://{AUTHORITY}:14000/dir",
                "acme_root": "authority/authority.pem",
            }

    def found_authority(self) -> None:
        """Start Pebble beside the entry; it looks host names up as everybody does, in this case in its own file."""
        (public,) = [each for each in self.networks() if "-public-" in str(each.name)]
        entry = inspected(self.container("gateway-server"))["NetworkSettings"]["Networks"][str(public.name)]
        settings = {
            "listenAddress": "0.0.0.0:14000",
            "managementListenAddress": "0.0.0.0:15000",
            "certificate": "/authority/fullchain.pem",
            "privateKey": "/authority/privkey.pem",
            "httpPort": PLAIN,
            "tlsPort": ENCRYPTED,
        }
        self.pebble = self.daemon.containers.create(
            IMAGE,
            ["-config", "/authority/pebble.json"],
            environment={"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"},
            extra_hosts={HOST: entry["IPAddress"]},
            labels={"groundwork.application": self.group.removesuffix(f"-{self.stack}")},
            network=str(public.name),
            hostname=AUTHORITY,
            name=AUTHORITY,
        )
        files = {path.name: path.read_bytes() for path in (self.project.folder / "authority").iterdir()}
        self.pebble.put_archive("/", _archive({**files, "pebble.json": json.dumps({"pebble": settings}).encode()}))
        self.pebble.start()

    def certificate_shown(self) -> x509.Certificate:
        """What the entry shows to those that ask for the host."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        address = ("127.0.0.1", self.https_port)
        with (
            socket.create_connection(address, SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=HOST) as encrypted,
        ):
            shown = encrypted.getpeercert(binary_form=True)
        assert shown
        return x509.load_der_x509_certificate(shown)

    def certificate_by(self, issuer: str) -> x509.Certificate | None:
        """What the entry shows, where it is of that issuer: old workers of nginx still show the old one for a while."""
        shown = self.certificate_shown()
        return shown if issuer in shown.issuer.rfc4514_string() else None


class TestAcme:
    """Asked for, issued, shown, renewed."""

    make = AcmeStand

    def test_until_then_the_stack_signs_itself(self, stand: AcmeStand) -> None:
        stand.up()
        assert stand.certificate_by("authority")

    def test_only_challenges_are_answered_without_encryption(self, stand: AcmeStand) -> None:
        start = f"http://127.0.0.1:{stand.http_port}"
        asked = requests.get(f"{start}/.well-known/acme-challenge/nothing", allow_redirects=False, timeout=SECONDS)
        other = requests.get(f"{start}/nothing", allow_redirects=False, timeout=SECONDS)
        assert (asked.status_code, other.status_code) == (404, 301)

    def test_the_authority_issues_what_is_asked_for(self, stand: AcmeStand) -> None:
        stand.found_authority()
        stand.container("gateway-acme").restart(timeout=2)
        shown = wait_until(lambda: stand.certificate_by(ISSUER), "a certificate of the authority", 60)
        assert shown
        names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        assert names.value.get_values_for_type(x509.DNSName) == [HOST]

    def test_a_renewed_one_is_shown_without_a_restart(self, stand: AcmeStand) -> None:
        entry = stand.container("gateway-server")
        before = wait_until(lambda: stand.certificate_by(ISSUER), "the issued certificate")
        since = inspected(entry)["State"]["StartedAt"]
        folders = "--config-dir /etc/groundwork/certificates --work-dir /tmp/work --logs-dir /tmp/logs"
        at_once = f"renew --force-renewal --no-random-sleep-on-renew {folders}"
        code, told = stand.execute("gateway-acme", "certbot", *at_once.split())
        assert code == 0, told
        wait_until(lambda: stand.certificate_by(ISSUER) not in {None, before}, "the renewed certificate")
        entry.reload()
        assert inspected(entry)["State"]["StartedAt"] == since

    def test_a_second_up_changes_nothing(self, stand: AcmeStand) -> None:
        assert "unchanged" in stand.simulate("up", "--expect-no-changes").succeeded().text


def _archive(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"authority/{name}")
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return target.getvalue()
