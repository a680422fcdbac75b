"""X-04: whatever keeps data is encrypted with a key of this stack, which its owners can withdraw.

One key may serve several stores of one stack: every further one costs the same again, month by month.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.pack.checks import StackCheck
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.predicates import Verdict
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.whole_stack.trail import trail

AWS_KEYS = ("aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey")
ALICLOUD_KEYS = ("alicloud:kms/key:Key",)


@dataclass(frozen=True)
class KeyOfThisStack(StackCheck):
    """Each resource of the type takes its key from one of this stack's."""

    through: str
    keys: tuple[str, ...]
    only_if: tuple[str, tuple[str, ...]] | None = None
    """A path, and the values there that mean a key of one's own; with others another rule judges."""

    def judge(self, graph: Graph) -> Iterator[Finding]:
        """A finding for each store with no key, or with a key from elsewhere."""
        for store in graph.of_type(self.type):
            concerned = self._concerned(store)
            if concerned is not False and not graph.follow(store, self.through, *self.keys):
                elsewhere = "a key from elsewhere" if store.properties.get(self.through) else "no key"
                yield Finding(
                    store,
                    self.through,
                    f"leads to no key of this stack: {trail(store.name, self.through, elsewhere)}",
                    "take the key from a KMS key of this stack",
                    unknown=concerned is Marker.UNKNOWN,
                )

    def _concerned(self, store: Resource) -> Verdict:
        if self.only_if is None:
            return True
        path, values = self.only_if
        found = [plain(reading.value) for reading in read(store.properties, path)]
        return True if any(value in values for value in found) else Marker.UNKNOWN if Marker.UNKNOWN in found else False


def _aws(resource_type: str, through: str) -> KeyOfThisStack:
    return KeyOfThisStack(resource_type, through, AWS_KEYS)


def _alicloud(resource_type: str, through: str) -> KeyOfThisStack:
    return KeyOfThisStack(resource_type, through, ALICLOUD_KEYS)


AWS = (
    _aws("aws:rds/instance:Instance", "kmsKeyId"),
    _aws("aws:rds/cluster:Cluster", "kmsKeyId"),
    _aws("aws:elasticache/replicationGroup:ReplicationGroup", "kmsKeyId"),
    _aws("aws:secretsmanager/secret:Secret", "kmsKeyId"),
    _aws("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId"),
    _aws("aws:sns/topic:Topic", "kmsMasterKeyId"),
    _aws("aws:efs/fileSystem:FileSystem", "kmsKeyId"),
    _aws("aws:backup/vault:Vault", "kmsKeyArn"),
    _aws("aws:ecr/repository:Repository", "encryptionConfigurations"),
    KeyOfThisStack(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "rules",
        AWS_KEYS,
        ("rules[].applyServerSideEncryptionByDefault.sseAlgorithm", ("aws:kms", "aws:kms:dsse")),
    ),
)
ALICLOUD = (
    _alicloud("alicloud:rds/instance:Instance", "encryptionKey"),
    _alicloud("alicloud:polardb/cluster:Cluster", "encryptionKey"),
    _alicloud("alicloud:redis/tairInstance:TairInstance", "encryptionKey"),
    _alicloud("alicloud:kms/secret:Secret", "encryptionKeyId"),
    KeyOfThisStack(
        "alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
        "kmsMasterKeyId",
        ALICLOUD_KEYS,
        ("sseAlgorithm", ("KMS",)),
    ),
)
