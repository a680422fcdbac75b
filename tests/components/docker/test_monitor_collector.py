"""What containers write is kept by days, and handed on where the stack says so."""

import tomllib
from typing import Any

import pytest

from tests.components.docker.looking import CONTAINER, NETWORK, ONCE, VOLUME, container, health, labels, written
from tests.components.docker.watching import watched
from tests.components.recorder import Recorder, run

COLLECTOR = "dashboard-collector"
FILES = "/etc/groundwork"
DOMAIN = "monitor.notes-prod.internal"
LINE = '{{.Time.UTC.Format "2006-01-02T15:04:05.000000Z"}} {{.Tag "groundwork.part"}} {{.Tag "container_name"}} '
LOKI: dict[str, Any] = {"forward": {"loki": "https://logs.example.com"}}
MESSAGE = "{{ $line.Field `message` | toJson }}"
WHO = (
    '"application": "notes", "environment": "prod", "part": "{{ $line.Tag `groundwork.part` }}", '
    '"stream": "{{ $line.Tag `container_name` }}"'
)
BETWEEN = "{{ range $number, $line := . }}{{ if $number }},{{ end }}"


def told(recorder: Recorder, **changes: Any) -> dict[str, Any]:
    """The collector's file, taken apart."""
    run(lambda: watched(**changes))
    return tomllib.loads(container(recorder, COLLECTOR)["files"][f"{FILES}/collector.conf"][0])


def test_it_sees_output_alone_and_has_no_way_out(recorder: Recorder) -> None:
    run(watched)
    found = container(recorder, COLLECTOR)
    files = found.pop("files")
    assert {path: said[1:] for path, said in files.items()} == {f"{FILES}/collector.conf": ("0", "0444")}
    assert found == {
        "image": "id-of-telegraf:1.37.2-alpine",
        "user": "65534:65534",
        "networks": {"dashboard-logs": [f"collector.{DOMAIN}"]},
        "entrypoints": ["telegraf"],
        "command": ["--strict-env-handling", "--config", f"{FILES}/collector.conf"],
        "volumes": [{"containerPath": "/output", "readOnly": False, "volumeName": "dashboard-collector-files-1234567"}],
        "healthcheck": health("CMD", "test", "-f", "/output/output.log"),
        "memory": 256,
        "cpus": "0.5",
    }


def test_output_of_all_that_runs_but_its_own_is_followed(recorder: Recorder) -> None:
    found = told(recorder)
    assert found["inputs"] == {
        "docker_log": [
            {
                "endpoint": f"tcp://logs.{DOMAIN}:2377",
                "container_name_exclude": ["dashboard-collector-*"],
                "docker_label_include": ["groundwork.part"],
                "metricpass": 'time > now() - duration("300s")',
            }
        ]
    }
    assert found["agent"] == {
        "interval": "2s",
        "flush_interval": "2s",
        "metric_batch_size": 400,
        "metric_buffer_limit": 20000,
        "omit_hostname": True,
        "quiet": True,
    }


@pytest.mark.parametrize("days", [30, 365])
def test_a_file_a_day_is_kept_for_as_many_days_as_the_stack_says(recorder: Recorder, days: int) -> None:
    assert told(recorder, logs={"days": days})["outputs"] == {
        "file": [
            {
                "files": ["/output/output.log"],
                "rotation_interval": "24h",
                "rotation_max_archives": days,
                "data_format": "template",
                "template": LINE + '{{.Field "message"}}\n',
            }
        ]
    }


@pytest.mark.parametrize("disposable", [True, False])
def test_what_was_kept_survives_what_nobody_meant(recorder: Recorder, disposable: bool) -> None:
    run(lambda: watched(disposable=disposable))
    kept = recorder.one(VOLUME, "dashboard-collector-files")
    assert kept.protect is not disposable
    assert written(kept.inputs["labels"]) == labels("monitor")
    owner = container(recorder, "dashboard-collector-folder", ONCE)
    assert owner["entrypoints"] == ["chown", "65534:65534", "/folder"]


def test_it_lies_in_the_stack_s_folder_where_there_is_one(recorder: Recorder) -> None:
    run(lambda: watched({"directory": "/opt/notes"}))
    volumes = container(recorder, COLLECTOR)["volumes"]
    assert volumes == [{"containerPath": "/output", "readOnly": False, "hostPath": "/opt/notes/output"}]
    assert "dashboard-collector-files" not in recorder.names(VOLUME)


