"""Calls of the program's own go to the internal address, and say what a bucket's answers mean."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

import pytest

from notes.storage import Storage, StorageError, open_storage
from notes.storage_settings import OssSettings, S3Settings
from tests.serving import Quiet, serving


class Bucket(ThreadingHTTPServer):
    """Answers every request with `status`, and remembers them."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.asked: list[str] = []


class Handler(Quiet, BaseHTTPRequestHandler):
    """One request."""

    def do_HEAD(self) -> None:
        bucket = cast("Bucket", self.server)
        bucket.asked.append(f"{self.command} {self.path.partition('?')[0]}")
        self.send_response(bucket.status)
        self.send_header("Content-Length", "11" if self.command == "HEAD" else "0")
        self.end_headers()

    def do_DELETE(self) -> None:
        self.do_HEAD()


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with serving(Bucket()) as server:
        yield server


@pytest.fixture(params=[S3Settings, OssSettings])
def storage(request: pytest.FixtureRequest, bucket: Bucket) -> Storage:
    return open_storage(
        request.param(
            region="eu-central-1",
            bucket="files",
            endpoint="https://public.example.com",
            internal_endpoint=f"http://127.0.0.1:{bucket.server_port}",
            key=("KEY", "secret"),
        )
    )


def test_the_size_of_an_object(bucket: Bucket, storage: Storage) -> None:
    assert storage.size("uploads/1") == 11
    assert bucket.asked == ["HEAD /files/uploads/1"]


def test_an_object_that_is_not_there_has_no_size(bucket: Bucket, storage: Storage) -> None:
    bucket.status = 404
    assert storage.size("uploads/1") is None


def test_a_deletion(bucket: Bucket, storage: Storage) -> None:
    bucket.status = 204
    storage.delete("uploads/1")
    assert bucket.asked == ["DELETE /files/uploads/1"]


def test_a_refusal_is_no_missing_object(bucket: Bucket, storage: Storage) -> None:
    bucket.status = 403
    with pytest.raises(StorageError):
        storage.size("uploads/1")
    with pytest.raises(StorageError):
        storage.delete("uploads/1")


def test_a_bucket_that_cannot_be_reached(bucket: Bucket, storage: Storage) -> None:
    bucket.shutdown()
    bucket.server_close()
    with pytest.raises(StorageError):
        storage.size("uploads/1")
    with pytest.raises(StorageError):
        storage.delete("uploads/1")
