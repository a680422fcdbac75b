"""The API of files."""

from uuid import UUID

import pytest

from tests.notes.fakes import NOW, Stand

FIRST = str(UUID(int=1))
PLAIN = {"name": "a.txt", "content_type": "text/plain"}


def test_a_file_is_recorded_and_its_upload_signed(api: Stand) -> None:
    answer = api.client.post("/api/files", json=PLAIN)
    assert answer.status_code == 201
    assert answer.json() == {
        "id": FIRST,
        **PLAIN,
        "size": None,
        "created_at": NOW.isoformat(),
        "upload": f"https://bucket/uploads/{FIRST}?put=text/plain",
        "method": "PUT",
        "headers": {"Content-Type": "text/plain"},
        "expires_seconds": 900,
    }
    assert [file["id"] for file in api.client.get("/api/files").json()] == [FIRST]


def test_an_uploaded_file_has_a_size_and_a_link(api: Stand) -> None:
    api.client.post("/api/files", json=PLAIN)
    api.storage.objects[f"uploads/{FIRST}"] = 11
    answer = api.client.get(f"/api/files/{FIRST}").json()
    assert (answer["size"], answer["download"]) == (11, f"https://bucket/uploads/{FIRST}?name=a.txt")
    assert api.client.get("/api/files").json()[0]["size"] == 11


def test_a_lasting_address_leads_to_the_signed_one(api: Stand) -> None:
    api.client.post("/api/files", json=PLAIN)
    api.storage.objects[f"uploads/{FIRST}"] = 11
    answer = api.client.get(f"/api/files/{FIRST}/content", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"https://bucket/uploads/{FIRST}?name=a.txt")
    assert answer.headers["cache-control"] == "no-store"


def test_files_that_are_not_there(api: Stand) -> None:
    answer = api.client.get(f"/api/files/{FIRST}")
    assert (answer.status_code, answer.json()) == (404, {"error": f"there is no file {FIRST}"})
    api.client.post("/api/files", json=PLAIN)
    answer = api.client.get(f"/api/files/{FIRST}/content")
    assert (answer.status_code, answer.json()) == (404, {"error": f"file {FIRST} was not uploaded yet"})
    assert api.client.get("/api/files/1").status_code == 404


@pytest.mark.parametrize(
    ("name", "content_type", "problem"),
    [
        ("", "text/plain", "name must be a text that is not empty"),
        ("a" * 201, "text/plain", "name may have at most 200 characters"),
        ("../a", "text/plain", "name may not have slashes, tabs or new lines"),
        ("a\\b", "text/plain", "name may not have slashes, tabs or new lines"),
        ("a\nb", "text/plain", "name may not have slashes, tabs or new lines"),
        ("a", "plain", "content_type must be a media type such as text/plain"),
        ("a", "text/plain; charset=utf-8", "content_type must be a media type such as text/plain"),
        ("a", "text/plain\n", "content_type must be a media type such as text/plain"),
        ("a", "a/" + "b" * 99, "content_type may have at most 100 characters"),
    ],
)
def test_a_file_that_is_refused(api: Stand, name: str, content_type: str, problem: str) -> None:
    answer = api.client.post("/api/files", json={"name": name, "content_type": content_type})
    assert (answer.status_code, answer.json()) == (400, {"error": problem})
    assert not api.files.kept


def test_a_bucket_that_does_not_answer(api: Stand) -> None:
    api.client.post("/api/files", json=PLAIN)
    api.storage.away = True
    answer = api.client.get(f"/api/files/{FIRST}")
    assert (answer.status_code, answer.json()) == (503, {"error": "the bucket does not answer; try again"})
