"""Resource types that hold data: losing one loses what people have put in."""

from collections.abc import Mapping

STATEFUL: Mapping[str, str] = {
    "alicloud:kms/key:Key": "key",
    "alicloud:nas/fileSystem:FileSystem": "volume",
    "alicloud:oss/bucket:Bucket": "bucket",
    "alicloud:polardb/cluster:Cluster": "database",
    "alicloud:rds/instance:Instance": "database",
    "alicloud:redis/tairInstance:TairInstance": "cache",
    "aws:backup/vault:Vault": "backups",
    "aws:efs/fileSystem:FileSystem": "volume",
    "aws:elasticache/replicationGroup:ReplicationGroup": "cache",
    "aws:kms/key:Key": "key",
    "aws:rds/instance:Instance": "database",
    "aws:s3/bucket:Bucket": "bucket",
    "docker:index/volume:Volume": "volume",
}
"""Type -> what a person calls it."""
