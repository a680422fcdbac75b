"""The reports for CI: JSON, and SARIF 2.1.0 with what its specification and code scanning services require."""

import json
from pathlib import Path
from typing import Any

import grpc
import pytest

from policies.rules import RULES
from tests.policies.wire import registered, running_pack

INSTANCE = "aws:rds/instance:Instance"
BUCKET = "aws:s3/bucket:Bucket"
SARIF_LEVELS = {"none", "note", "warning", "error"}
"""Section 3.27.10 of the specification."""


def reported(path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("POLICIES_REPORT", str(path))
    with running_pack() as pack:
        pack.configure_stack(environment="prod")
        pack.analyze(INSTANCE, "database", {"storageEncrypted": False})
        pack.analyze(INSTANCE, "database", {"storageEncrypted": False})
        pack.analyze_stack(registered(BUCKET, "files", {}))
    return json.loads(path.read_text())


def test_json_tells_everything_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(tmp_path / "report.json", monkeypatch)
    assert (report["pack"], report["stack"]) == ("groundwork", "notes/dev")
    encryption = [one for one in report["said"] if one["rule"] == "DB-02"]
    assert len(encryption) == 1
    assert encryption[0]["level"] == "mandatory"
    assert "FSBP RDS.3" in encryption[0]["controls"]
    assert "database.storageEncrypted is false" in encryption[0]["message"]
    assert [one["urn"].rpartition("::")[2] for one in report["said"] if one["rule"] == "ST-01"] == ["files"]
    assert report["counts"]["mandatory"] == sum(one["level"] == "mandatory" for one in report["said"])


def test_sarif_holds_what_readers_of_it_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(tmp_path / "report.sarif", monkeypatch)
    assert report["version"] == "2.1.0"
    assert report["$schema"].endswith("sarif-2.1.0.json")
    (run,) = report["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "groundwork"
    assert [rule["id"] for rule in driver["rules"]] == [*(rule.id for rule in RULES), "unknown-at-preview"]
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert 0 < float(rule["properties"]["security-severity"]) <= 10
    assert run["results"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in SARIF_LEVELS
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "Pulumi.yaml"
        assert location["physicalLocation"]["region"]["startLine"] == 1
        assert location["logicalLocations"][0]["fullyQualifiedName"]
    prints = [result["partialFingerprints"]["resource/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert "error" in {result["level"] for result in run["results"]}


def test_no_secret_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.json"
    monkeypatch.setenv("POLICIES_REPORT", str(path))
    with running_pack() as pack:
        pack.configure_stack(environment="prod")
        pack.analyze("aws:secretsmanager/secretVersion:SecretVersion", "jwt", {"secretString": "hunter2hunter2"})
    assert "SE-05" in path.read_text()
    assert "hunter2" not in path.read_text()


def test_a_stack_without_a_fault_has_an_empty_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICIES_REPORT", str(tmp_path / "report.json"))
    with running_pack() as pack:
        pack.configure_stack(environment="prod")
        pack.analyze_stack(registered("aws:budgets/budget:Budget", "budget", {}))
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["said"], report["counts"]) == ([], {"advisory": 0, "mandatory": 0})


def test_a_relative_path_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine starts the pack in the pack's own folder, where nobody would look."""
    monkeypatch.setenv("POLICIES_REPORT", "report.json")
    with running_pack() as pack, pytest.raises(grpc.RpcError, match=r"report\.json is relative; name the file"):
        pack.configure_stack(environment="prod")
