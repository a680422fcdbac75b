"""The commands that bring a backup back by hand, run against stand-ins of the clouds' command lines."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import xform_name

from components.spec import Cloud
from tests.components.programs import REPOSITORY
from tests.deployment import stand_ins
from tests.deployment.stand_ins import Answer, option
from tests.deployment.telling import told

MOMENT = "2026-11-30T12:00:00Z"
REGION = ("--RegionId", "eu-central-1")


@pytest.fixture(scope="module")
def aws() -> Mapping[str, str]:
    """Store -> command of the notes application in prod."""
    return told("aws", ("commands",))["commands"]["restore"]


@pytest.fixture(scope="module")
def alicloud() -> Mapping[str, str]:
    """The same on the other cloud."""
    return told("alicloud", ("commands",))["commands"]["restore"]


@pytest.fixture(scope="module")
def polardb() -> Mapping[str, str]:
    """The same with PolarDB."""
    return told("alicloud", ("commands",), {"database": {"engine": "polardb"}})["commands"]["restore"]


def names_of(service: str, operation: str) -> set[str]:
    """Options that the AWS command line has for an operation: those of the service's own model."""
    model = botocore.session.get_session().get_service_model(service).operation_model(operation)
    return {f"--{xform_name(name, '-')}" for name in model.input_shape.members}


