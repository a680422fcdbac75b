"""Numbers of Alibaba Cloud's provider that lie in a range or are one of a few others."""

import pytest

from simulator.values import UNKNOWN
from tests.simulator.world import World

NAT = "alicloud:vpc/natGateway:NatGateway"
RDS_BACKUP = "alicloud:rds/backupPolicy:BackupPolicy"
POLARDB_BACKUP = "alicloud:polardb/backupPolicy:BackupPolicy"
HOLDERS = {NAT: {"vpcId": "vpc-1"}, RDS_BACKUP: {"instanceId": "pgm-1"}, POLARDB_BACKUP: {"dbClusterId": "pc-1"}}
LONG = "must be 30 to 7300, or -1, 0; got"


@pytest.mark.parametrize(
    ("token", "name", "good", "bad", "words"),
    [
        (NAT, "period", [1, 9, 12, 24, 36], [0, 10, 37], "must be 1 to 9, or 12, 24, 36; got"),
        (RDS_BACKUP, "logBackupLocalRetentionNumber", [6, 100, -1], [5, 101, 0], "must be 6 to 100, or -1; got"),
        (POLARDB_BACKUP, "logBackupRetentionPeriod", [3, 7300, -1], [0, 2, 7301], "must be 3 to 7300, or -1; got"),
        (POLARDB_BACKUP, "dataLevel2BackupRetentionPeriod", [30, 7300, 0, -1], [29, 7301], LONG),
        (POLARDB_BACKUP, "dataLevel2BackupAnotherRegionRetentionPeriod", [30, 0], [29], LONG),
        (POLARDB_BACKUP, "logBackupAnotherRegionRetentionPeriod", [30, 0], [29], LONG),
    ],
)
def test_a_number_lies_in_its_range(
    ali: World, token: str, name: str, good: list[int], bad: list[int], words: str
) -> None:
    for value in bad:
        assert ali.problems(token, None, **HOLDERS[token], **{name: value}) == [f"{name}: {words} {value}"]
    for value in [*good, UNKNOWN]:
        assert ali.problems(token, None, **HOLDERS[token], **{name: value}) == []
