"""The databases and caches of Alibaba Cloud, and what their checks have in common."""

from policies.pack.predicates import Predicate, is_set

RDS = "alicloud:rds/instance:Instance"
POLARDB = "alicloud:polardb/cluster:Cluster"
TAIR = "alicloud:redis/tairInstance:TairInstance"
REDIS = "alicloud:kvstore/instance:Instance"
CACHES = (TAIR, REDIS)
KEY = "alicloud:kms/key:Key"
SWITCH = "alicloud:vpc/switch:Switch"
PROTECT = "set the resource option protect to true"
OWN_KEY = "set it to the stack's key"
IN_SWITCH = "name a vSwitch of the stack"


def key_but(*refused: str) -> Predicate:
    """Present, and none of these texts, by which the cloud means something else than a key."""

    def test(value: object) -> bool:
        return is_set().test(value) is True and value not in refused

    return Predicate(f"a key, not {' or '.join(refused)}", test)