class TestRds:
    """A second instance beside the first."""

    def test_of_the_newest_moment(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(aws["database"], tmp_path, [Answer(words=("rds",))])
        made, waited = done.calls
        copy = option(made, "--target-db-instance-identifier")
        assert re.fullmatch(r"database-0a1b2c3d-\d{8}-\d{6}", copy)
        assert made == (
            *("aws", "rds", "restore-db-instance-to-point-in-time", "--region", "eu-central-1"),
            *("--source-db-instance-identifier", "database-0a1b2c3d", "--target-db-instance-identifier", copy),
            "--use-latest-restorable-time",
            *("--db-subnet-group-name", "database-subnets-1234567"),
            *("--db-parameter-group-name", "database-parameters-1234567"),
            *("--vpc-security-group-ids", "network-database-id", "--no-publicly-accessible", "--multi-az"),
            *("--deletion-protection", "--copy-tags-to-snapshot"),
        )
        wait = ("aws", "rds", "wait", "db-instance-available", "--region", "eu-central-1")
        assert waited == (*wait, "--db-instance-identifier", copy)
        assert (done.code, done.output) == (0, f"{copy}\n")

    def test_of_a_moment(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(aws["database"], tmp_path, [Answer(words=("rds",))], AT=MOMENT)
        assert option(done.calls[0], "--restore-time") == MOMENT
        assert "--use-latest-restorable-time" not in done.calls[0]

    def test_the_service_knows_every_option(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(aws["database"], tmp_path, [Answer(words=("rds",))], AT=MOMENT)
        known = names_of("rds", "RestoreDBInstanceToPointInTime") | {"--region", "--no-publicly-accessible"}
        assert {word for word in done.calls[0] if word.startswith("--")} <= known

    def test_one_that_is_refused_is_not_waited_for(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        refused = Answer(words=("restore-db-instance-to-point-in-time",), code=254)
        done = stand_ins.run(aws["database"], tmp_path, [refused])
        assert (done.code, done.output, len(done.calls)) == (254, "", 1)

    def test_one_that_does_not_come_up_is_told(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        answers = [Answer(words=("wait",), code=255), Answer(words=("rds",))]
        done = stand_ins.run(aws["database"], tmp_path, answers)
        assert (done.code, done.output) == (255, "")

    def test_a_disposable_stack_protects_no_copy(self, tmp_path: Path) -> None:
        change = {"database": {"multi_zone": False, "deletion_protection": False}}
        command = told("aws", ("commands",), change)["commands"]["restore"]["database"]
        (made, _) = stand_ins.run(command, tmp_path, [Answer(words=("rds",))]).calls
        assert {"--no-multi-az", "--no-deletion-protection"} <= set(made)


class TestS3:
    """What was deleted, below a prefix or in the whole bucket."""

    MARKED = [
        {"Key": "a b.pdf", "VersionId": "v1", "IsLatest": True},
        {"Key": "c.pdf", "VersionId": "v2", "IsLatest": False},
        {"Key": "d.pdf", "VersionId": "v3", "IsLatest": True},
    ]

    def test_marks_of_deletion_go_that_lie_on_top(self, aws: Mapping[str, str], tmp_path: Path) -> None:
        listed = Answer(words=("list-object-versions",), outputs=[{"DeleteMarkers": self.MARKED, "Versions": []}])
        done = stand_ins.run(aws["files"], tmp_path, [listed, Answer(words=("delete-object",))], PREFIX="a/")
        bucket = ("--region", "eu-central-1", "--bucket", "files-bucket-1234567")
        look, *gone = done.calls
        assert look[:9] == ("aws", "s3api", "list-object-versions", *bucket, "--prefix", "a/")
        assert gone == [
            ("aws", "s3api", "delete-object", *bucket, "--key", key, "--version-id", version)
            for key, version in (("a b.pdf", "v1"), ("d.pdf", "v3"))
        ]
        assert done.code == 0

    @pytest.mark.parametrize("listed", [{}, {"DeleteMarkers": []}, {"DeleteMarkers": MARKED[1:2]}])
    def test_where_nothing_was_deleted_nothing_is(
        self, aws: Mapping[str, str], tmp_path: Path, listed: dict[str, Any]
    ) -> None:
        done = stand_ins.run(aws["files"], tmp_path, [Answer(words=("list-object-versions",), outputs=[listed])])
        assert (done.code, len(done.calls), option(done.calls[0], "--prefix")) == (0, 1, "")


class TestApsaraRds:
    """A second instance beside the first, which lets in who the first does."""

    SETS = {
        "Items": {
            "Backup": [
                {"BackupId": "1", "BackupEndTime": "2026-11-28T02:10:00Z"},
                {"BackupId": "3", "BackupEndTime": "2026-11-30T02:10:00Z"},
                {"BackupId": "2", "BackupEndTime": "2026-11-29T02:10:00Z"},
            ]
        }
    }
    ANSWERS = (
        Answer(words=("DescribeBackups",), outputs=[SETS]),
        Answer(words=("CloneDBInstance",), outputs=[{"DBInstanceId": "pgm-copy"}]),
        Answer(
            words=("DescribeDBInstanceAttribute",),
            outputs=[
                {"Items": {"DBInstanceAttribute": [{"DBInstanceStatus": status}]}} for status in ("Creating", "Running")
            ],
        ),
        Answer(words=("ModifySecurityGroupConfiguration",), outputs=[{"RequestId": "r"}]),
    )

    def test_of_the_newest_backup(self, alicloud: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(alicloud["database"], tmp_path, self.ANSWERS)
        listed, made, looked, slept, again, admitted = done.calls
        of = ("--DBInstanceId", "database-instance-id")
        assert listed == (
            *("aliyun", "rds", "DescribeBackups", *REGION, *of),
            *("--BackupStatus", "Success", "--PageSize", "100"),
        )
        assert made == (
            *("aliyun", "rds", "CloneDBInstance", *REGION, *of, "--BackupId", "3", "--PayType", "Postpaid"),
            *("--InstanceNetworkType", "VPC", "--DBInstanceStorageType", "general_essd", "--VPCId", "network-vpc-id"),
            *("--VSwitchId", "network-data-1-id,network-data-2-id"),
            *("--ZoneId", "eu-central-1a", "--ZoneIdSlave1", "eu-central-1b", "--DeletionProtection", "true"),
        )
        copy = ("--DBInstanceId", "pgm-copy")
        assert looked == again == ("aliyun", "rds", "DescribeDBInstanceAttribute", *REGION, *copy)
        assert slept == ("sleep", "30")
        groups = "network-api-id,network-tasks-id,network-cleanup-id"
        change = ("aliyun", "rds", "ModifySecurityGroupConfiguration", *REGION, *copy)
        assert admitted == (*change, "--SecurityGroupId", groups)
        assert (done.code, done.output) == (0, "pgm-copy\n")

    def test_of_a_moment(self, alicloud: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(alicloud["database"], tmp_path, self.ANSWERS, AT=MOMENT)
        (made,) = done.of("aliyun", "rds", "CloneDBInstance")
        assert option(made, "--RestoreTime") == MOMENT
        assert "--BackupId" not in made
        assert done.of("aliyun", "rds", "DescribeBackups") == []

    @pytest.mark.parametrize(
        "first",
        [
            Answer(words=("DescribeBackups",), outputs=[{"Items": {"Backup": []}}]),
            Answer(words=("DescribeBackups",), code=1),
            Answer(words=("CloneDBInstance",), outputs=[{"Code": "InvalidBackupSetID.NotFound"}], code=1),
            Answer(words=("CloneDBInstance",), code=1),
        ],
        ids=["no backup", "no answer", "refused", "refused in silence"],
    )
    def test_what_is_not_made_is_not_opened(self, alicloud: Mapping[str, str], tmp_path: Path, first: Answer) -> None:
        done = stand_ins.run(alicloud["database"], tmp_path, [first, *self.ANSWERS])
        assert done.code != 0
        assert done.output == ""
        assert done.of("aliyun", "rds", "ModifySecurityGroupConfiguration") == []

    def test_one_that_cannot_be_asked_is_waited_for(self, alicloud: Mapping[str, str], tmp_path: Path) -> None:
        running = {"Items": {"DBInstanceAttribute": [{"DBInstanceStatus": "Running"}]}}
        late = Answer(words=("DescribeDBInstanceAttribute",), outputs=["", "", running])
        done = stand_ins.run(alicloud["database"], tmp_path, [late, *self.ANSWERS])
        assert (done.code, len(done.of("sleep"))) == (0, 2)

    def test_one_zone_has_one_switch(self, tmp_path: Path) -> None:
        command = told("alicloud", ("commands",), {"database": {"multi_zone": False}})["commands"]["restore"][
            "database"
        ]
        (made,) = stand_ins.run(command, tmp_path, self.ANSWERS).of("aliyun", "rds", "CloneDBInstance")
        assert option(made, "--VSwitchId") == "network-data-1-id"
        assert "--ZoneIdSlave1" not in made


class TestPolarDb:
    """A second cluster beside the first, under the same key, which lets in who the first does."""

    ANSWERS = (
        Answer(words=("CreateDBCluster",), outputs=[{"DBClusterId": "pc-copy"}]),
        Answer(
            words=("DescribeDBClusterAttribute",),
            outputs=[{"DBClusterStatus": status} for status in ("Creating", "Running", "TDEModifying", "Running")],
        ),
        Answer(words=("polardb",), outputs=[{"RequestId": "r"}]),
    )

    def test_of_the_newest_moment(self, polardb: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(polardb["database"], tmp_path, self.ANSWERS)
        made, *_ = done.calls
        assert made == (
            *("aliyun", "polardb", "CreateDBCluster", *REGION, "--CreationOption", "CloneFromPolarDB"),
            *("--SourceResourceId", "database-cluster-id", "--CloneDataPoint", "LATEST", "--DBType", "PostgreSQL"),
            *("--DBVersion", "16", "--DBNodeClass", "polar.pg.x4.medium", "--PayType", "Postpaid"),
            *("--CreationCategory", "Normal", "--StorageType", "PSL5", "--HotStandbyCluster", "ON"),
            *("--TDEStatus", "true", "--ClusterNetworkType", "VPC", "--VPCId", "network-vpc-id"),
            *("--VSwitchId", "network-data-1-id", "--ZoneId", "eu-central-1a"),
        )
        copy = ("--DBClusterId", "pc-copy")
        looked = ("aliyun", "polardb", "DescribeDBClusterAttribute", *REGION, *copy)
        key = ("--EncryptionKey", "platform-key-id")
        role = ("--RoleArn", "acs:ram::1234567890123456:role/aliyunrdsinstanceencryptiondefaultrole")
        encrypted = ("aliyun", "polardb", "ModifyDBClusterTDE", *REGION, *copy, "--TDEStatus", "Enable", *key, *role)
        groups = "network-api-id,network-tasks-id,network-cleanup-id"
        open_ = ("aliyun", "polardb", "ModifyDBClusterAccessWhitelist", *REGION, *copy)
        admitted = (*open_, "--WhiteListType", "SecurityGroup", "--SecurityGroupIds", groups)
        sleep = ("sleep", "30")
        assert done.calls[1:] == (looked, sleep, looked, encrypted, looked, sleep, looked, admitted)
        assert (done.code, done.output) == (0, "pc-copy\n")

    def test_of_a_moment_or_a_backup(self, polardb: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(polardb["database"], tmp_path, self.ANSWERS, AT=MOMENT)
        assert option(done.calls[0], "--CloneDataPoint") == MOMENT

    def test_what_is_not_made_is_not_opened(self, polardb: Mapping[str, str], tmp_path: Path) -> None:
        done = stand_ins.run(polardb["database"], tmp_path, [Answer(words=("CreateDBCluster",), code=1)])
        assert done.code != 0
        assert (done.output, len(done.calls)) == ("", 1)


def test_what_was_deleted_in_oss(alicloud: Mapping[str, str], tmp_path: Path) -> None:
    done = stand_ins.run(alicloud["files"], tmp_path, [Answer(words=("oss",))], PREFIX="a b/")
    address = "oss://notes-prod-files-bucket-0a1b2c3d/a b/"
    endpoint = "oss-eu-central-1.aliyuncs.com"
    assert done.calls == (("aliyun", "oss", "revert-versioning", address, "--recursive", "--endpoint", endpoint),)


@pytest.mark.parametrize("cloud", ["aws", "alicloud", "docker"])
def test_every_command_is_documented(cloud: Cloud) -> None:
    """In the table of docs/looking-after.md, to which README leads."""
    told_of = re.findall(r"^\| (`.+?) \|", (REPOSITORY / "docs/looking-after.md").read_text("utf-8"), re.MULTILINE)
    documented = {name.partition(".")[0] for cell in told_of for name in re.findall(r"`([^`]+)`", cell)}
    assert set(told(cloud, ("commands",))["commands"]) <= documented
    for readme in ("README.md", "README.zh-CN.md"):
        assert "(docs/looking-after.md)" in (REPOSITORY / readme).read_text("utf-8")


@pytest.mark.parametrize("cloud", ["aws", "alicloud"])
def test_a_bucket_without_versions_has_nothing_to_bring_back(cloud: Cloud) -> None:
    found = told(cloud, ("commands",), {"buckets": {"files": {"versioned": False}}})
    assert list(found["commands"]["restore"]) == ["database"]


def test_a_docker_host_has_a_script(tmp_path: Path) -> None:
    commands = told("docker", ("commands",))["commands"]
    assert list(commands["restore"]) == ["database"]
    done = stand_ins.run(commands["restore"]["database"], tmp_path, [Answer(words=("docker",))])
    container = commands["backup"].split()[2]
    assert done.calls == (("docker", "exec", container, "bash", "/etc/groundwork/restore_database.sh"),)
