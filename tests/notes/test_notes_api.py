"""The API of notes."""

import json

import pytest

from notes.events import CHANNEL
from notes.queue import STREAM
from tests.notes.fakes import NOW, Stand

JSON = {"Content-Type": "application/json"}
PUBLIC = {"words": None, "link": None, "created_at": NOW.isoformat()}


def test_a_note_is_kept_queued_and_told(api: Stand) -> None:
    answer = api.client.post("/api/notes", json={"text": "buy milk"})
    assert answer.status_code == 201
    assert answer.headers["location"] == "/api/notes/1"
    assert answer.json() == {"id": 1, "text": "buy milk", "mine": False, **PUBLIC}
    assert api.client.get("/api/notes/1").json() == answer.json()


def test_what_is_told_is_what_everybody_may_see(api: Stand) -> None:
    heard = api.redis.pubsub(ignore_subscribe_messages=True)
    heard.subscribe(CHANNEL)
    api.client.get("/api/notes")  # begins a session
    api.client.post("/api/notes", json={"text": "buy milk"})
    api.client.delete("/api/notes/1")
    messages = [message["data"] for message in (heard.get_message() for _ in range(4)) if message]
    assert [json.loads(message) for message in messages] == [
        {"kind": "note", "data": {"id": 1, "text": "buy milk", **PUBLIC}},
        {"kind": "deleted", "data": {"id": 1}},
    ]
    heard.close()


def test_the_worker_is_asked_for_each_note(api: Stand) -> None:
    api.client.post("/api/notes", json={"text": "one"})
    api.client.post("/api/notes", json={"text": "two"})
    assert [fields for _, fields in api.redis.xrange(STREAM) or []] == [{"note": "1"}, {"note": "2"}]


def test_the_list_is_the_newest_oldest_first(api: Stand) -> None:
    for text in ("one", "two", "three"):
        api.client.post("/api/notes", json={"text": text})
    assert [note["text"] for note in api.client.get("/api/notes").json()] == ["one", "two", "three"]
    assert [note["text"] for note in api.client.get("/api/notes?limit=2").json()] == ["two", "three"]
    assert [note["text"] for note in api.client.get("/api/notes?after=1&limit=1").json()] == ["two"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("limit=0", "limit must be a whole number from 1 to 1000"),
        ("limit=1001", "limit must be a whole number from 1 to 1000"),
        ("limit=ten", "limit must be a whole number from 1 to 1000"),
        ("after=-1", "after must be a whole number from 0 to 9223372036854775807"),
        ("after=9223372036854775808", "after must be a whole number from 0 to 9223372036854775807"),
        (f"after={'9' * 5000}", "after must be a whole number from 0 to 9223372036854775807"),
    ],
)
def test_a_query_that_is_refused(api: Stand, query: str, problem: str) -> None:
    answer = api.client.get(f"/api/notes?{query}")
    assert (answer.status_code, answer.json()) == (400, {"error": problem})


@pytest.mark.parametrize(
    ("body", "status", "problem"),
    [
        ("{", 400, "the body is not JSON"),
        ("[" * 50_000, 400, "the body is not JSON"),
        ("[]", 400, "the body must be a JSON object"),
        ("{}", 400, "text must be a text that is not empty"),
        ('{"text": 7}', 400, "text must be a text that is not empty"),
        ('{"text": " \\n"}', 400, "text must be a text that is not empty"),
        (json.dumps({"text": "a" * 2001}), 400, "text may have at most 2000 characters"),
        ('{"text": "a\\u0000"}', 400, "text may not have control characters"),
        ('{"text": "a\\ud800"}', 400, "text may not have control characters"),
        ("a" * 65_537, 413, "the body may have at most 65536 bytes"),
    ],
)
def test_a_note_that_is_refused(api: Stand, body: str, status: int, problem: str) -> None:
    answer = api.client.post("/api/notes", content=body, headers=JSON)
    assert (answer.status_code, answer.json()) == (status, {"error": problem})
    assert not api.notes.kept


