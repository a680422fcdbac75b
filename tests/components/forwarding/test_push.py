"""What Loki, Elasticsearch and Datadog are sent, over HTTP as in the clouds; what becomes of what they do not take."""

import base64
import json
import re
from typing import Any

import pytest

from components.forwarding import BATCH, PAUSES, push
from components.forwarding.forms import RefusedError
from components.forwarding.push import BATCH_BYTES, batches
from tests.components.forwarding.systems import ANSWERS, central, event, system

pytestmark = pytest.mark.usefixtures("pauses")

KINDS = ("loki", "elasticsearch", "datadog")
LABELS = {"application": "cto-new", "environment": "prod", "part": "api", "stream": "api/1"}


def test_loki_gets_a_stream_for_each_instance_of_a_part() -> None:
    with central(ANSWERS["loki"]) as server:
        push.push([event(1), event(2, "tasks"), event(3)], system("loki", server))
    (taken,) = server.taken
    assert (taken.path, taken.headers["content-type"]) == ("/loki/api/v1/push", "application/json")
    assert json.loads(taken.body) == {
        "streams": [
            {"stream": LABELS, "values": [["1700000001123000000", "line 1"], ["1700000003123000000", "line 3"]]},
            {
                "stream": {**LABELS, "part": "tasks", "stream": "tasks/1"},
                "values": [["1700000002123000000", "line 2"]],
            },
        ]
    }


def test_elasticsearch_gets_an_action_and_a_document_for_each_event() -> None:
    with central(ANSWERS["elasticsearch"]) as server:
        push.push([event(1)], system("elasticsearch", server))
    (taken,) = server.taken
    assert (taken.path, taken.headers["content-type"]) == ("/_bulk", "application/x-ndjson")
    assert taken.lines == [
        {"create": {"_index": "logs-cto_new-prod", "_id": "api-1"}},
        {"@timestamp": "2023-11-14T22:13:21.123Z", "message": "line 1", **LABELS},
    ]
    assert taken.body.endswith("\n")


def test_datadog_gets_its_own_words() -> None:
    with central(ANSWERS["datadog"]) as server:
        push.push([event(1)], system("datadog", server, "key"))
    (taken,) = server.taken
    assert (taken.path, taken.headers["dd-api-key"]) == ("/api/v2/logs", "key")
    assert json.loads(taken.body) == [
        {
            "message": "line 1",
            "timestamp": 1_700_000_001_123,
            "service": "api",
            "hostname": "api/1",
            "ddsource": "cto-new",
            "ddtags": "application:cto-new,environment:prod,part:api,stream:api/1",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "secret", "login"),
    [
        ("loki", "user:pass\n", f"Basic {base64.b64encode(b'user:pass').decode()}"),
        ("loki", "token", "Bearer token"),
        ("elasticsearch", "user:pass", f"Basic {base64.b64encode(b'user:pass').decode()}"),
        ("elasticsearch", "a2V5", "ApiKey a2V5"),
        ("loki", "", None),
    ],
)
def test_a_login_is_what_the_secret_looks_like(kind: str, secret: str, login: str | None) -> None:
    with central(ANSWERS[kind]) as server:
        push.push([event(1)], system(kind, server, secret))
    assert server.taken[0].headers.get("authorization") == login


@pytest.mark.parametrize("kind", KINDS)
def test_four_hundred_are_sent_at_once(kind: str) -> None:
    with central(ANSWERS[kind]) as server:
        push.push([event(number) for number in range(2 * 400 + 1)], system(kind, server))
    assert [taken.body.count("line ") for taken in server.taken] == [400, 400, 1]
    assert BATCH == 400


def test_fewer_are_when_they_are_long() -> None:
    long = [event(number, message="x" * (BATCH_BYTES // 2)) for number in range(3)]
    assert [len(batch) for batch in batches(long)] == [2, 1]
    assert [len(batch) for batch in batches([event(1, message="x" * (BATCH_BYTES + 1))])] == [1]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_system_is_asked_three_times_more_after_growing_pauses(status: int, pauses: list[float]) -> None:
    with central((status, b"busy"), (status, b"busy"), (status, b"busy"), ANSWERS["loki"]) as server:
        push.push([event(1)], system("loki", server))
    assert len(server.taken) == 4
    assert len({taken.body for taken in server.taken}) == 1
    assert pauses == [1, 3, 9] == list(PAUSES)


def test_then_the_cloud_must_come_again(pauses: list[float]) -> None:
    with (
        central((503, b"busy")) as server,
        pytest.raises(RefusedError, match=rf"loki at 127.0.0.1:{server.server_port} took no events: status 503$"),
    ):
        push.push([event(1)], system("loki", server))
    assert len(server.taken) == 4
    assert pauses == [1, 3, 9]


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404])
def test_what_would_be_refused_again_is_not_tried_again(status: int, pauses: list[float]) -> None:
    with central((status, b"no")) as server, pytest.raises(RefusedError, match=f"status {status}"):
        push.push([event(1)], system("loki", server))
    assert (len(server.taken), pauses) == (1, [])


def test_a_system_that_is_not_there_is_asked_again(pauses: list[float]) -> None:
    with central(ANSWERS["loki"]) as server:
        gone = system("loki", server)
    with pytest.raises(RefusedError, match="took no events: ConnectionRefusedError"):
        push.push([event(1)], gone)
    assert pauses == [1, 3, 9]


def bulk(*statuses: int) -> tuple[int, bytes]:
    """What Elasticsearch answers, by event."""
    items: list[Any] = [{"create": {"status": status}} for status in statuses]
    return 200, json.dumps({"errors": True, "items": items}).encode()


def test_elasticsearch_keeps_twice_what_it_has_already_only_once(pauses: list[float]) -> None:
    with central(bulk(201, 429), bulk(409, 201)) as server:
        push.push([event(1), event(2)], system("elasticsearch", server))
    first, second = server.taken
    assert first.body == second.body
    assert pauses == [1]


def test_an_event_that_elasticsearch_never_keeps_is_no_success() -> None:
    with (
        central(bulk(201, 400)) as server,
        pytest.raises(RefusedError, match="took no events: 1 of them were left out"),
    ):
        push.push([event(1), event(2)], system("elasticsearch", server))
    assert len(server.taken) == 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("secret", ["s3cret-token", "user:s3cret", "s3cret\nnext", "s3cret€"])
def test_the_secret_is_never_told(kind: str, secret: str, capfd: pytest.CaptureFixture[str]) -> None:
    with central((401, secret.encode())) as server, pytest.raises(RefusedError) as refused:
        push.push([event(1)], system(kind, server, secret))
    told = f"{refused.value!r} {refused.getrepr(showlocals=False, style='native')} {capfd.readouterr()}"
    assert "s3cret" not in re.sub(r"(?m)^.*(with central|push\.push).*$", "", told)
    assert repr(system(kind, server, secret)).find("s3cret") == -1
