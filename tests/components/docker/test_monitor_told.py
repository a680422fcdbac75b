"""Who is asked for figures, and who is told of alarms."""

from typing import Any

import pulumi
import yaml

from tests.components.docker.looking import container
from tests.components.docker.running import service, worker
from tests.components.docker.watching import MAIL, watched
from tests.components.recorder import Recorder, run

DOMAIN = "notes-prod.internal"
TITLE = "[{{ .Status | toUpper }}] notes prod: {{ .CommonLabels.alertname }} ({{ .CommonLabels.severity }})"
TEXT = '{{ range .Alerts }}{{ .Annotations.summary }}{{ "\\n" }}{{ end }}'


def asked(recorder: Recorder, **changes: Any) -> dict[str, Any]:
    """Prometheus' own file."""
    run(lambda: watched(**changes))
    return yaml.safe_load(container(recorder, "dashboard-prometheus")["variables"]["CONFIGURATION"])


def told(recorder: Recorder, host: dict[str, Any], alarms: dict[str, Any], *, webhook: bool) -> dict[str, Any]:
    """Alertmanager's own file."""
    run(lambda: watched(host, alarms, webhook=webhook))
    files = container(recorder, "dashboard-alertmanager")["files"]
    return yaml.safe_load(files["/etc/groundwork/alertmanager.yml"][0])


def test_parts_that_show_metrics_are_asked_under_the_applications_name(recorder: Recorder) -> None:
    _, *jobs = asked(recorder)["scrape_configs"]
    every = {"type": "A", "refresh_interval": "15s"}
    assert jobs == [
        {
            "job_name": "notes-api",
            "metrics_path": "/metrics",
            "dns_sd_configs": [{"names": [f"api.metrics.{DOMAIN}"], "port": 8000, **every}],
        },
        {
            "job_name": "notes-tasks",
            "metrics_path": "/figures",
            "dns_sd_configs": [{"names": [f"tasks.metrics.{DOMAIN}"], "port": 9191, **every}],
        },
    ]


def test_containers_that_show_metrics_are_found_by_that_name(recorder: Recorder) -> None:
    run(lambda: service({"scrape": "/metrics", "scale": {"min": 2}}))
    for number in (1, 2):
        found = container(recorder, f"api-{number}", number=number)
        assert found["networks"]["network-frontend"] == [f"api.metrics.{DOMAIN}"]


def test_others_are_not(recorder: Recorder) -> None:
    run(worker)
    assert container(recorder, "tasks-1")["networks"]["network-frontend"] == []


def test_the_agent_is_asked_and_its_labels_are_few(recorder: Recorder) -> None:
    found = asked(recorder)
    agent = f"agent.monitor.{DOMAIN}"
    assert found["global"] == {"scrape_interval": "15s", "evaluation_interval": "15s"}
    assert found["rule_files"] == ["/tmp/rules.yml"]
    assert found["scrape_configs"][0] == {
        "job_name": "agent",
        "static_configs": [{"targets": [f"{agent}:9273", f"{agent}:9274"]}],
        "metric_relabel_configs": [
            {"action": "labelmap", "regex": "groundwork_(part)"},
            {
                "action": "labeldrop",
                "regex": "groundwork_part|engine_host|server_version|container_version|container_image|container_id",
            },
        ],
    }


def test_alarms_go_to_alertmanager_where_there_is_one(recorder: Recorder) -> None:
    assert asked(recorder)["alerting"] == {
        "alertmanagers": [{"static_configs": [{"targets": [f"alertmanager.monitor.{DOMAIN}:9093"]}]}]
    }


def test_and_nowhere_where_there_is_none(recorder: Recorder) -> None:
    assert "alerting" not in asked(recorder, webhook=False)


def test_what_is_grave_is_said_again_sooner(recorder: Recorder) -> None:
    assert told(recorder, {}, {}, webhook=True)["route"] == {
        "receiver": "people",
        "group_by": ["alertname"],
        "group_wait": "10s",
        "group_interval": "1m",
        "repeat_interval": "4h",
        "routes": [{"receiver": "people", "matchers": ['severity="critical"'], "repeat_interval": "1h"}],
    }


def test_a_webhook_is_told_by_the_address_in_its_file(recorder: Recorder) -> None:
    (receiver,) = told(recorder, {}, {}, webhook=True)["receivers"]
    assert receiver == {
        "name": "people",
        "email_configs": [],
        "slack_configs": [
            {"api_url_file": "/etc/groundwork/webhook", "title": TITLE, "text": TEXT, "send_resolved": True}
        ],
    }


def test_everybody_gets_a_mail_over_tls(recorder: Recorder) -> None:
    pulumi.runtime.set_all_config({"notes:MAIL_PASSWORD": "mail-s3cret"}, ["notes:MAIL_PASSWORD"])
    people = ["on-call@example.com", "lead@example.com"]
    login = {**MAIL, "username": "alarms", "password_secret": "MAIL_PASSWORD"}
    (receiver,) = told(recorder, {"mail": login}, {"email": people}, webhook=False)["receivers"]
    assert receiver["slack_configs"] == []
    assert receiver["email_configs"] == [
        {
            "to": person,
            "from": "alarms@example.com",
            "smarthost": "smtp.example.com:587",
            "auth_username": "alarms",
            "auth_password_file": "/etc/groundwork/password",
            "require_tls": True,
            "headers": {"Subject": TITLE},
            "text": TEXT,
            "send_resolved": True,
        }
        for person in people
    ]
