"""Steps: what the entry answers, and how."""

import json
import socket
import ssl

import pytest

from tests.live.stand import Stand

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "X-XSS-Protection": "1; mode=block",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}

OLD = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1]
NEW = {ssl.TLSVersion.TLSv1_2: "TLSv1.2", ssl.TLSVersion.TLSv1_3: "TLSv1.3"}


class Answers:
    """TLS, headers, redirects."""

    answering: str
    """A path that an application's own container answers."""
    transport: str = "max-age=31536000"
    """How long browsers come over HTTPS, and to which names."""

    def test_http_leads_to_https(self, stand: Stand) -> None:
        answer = stand.ask(f"http://localhost:{stand.http_port}/some/path?a=b")
        assert answer.status_code == 301
        assert answer.headers["Location"] == stand.url("/some/path?a=b")

    def test_the_certificate_is_the_authority_s(self, stand: Stand) -> None:
        """A client that trusts the stack's authority, and nobody else, is content; any other is not."""
        assert stand.ask(self.answering).status_code == 200
        with (
            socket.create_connection(("127.0.0.1", stand.https_port), timeout=10) as plain,
            pytest.raises(ssl.SSLCertVerificationError),
        ):
            ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")

    @pytest.mark.parametrize("version", list(NEW))
    def test_modern_tls_is_spoken(self, stand: Stand, version: ssl.TLSVersion) -> None:
        context = stand.trust
        context.minimum_version = context.maximum_version = version
        with (
            socket.create_connection(("127.0.0.1", stand.https_port), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as spoken,
        ):
            assert spoken.version() == NEW[version]
            cipher = spoken.cipher()
            assert cipher is not None
            assert any(word in cipher[0] for word in ("GCM", "CHACHA20"))

    @pytest.mark.parametrize("version", OLD)
    @pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
    def test_old_tls_is_refused(self, stand: Stand, version: ssl.TLSVersion) -> None:
        """The client is willing: its own limits are taken down first."""
        context = stand.trust
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
        with (
            socket.create_connection(("127.0.0.1", stand.https_port), timeout=10) as plain,
            pytest.raises(ssl.SSLError, match=r"PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL"),
        ):
            context.wrap_socket(plain, server_hostname="localhost")

    @pytest.mark.parametrize("cipher", ["AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-GCM-SHA384"])
    def test_weak_ciphers_are_refused(self, stand: Stand, cipher: str) -> None:
        """Without forward secrecy or authenticated encryption, or not named, even if a client wants nothing else."""
        context = stand.trust
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(f"{cipher}@SECLEVEL=0")
        with (
            socket.create_connection(("127.0.0.1", stand.https_port), timeout=10) as plain,
            pytest.raises(ssl.SSLError, match=r"HANDSHAKE_FAILURE"),
        ):
            context.wrap_socket(plain, server_hostname="localhost")

    def test_every_answer_carries_the_headers(self, stand: Stand) -> None:
        wanted = {"Strict-Transport-Security": self.transport, **HEADERS}
        for path in (self.answering, "/nginx-health", "/there/is/no/such/path"):
            found = stand.ask(path).headers
            assert {name: found.get(name) for name in wanted} == wanted, path

    def test_the_entry_has_a_health_endpoint_of_its_own(self, stand: Stand) -> None:
        answer = stand.ask("/nginx-health")
        assert (answer.status_code, answer.text) == (200, "ok\n")

    def test_access_log_is_json_without_queries(self, stand: Stand) -> None:
        """What follows the question mark may be a key: a signed link."""
        stand.ask(f"{self.answering}?secret=of-a-link")
        lines = stand.container("gateway-server").logs(tail=20).decode().splitlines()
        entries = [json.loads(line) for line in lines if line.startswith("{")]
        assert {"path", "status", "seconds", "client", "request_id"} <= set(entries[-1])
        assert any(entry["path"] == self.answering for entry in entries)
        assert "of-a-link" not in "\n".join(lines)