def test_a_stack_that_is_not_watched_hands_on_all_the_same(recorder: Recorder) -> None:
    """Through the same gate, which then listens to nobody else."""
    run(lambda: watched({"monitoring": False}, logs=LOKI))
    made = {"dashboard-gate", COLLECTOR, f"{COLLECTOR}-folder"}
    assert {name for name in recorder.names(CONTAINER) if name.startswith("dashboard")} == made
    assert {name for name in recorder.names(NETWORK) if name.startswith("dashboard")} == {"dashboard-logs"}
    assert container(recorder, "dashboard-gate")["networks"] == {"dashboard-logs": [f"logs.{DOMAIN}"]}


def test_what_opens_the_system_is_in_a_file_that_the_collector_alone_may_read(recorder: Recorder) -> None:
    run(lambda: watched(logs=LOKI, forward_secret="shop:s3cret"))
    found = container(recorder, COLLECTOR)
    basic = "Basic c2hvcDpzM2NyZXQ="
    assert found["files"][f"{FILES}/authorization"] == (basic, "65534", "0400")
    assert basic not in found["files"][f"{FILES}/collector.conf"][0]
    assert recorder.one(CONTAINER, COLLECTOR).secret_inputs == {"uploads"}
    assert set(found["networks"]) == {"dashboard-logs", "network-public"}


@pytest.mark.parametrize(
    ("forward", "secret", "says"),
    [
        ({"loki": "https://x.example.com"}, "token", {"Authorization": "Bearer token"}),
        ({"elasticsearch": "https://x.example.com"}, "a2V5", {"Authorization": "ApiKey a2V5"}),
        ({"datadog": "https://x.example.com"}, "k3y", {"DD-API-KEY": "k3y"}),
    ],
)
def test_each_kind_is_opened_in_its_own_way(
    recorder: Recorder, forward: dict[str, str], secret: str, says: dict[str, str]
) -> None:
    found = told(recorder, logs={"forward": forward}, forward_secret=secret)
    assert found["secretstores"] == {"docker": [{"id": "files", "path": FILES}]}
    (system,) = found["outputs"]["http"]
    headers = system["headers"]
    del headers["Content-Type"]
    assert headers == dict.fromkeys(says, "@{files:authorization}")
    assert container(recorder, COLLECTOR)["files"][f"{FILES}/authorization"][0] in says.values()


def test_without_a_secret_none_is_named(recorder: Recorder) -> None:
    found = told(recorder, logs=LOKI)
    assert "secretstores" not in found
    assert found["outputs"]["http"][0]["headers"] == {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("forward", "url", "kind", "body"),
    [
        (
            {"loki": "http://logs.internal:3100"},
            "http://logs.internal:3100/loki/api/v1/push",
            "application/json",
            (
                f'{{"streams": [{BETWEEN}{{"stream": {{{WHO}}}, "values": '
                f'[["{{{{ $line.Time.UnixNano }}}}", {MESSAGE}]]}}{{{{ end }}}}]}}'
            ),
        ),
        (
            {"elasticsearch": "https://elastic.example.com:9200"},
            "https://elastic.example.com:9200/_bulk",
            "application/x-ndjson",
            (
                '{{ range $line := . }}{"create": {"_index": "logs-notes-prod", "_id": "{{ printf `%d %s %s` '
                '$line.Time.UnixNano ($line.Tag `container_name`) ($line.Field `message`) | sha256sum }}"}}\n'
                '{"@timestamp": "{{ $line.Time.UTC.Format `2006-01-02T15:04:05.000Z` }}", '
                f'"message": {MESSAGE}, {WHO}}}\n{{{{ end }}}}'
            ),
        ),
        (
            {"datadog": "https://intake.example.com"},
            "https://intake.example.com/api/v2/logs",
            "application/json",
            (
                f'[{BETWEEN}{{"message": {MESSAGE}, "timestamp": {{{{ $line.Time.UnixMilli }}}}, '
                '"service": "{{ $line.Tag `groundwork.part` }}", "hostname": "{{ $line.Tag `container_name` }}", '
                '"ddsource": "notes", "ddtags": "application:notes,environment:prod,'
                'part:{{ $line.Tag `groundwork.part` }},stream:{{ $line.Tag `container_name` }}"}{{ end }}]'
            ),
        ),
    ],
)
def test_lines_are_handed_on_in_each_kind_s_form(
    recorder: Recorder, forward: dict[str, str], url: str, kind: str, body: str
) -> None:
    (found,) = told(recorder, logs={"forward": forward})["outputs"]["http"]
    assert found == {
        "url": url,
        "timeout": "10s",
        "non_retryable_statuscodes": [400, 413],
        "data_format": "template",
        "batch_template": body,
        "headers": {"Content-Type": kind},
    }


def test_a_secret_that_no_header_can_have_is_refused(recorder: Recorder) -> None:
    with pytest.raises(Exception, match="the secret has characters that no header can have") as refused:
        run(lambda: watched(logs=LOKI, forward_secret="to\nken"))
    assert "ken" not in str(refused.value)
