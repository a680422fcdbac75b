"""Health, version, the counter, the echo."""

import socket

import pytest

from tests.notes.fakes import Stand


def test_healthy_when_both_answer(api: Stand) -> None:
    answer = api.client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"database": True, "cache": True})


def test_unhealthy_says_which_does_not_answer(api: Stand) -> None:
    api.database_answers = False
    answer = api.client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"error": "no answer from database", "database": False, "cache": True}
    api.server.connected = False
    assert api.client.get("/healthz").json()["error"] == "no answer from database and cache"


def test_the_version_is_that_of_the_image(api: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERSION", "1.2.3")
    expected = {"version": "1.2.3", "host": socket.gethostname()}
    assert api.client.get("/version").json() == expected
    assert api.client.get("/api/version").json() == expected


def test_hits_are_counted(api: Stand) -> None:
    assert api.client.get("/api/hits").json() == {"hits": 0}
    assert [api.client.post("/api/hits").json()["hits"] for _ in range(2)] == [1, 2]
    assert api.client.get("/api/hits").json() == {"hits": 2}


def test_without_redis_hits_are_refused(api: Stand) -> None:
    api.server.connected = False
    for answer in (api.client.get("/api/hits"), api.client.post("/api/hits")):
        assert (answer.status_code, answer.json()) == (503, {"error": "the cache does not answer; try again"})


def test_the_echo_says_what_it_hears(api: Stand) -> None:
    with api.client.websocket_connect("/api/echo") as echo:
        echo.send_text("grüß dich")
        assert echo.receive_text() == "grüß dich"
        echo.send_bytes(b"\x00\xff")
        assert echo.receive_bytes() == b"\x00\xff"
