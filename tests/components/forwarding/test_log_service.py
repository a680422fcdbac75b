"""The function in Function Compute: called as Simple Log Service calls it, it reads the shard and hands it over."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from components.clouds.alicloud import container, forward_logs
from components.clouds.alicloud.log_data import lines
from components.forwarding import ForwardSpec
from components.forwarding.forms import RefusedError
from tests.components.forwarding.log_service import Context, Credentials, Service, group, service
from tests.components.forwarding.systems import ANSWERS, Central, tell

PAGES = {
    "MQ==": ("Mg==", group({"content": "first"}, {"content": "zweite: ä"})),
    "Mg==": ("Mw==", group({"content": "third"}, source="10.30.1.8")),
    "Mw==": ("Mw==", b""),
}


def called(begin: str = "MQ==", end: str = "Mw==") -> bytes:
    """What Function Compute is called with."""
    source = {
        "endpoint": "http://cn-hangzhou-intranet.log.aliyuncs.com",
        "projectName": "notes-prod-logs-0a1b2c3d",
        "logstoreName": "api-logs",
        "shardId": 3,
        "beginCursor": begin,
        "endCursor": end,
    }
    return json.dumps({"parameter": {"part": "api"}, "source": source, "jobName": "j", "taskId": "t"}).encode()


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The log store that the function reads."""
    with service(PAGES) as server:
        monkeypatch.setenv("ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        yield server


@pytest.fixture
def loki(loki: Central, monkeypatch: pytest.MonkeyPatch) -> Central:
    """A system that takes what comes with the token."""
    monkeypatch.setenv("SECRET", "token")
    return loki


def streams(server: Central) -> list[Any]:
    """What Loki was sent."""
    return [stream for taken in server.taken for stream in json.loads(taken.body)["streams"]]


def test_every_line_between_the_cursors_goes_on(store: Service, loki: Central) -> None:
    forward_logs.handler(called(), Context())
    labels = {"application": "notes", "environment": "prod", "part": "api"}
    assert streams(loki) == [
        {
            "stream": {**labels, "stream": "10.30.1.7"},
            "values": [["1700000001000000005", "first"], ["1700000002000000005", "zweite: ä"]],
        },
        {"stream": {**labels, "stream": "10.30.1.8"}, "values": [["1700000001000000005", "third"]]},
    ]
    assert loki.taken[0].headers["authorization"] == "Bearer token"
    assert [path for path, _ in store.asked] == ["/logstores/api-logs/shards/3"] * 2
    assert [asked["cursor"] for _, asked in store.asked] == ["MQ==", "Mg=="]
    assert {asked["end_cursor"] for _, asked in store.asked} == {"Mw=="}


@pytest.mark.parametrize(("begin", "calls"), [("Mw==", 0), ("MQ==", 1)])
def test_nothing_new_is_nothing_to_hand_over(store: Service, loki: Central, begin: str, calls: int) -> None:
    store.pages = {"MQ==": ("MQ==", b"")}
    forward_logs.handler(called(begin), Context())
    assert (len(store.asked), loki.taken) == (calls, [])


def test_a_line_has_the_same_identifier_whenever_it_is_read(
    store: Service, loki: Central, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(monkeypatch, ForwardSpec(elasticsearch=loki.address))
    loki.answers = [ANSWERS["elasticsearch"]]
    forward_logs.handler(called(), Context())
    forward_logs.handler(called(), Context())
    identifiers = [line["create"]["_id"] for taken in loki.taken for line in taken.lines if "create" in line]
    assert identifiers == ["api-logs-3-MQ==-0", "api-logs-3-MQ==-1", "api-logs-3-Mg==-0"] * 2


def test_a_line_without_the_usual_field_is_told_whole(store: Service, loki: Central) -> None:
    store.pages = {"MQ==": ("Mw==", group({"level": "info", "text": "ä"}))}
    forward_logs.handler(called(), Context())
    assert streams(loki)[0]["values"][0][1] == '{"level": "info", "text": "ä"}'
    assert forward_logs.OUTPUT == container.OUTPUT


@pytest.mark.parametrize(
    ("taken", "credentials", "why"),
    [
        ((503, b""), Credentials(), "took no events: status 503"),
        (ANSWERS["loki"], Credentials(access_key_secret="wrong"), "did not let itself be read: status 401"),
    ],
)
def test_a_failure_is_said_and_makes_the_service_call_again(
    store: Service,
    loki: Central,
    taken: tuple[int, bytes],
    credentials: Credentials,
    why: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    loki.answers = [taken]
    with pytest.raises(RefusedError, match=why):
        forward_logs.handler(called(), Context(credentials))
    said = json.loads(capsys.readouterr().out)
    assert said["log_forwarder"] == "failed"
    assert why in said["why"]


@pytest.mark.parametrize("cut", [b"\x0a", b"\x0a\x05ab", b"\x0b\x00", b"\x0a\x80"])
def test_what_is_no_list_of_logs_is_refused(cut: bytes) -> None:
    with pytest.raises(ValueError, match=r"the answer ends|there is no kind"):
        list(lines(cut))