def test_the_longest_note_fits_however_it_is_written(api: Stand) -> None:
    body = json.dumps({"text": "😀" * 2000})  # twelve bytes a character
    assert api.client.post("/api/notes", content=body, headers=JSON).status_code == 201


def test_a_form_of_another_site_is_refused(api: Stand) -> None:
    answer = api.client.post("/api/notes", content='{"text": "spam"}', headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()) == (415, {"error": "the Content-Type must be application/json"})


def test_only_the_pages_own_origin_may_read_from_elsewhere(api: Stand) -> None:
    def allowed(origin: str) -> str | None:
        return api.client.get("/api/notes", headers={"Origin": origin}).headers.get("access-control-allow-origin")

    assert allowed("http://notes.example.com") == "http://notes.example.com"
    assert allowed("http://other.example.com") is None


@pytest.mark.parametrize("number", ["99", "9" * 30])
def test_a_note_that_is_not_there(api: Stand, number: str) -> None:
    for method in ("GET", "DELETE"):
        answer = api.client.request(method, f"/api/notes/{number}")
        assert (answer.status_code, answer.json()) == (404, {"error": f"there is no note {number}"})


def test_a_note_of_a_browser_is_deleted_by_that_browser_only(api: Stand) -> None:
    api.client.get("/api/notes")
    assert api.client.post("/api/notes", json={"text": "mine"}).json()["mine"] is True
    session = api.client.cookies["session"]
    api.client.cookies.clear()
    assert api.client.get("/api/notes/1").json()["mine"] is False
    answer = api.client.delete("/api/notes/1")
    assert (answer.status_code, answer.json()) == (403, {"error": "only who wrote note 1 may delete it"})
    api.client.cookies["session"] = session
    assert api.client.delete("/api/notes/1").status_code == 204
    assert not api.notes.kept


def test_a_session_that_nobody_signed_counts_for_nothing(api: Stand) -> None:
    api.client.get("/api/notes")
    api.client.post("/api/notes", json={"text": "mine"})
    forged, _, _ = api.client.cookies["session"].partition(".")
    api.client.cookies.clear()
    api.client.cookies["session"] = f"{forged}.forged.forged"
    assert api.client.delete("/api/notes/1").status_code == 403


def test_a_note_of_a_program_is_deleted_by_anybody(api: Stand) -> None:
    api.client.post("/api/notes", json={"text": "without a session"})
    api.client.get("/api/notes")  # begins one
    assert api.client.delete("/api/notes/1").status_code == 204


def test_without_a_database_nothing_is_acknowledged(api: Stand) -> None:
    api.notes.away = True
    for answer in (api.client.get("/api/notes"), api.client.post("/api/notes", json={"text": "lost"})):
        assert answer.status_code == 503
        assert answer.json() == {"error": "the database does not answer; try again"}
        assert answer.headers["retry-after"] == "1"


def test_without_redis_a_note_is_kept_all_the_same(api: Stand) -> None:
    api.server.connected = False
    assert api.client.post("/api/notes", json={"text": "kept"}).status_code == 201
    assert api.client.delete("/api/notes/1").status_code == 204


def test_a_mistake_of_ours_is_not_shown(api: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise ZeroDivisionError("internal detail")

    monkeypatch.setattr(api.notes, "newest", broken)
    answer = api.client.get("/api/notes")
    assert (answer.status_code, answer.json()) == (500, {"error": "something is wrong here, and it was logged"})


def test_paths_and_methods_that_are_not_there(api: Stand) -> None:
    assert api.client.get("/api/nothing").json() == {"error": "Not Found"}
    answer = api.client.put("/api/notes")
    assert (answer.status_code, answer.json()) == (405, {"error": "Method Not Allowed"})


def test_events_are_streamed_under_both_names(api: Stand) -> None:
    api.services.hub.close()
    for path in ("/api/events", "/api/notes/events"):
        answer = api.client.get(path)
        assert answer.text == "retry: 1000\n\n"
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["x-accel-buffering"] == "no"
        assert answer.headers["cache-control"] == "no-store, no-transform"
