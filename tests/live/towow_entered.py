"""Steps: what the entry of towow is asked for, and who is behind it."""

import json
import time

import requests
from websockets.sync.client import connect

from tests.live.stand import SECONDS, Stand

AT_ONCE = 4
"""Seconds in which a first event is there that nobody held back; the second follows later."""

SILENCE = 70
"""Longer than the minute after which nginx gives up on a silent server where it is not told otherwise."""

FETCH = "import sys, urllib.request as u; sys.stdout.write(u.urlopen(sys.argv[1], timeout=5).read().decode())"
READ = (
    "import socket, sys; print(socket.create_connection((sys.argv[1], int(sys.argv[2])), 5).recv(9).decode(), end='')"
)


class TowowEntered:
    """Files, calls, events, and the part that is inside only."""

    def test_health_is_the_api_s_own(self, stand: Stand) -> None:
        """Alive and ready, the database included; both lead to the API, whatever it is asked for."""
        assert stand.ask("/health").json() == {"status": "healthy"}
        assert stand.ask("/health/ready").json() == {"status": "ready", "database": "healthy"}

    def test_the_entry_tells_its_own_state(self, stand: Stand) -> None:
        """On any host name, and protected as every answer is; what only begins the same is a page's."""
        for host in ("localhost", "anything.example.com"):
            answer = stand.ask("/health-fe", headers={"Host": host})
            assert (answer.status_code, answer.text) == (200, "OK"), host
            assert answer.headers["Content-Type"] == "text/plain", host
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", host
        assert "<title>ToWow</title>" in stand.ask("/health-fe/below").text

    def test_sql_files_came_before_the_api(self, stand: Stand) -> None:
        assert stand.ask("/api/negotiations").json() == {"negotiations": 0}

    def test_unknown_paths_of_the_page_lead_to_it(self, stand: Stand) -> None:
        for path in ("/", "/some/view", "/apiary"):
            answer = stand.ask(path)
            assert (answer.status_code, "<title>ToWow</title>" in answer.text) == (200, True), path

    def test_an_event_arrives_as_soon_as_it_is_sent(self, stand: Stand) -> None:
        """The first is there while the second is not even written, and its silence is longer than any usual one."""
        began = time.monotonic()
        address = stand.url(f"/api/events?silence={SILENCE}")
        with requests.get(address, stream=True, verify=str(stand.certificate), timeout=SILENCE + SECONDS) as answer:
            assert answer.headers["Content-Type"].startswith("text/event-stream")
            seen = [(line, time.monotonic() - began) for line in answer.iter_lines(chunk_size=1) if line]
        assert [line for line, _ in seen] == [b"data: first", b"data: second"]
        assert seen[0][1] < AT_ONCE
        assert seen[1][1] >= SILENCE

    def test_a_websocket_passes_the_entry(self, stand: Stand) -> None:
        with connect(stand.url("/api/echo").replace("https", "wss"), ssl=stand.trust, open_timeout=SECONDS) as socket:
            socket.send("there and back")
            assert socket.recv(timeout=SECONDS) == "there and back"

    def test_the_api_is_told_who_asks(self, stand: Stand) -> None:
        told = stand.ask("/api/told").json()
        assert told["host"] == f"localhost:{stand.https_port}"
        assert told["x-forwarded-proto"] == "https"
        assert told["x-real-ip"] == told["x-forwarded-for"]
        assert told["x-real-ip"].count(".") == 3

    def test_a_trace_passes_the_entry(self, stand: Stand) -> None:
        """As it was sent, so that the API's part of it belongs to that of whoever asked (W3C Trace Context)."""
        sent = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "shop=1"}
        told = stand.ask("/api/told", headers=sent).json()
        assert {name: told.get(name) for name in sent} == sent

    def test_metrics_are_not_for_the_world(self, stand: Stand) -> None:
        """They are there, on the private network."""
        assert "http_requests_total" not in stand.ask("/metrics").text
        code, text = stand.execute("api-1", "python", "-c", FETCH, "http://127.0.0.1:8000/metrics")
        assert (code, "http_requests_total" in text) == (0, True)

    def test_openagent_is_reached_by_the_api_on_both_ports_and_by_nobody_outside(self, stand: Stand) -> None:
        told = stand.ask("/api/settings").json()
        host = f"openagent.{stand.group}.internal"
        assert [told[f"OPENAGENT_{name}"] for name in ("HOST", "HTTP_PORT", "GRPC_PORT")] == [host, "8700", "8600"]
        code, text = stand.execute("api-1", "python", "-c", FETCH, f"http://{host}:8700/api/health")
        assert (code, json.loads(text)["status"]) == (0, "healthy")
        assert stand.execute("api-1", "python", "-c", READ, host, "8600") == (0, "grpc\n")
        assert "starts" not in stand.ask("/api/health").text

    def test_what_openagent_keeps_outlives_its_container(self, stand: Stand) -> None:
        """The volume is handed to the next container."""
        before = self._starts(stand)
        stand.override({"services": {"openagent": {"variables": {"RESTARTED": "yes"}}}})
        stand.up()
        assert self._starts(stand) == before + 1

    def _starts(self, stand: Stand) -> int:
        host = f"openagent.{stand.group}.internal"
        code, text = stand.execute("api-1", "python", "-c", FETCH, f"http://{host}:8700/api/health")
        assert code == 0, text
        return json.loads(text)["starts"]
