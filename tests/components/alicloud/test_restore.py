"""The function that restores a backup, run here against an RDS of a few lines."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from components.database import alicloud_restore
from tests.serving import Quiet, serving

CREDENTIALS = SimpleNamespace(access_key_id="STS.key", access_key_secret="secret", security_token="token")
BACKUPS = [
    {"BackupId": "older", "BackupEndTime": "2026-11-28T02:10:00Z"},
    {"BackupId": "newest", "BackupEndTime": "2026-11-30T02:10:00Z"},
    {"BackupId": "old", "BackupEndTime": "2026-11-29T02:10:00Z"},
]


class Service(HTTPServer):
    """Answers as RDS does; `states` are those of the copy, one a look."""

    def __init__(self) -> None:
        """One copy, which runs at the second look."""
        super().__init__(("127.0.0.1", 0), Answerer)
        self.backups = BACKUPS
        self.states = ["Creating", "Running"]
        self.refusals: dict[str, list[str]] = {}
        self.calls: list[dict[str, str]] = []

    def answer(self, said: dict[str, str]) -> dict[str, Any]:
        """What is answered to an action."""
        match said["Action"]:
            case "DescribeBackups":
                return {"Items": {"Backup": self.backups}}
            case "CloneDBInstance":
                return {"DBInstanceId": "pgm-copy"}
            case "DescribeDBInstanceAttribute":
                state = self.states.pop(0) if len(self.states) > 1 else self.states[0]
                return {"Items": {"DBInstanceAttribute": [{"DBInstanceStatus": state}]}}
        return {}

    def actions(self) -> list[str]:
        """What was called, in order."""
        return [call["Action"] for call in self.calls]

    def one(self, action: str) -> dict[str, str]:
        """The only call of an action."""
        (found,) = (call for call in self.calls if call["Action"] == action)
        return found


class Answerer(Quiet, BaseHTTPRequestHandler):
    """One call."""

    def do_POST(self) -> None:
        """Note it, check its signature, answer it."""
        assert isinstance(self.server, Service)
        said = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        signed = said.pop("Signature")
        self.server.calls.append(said)
        refusals = self.server.refusals.get(said["Action"])
        if signed != alicloud_restore.signature(said, "secret"):
            refusals = ["SignatureDoesNotMatch"]
        answer = {"Code": refusals.pop(0), "Message": "no"} if refusals else self.server.answer(said)
        self.send_response(400 if "Code" in answer else 200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """RDS on this machine; nobody waits."""
    with serving(Service()) as server:
        told = {
            "ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "SOURCE": "pgm-source",
            "REGION": "eu-central-1",
            "CLASS": "pg.n2.2c.1m",
            "STORAGE_TYPE": "general_essd",
            "NETWORK": "vpc-1",
            "SWITCH": "vsw-1",
            "ZONE": "eu-central-1a",
            "TAG": "restore-drill-of",
            "LIMIT_MINUTES": "60",
        }
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(alicloud_restore, "PAUSE_SECONDS", 0)
        yield server


def drilled() -> dict[str, Any]:
    """The line that the function prints."""
    return json.loads(alicloud_restore.handler(b"{}", SimpleNamespace(credentials=CREDENTIALS)))


def test_the_newest_backup_is_restored_and_the_copy_deleted(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    result = drilled()
    assert result == {"restore_drill": "succeeded", "backup": "newest", "copy": "pgm-copy", "minutes": 0.0}
    assert json.loads(capsys.readouterr().out) == result
    assert service.actions() == [
        "DescribeBackups", "CloneDBInstance", "TagResources", "DescribeDBInstanceAttribute",
        "DescribeDBInstanceAttribute", "DeleteDBInstance",
    ]  # fmt: skip
    copied = service.one("CloneDBInstance")
    asked = ("BackupId", "DBInstanceId", "DBInstanceClass", "Category", "PayType", "VSwitchId", "ZoneId", "VPCId")
    assert [copied[name] for name in asked] == [
        "newest", "pgm-source", "pg.n2.2c.1m", "Basic", "Postpaid", "vsw-1", "eu-central-1a", "vpc-1",
    ]  # fmt: skip
    assert (service.one("DeleteDBInstance")["DBInstanceId"], service.one("DescribeBackups")["BackupStatus"]) == (
        "pgm-copy", "Success",
    )  # fmt: skip


def test_the_copy_bears_the_tag_by_which_it_may_be_deleted(service: Service) -> None:
    drilled()
    tagged = service.one("TagResources")
    assert (tagged["ResourceId.1"], tagged["Tag.1.Key"], tagged["Tag.1.Value"]) == (
        "pgm-copy", "restore-drill-of", "pgm-source",
    )  # fmt: skip


def test_a_copy_that_cannot_be_tagged_yet_is_tagged_later(service: Service) -> None:
    """Without its tag, nobody might delete it."""
    service.refusals["TagResources"] = ["OperationDenied.DBInstanceStatus"] * 2
    assert drilled()["restore_drill"] == "succeeded"
    assert service.actions().count("TagResources") == 3


def test_a_copy_that_takes_too_long_is_deleted_and_told(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMIT_MINUTES", "0")
    service.states = ["Creating"]
    result = drilled()
    assert (result["restore_drill"], result["why"]) == ("failed", "the copy is still Creating after 0 minutes")
    assert service.actions()[-1] == "DeleteDBInstance"


def test_a_copy_that_cannot_be_deleted_yet_is_deleted_later(service: Service) -> None:
    service.refusals["DeleteDBInstance"] = ["OperationDenied.DBInstanceStatus"] * 3
    assert drilled()["restore_drill"] == "succeeded"
    assert service.actions().count("DeleteDBInstance") == 4


def test_a_copy_that_stays_is_told_by_name(service: Service) -> None:
    service.refusals["DeleteDBInstance"] = ["OperationDenied"] * 30
    result = drilled()
    assert (result["restore_drill"], result["copy"]) == ("failed", "pgm-copy")
    assert result["why"] == (
        "the copy pgm-copy could not be deleted, delete it by hand: DeleteDBInstance: OperationDenied: no"
    )


def test_without_a_backup_nothing_is_copied(service: Service) -> None:
    service.backups = []
    result = drilled()
    assert (result["restore_drill"], result["why"]) == ("failed", "there is no backup of the last 3 days")
    assert service.actions() == ["DescribeBackups"]


def test_a_refusal_is_told_in_the_service_s_words(service: Service) -> None:
    service.refusals["CloneDBInstance"] = ["InvalidBackupId.NotFound"]
    assert drilled()["why"] == "CloneDBInstance: InvalidBackupId.NotFound: no"


def test_a_signature_as_the_documentation_makes_it() -> None:
    """The example of Alibaba Cloud, "Request signatures" of RPC APIs."""
    said = {
        "Timestamp": "2016-02-23T12:46:24Z",
        "Format": "XML",
        "AccessKeyId": "testid",
        "Action": "DescribeRegions",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
        "Version": "2014-05-26",
        "SignatureVersion": "1.0",
    }
    assert alicloud_restore.signature(said, "testsecret", "GET") == "OLeaidS1JvxuMvnyHOwuJ+uX5qY="
