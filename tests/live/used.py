"""Steps: the notes application is used, as its page uses it."""

import gzip
import json
import threading

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from websockets.sync.client import connect

from tests.executed import execute
from tests.live.stand import SECONDS, Stand, inspected, wait_until

FILE = b"what was uploaded \x00\xff" * 1000


class Used:
    """Every endpoint, by real requests through the entry."""

    def test_the_page_is_served_compressed_with_its_policy(self, stand: Stand) -> None:
        answer = stand.ask("/", headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; connect-src 'self'")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "<title>Notes</title>" in answer.text

    def test_unknown_paths_of_the_page_lead_to_it(self, stand: Stand) -> None:
        assert "<title>Notes</title>" in stand.ask("/some/view").text

    def test_a_path_that_only_begins_like_a_route_is_the_page_s(self, stand: Stand) -> None:
        assert "<title>Notes</title>" in stand.ask("/apiary").text

    def test_a_job_goes_from_the_api_over_the_queue_to_the_worker_and_the_database(self, stand: Stand) -> None:
        text = "three words https://example.com/a"
        note = stand.ask("/api/notes", "POST", json={"text": text})
        assert note.status_code == 201
        address = f"/api/notes/{note.json()['id']}"

        def counted() -> bool:
            found = stand.ask(address).json()
            return (found["words"], found["link"]) == (3, "https://example.com/a")

        wait_until(counted, "the worker's count")

    def test_hits_are_counted_in_the_cache(self, stand: Stand) -> None:
        first = stand.ask("/api/hits", "POST").json()["hits"]
        assert stand.ask("/api/hits", "POST").json()["hits"] == first + 1
        code, told = stand.execute(
            "cache-server", "sh", "-c", "REDISCLI_AUTH=$(cat /etc/groundwork/password) redis-cli get notes:hits"
        )
        assert (code, int(told.strip())) == (0, first + 1)

    def test_a_file_is_uploaded_and_fetched_by_signed_links(self, stand: Stand) -> None:
        asked = {"name": "a file.bin", "content_type": "application/octet-stream"}
        file = stand.ask("/api/files", "POST", json=asked).json()
        assert file["upload"].startswith(stand.url("/"))
        put = stand.ask(file["upload"], file["method"], data=FILE, headers=file["headers"])
        assert put.status_code == 200
        link = stand.ask(f"/api/files/{file['id']}").json()["download"]
        got = stand.ask(link)
        assert (got.status_code, got.content) == (200, FILE)
        unsigned = stand.ask(link.partition("?")[0])
        assert unsigned.status_code == 403
        other = stand.ask(link.replace("X-Amz-Signature=", "X-Amz-Signature=0"))
        assert other.status_code == 403

    def test_a_new_note_reaches_a_listener_at_once(self, stand: Stand) -> None:
        """Nothing on the way holds an event back until there are more."""
        url, seen, ready = stand.url("/api/notes/events"), [], threading.Event()

        def listen() -> None:
            kind = b""
            with requests.get(url, stream=True, verify=str(stand.certificate), timeout=SECONDS) as stream:
                for line in stream.iter_lines(chunk_size=1):
                    ready.set()
                    name, _, value = line.partition(b": ")
                    if name == b"event":
                        kind = value
                    elif name == b"data" and kind == b"note":
                        seen.append(json.loads(value))
                        return

        listener = threading.Thread(target=listen)
        listener.start()
        assert ready.wait(SECONDS)
        stand.ask("/api/notes", "POST", json={"text": "for those who listen"})
        listener.join(SECONDS)
        assert [each["text"] for each in seen] == ["for those who listen"]

    def test_a_websocket_passes_the_entry(self, stand: Stand) -> None:
        address = stand.url("/api/echo").replace("https", "wss")
        with connect(address, ssl=stand.trust, open_timeout=SECONDS) as socket:
            for message in ("one", "two"):
                socket.send(message)
                assert socket.recv(timeout=SECONDS) == message

    def test_answers_of_the_api_are_compressed(self, stand: Stand) -> None:
        for number in range(10):
            stand.ask("/api/notes", "POST", json={"text": f"a note that is long enough to be worth it {number}"})
        with requests.get(
            stand.url("/api/notes"), verify=str(stand.certificate), stream=True, timeout=SECONDS
        ) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert len(json.loads(gzip.decompress(answer.raw.read()))) >= 10

    def test_the_job_of_the_schedule_can_be_started_by_hand(self, stand: Stand) -> None:
        command = stand.output("jobs")["cleanup"].split()
        assert command[:2] == ["docker", "exec"]
        code, told = execute(stand.daemon.containers.get(command[2]), command[3:])
        assert code == 0, told
        assert json.loads(told.decode().splitlines()[-1])

    def test_a_part_without_a_key_to_the_bucket_has_none(self, stand: Stand) -> None:
        """Keys are handed to those who use the bucket; the page's container knows nothing at all."""
        variables = inspected(stand.containers("web")[0])["Config"]["Env"]
        assert not [each for each in variables if "KEY" in each or "PASSWORD" in each or "DATABASE" in each]

    def test_the_key_of_a_part_opens_objects_of_its_bucket_and_nothing_else(self, stand: Stand) -> None:
        """It may neither change who else may, nor what is kept, nor delete the bucket."""
        variables = inspected(stand.containers("api")[0])["Config"]["Env"]
        found = dict(each.split("=", 1) for each in variables)
        bucket = found["S3_BUCKET"]
        client = boto3.client(
            "s3",
            endpoint_url=stand.url(""),
            region_name=found["S3_REGION"],
            aws_access_key_id=found["S3_ACCESS_KEY_ID"],
            aws_secret_access_key=found["S3_SECRET_ACCESS_KEY"],
            verify=str(stand.certificate),
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
        )
        client.put_object(Bucket=bucket, Key="proof", Body=b"mine")
        assert client.get_object(Bucket=bucket, Key="proof")["Body"].read() == b"mine"
        client.delete_object(Bucket=bucket, Key="proof")
        for refused in (
            lambda: client.put_bucket_policy(Bucket=bucket, Policy="{}"),
            lambda: client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}),
            lambda: client.delete_bucket(Bucket=bucket),
        ):
            with pytest.raises(ClientError) as problem:
                refused()
            assert problem.value.response["Error"]["Code"] == "AccessDenied"
