"""Where data lies, on every target, for each of the five systems in production."""

from components.spec import Cloud
from tests.components.programs import Program
from tests.examples.boxes import box
from tests.examples.wholes import every, of_type, on_clouds, one, whole

VERSIONS = {"cto-new": "16", "loss-assessment": "16", "claw-ai": "15", "towow": "15", "semibot": "16"}
"""Of PostgreSQL. Source: the systems' pages; cto-new asks for 14 or newer, loss-assessment for a pinned one."""

STORES = {"database": 5432, "cache": 6379}
SERVERS = {
    "aws": {"database": ("database-instance", "Instance"), "cache": ("cache-group", "ReplicationGroup")},
    "alicloud": {"database": ("database-instance", "Instance"), "cache": ("cache-instance", "TairInstance")},
    "docker": {"database": ("database-server", "Container"), "cache": ("cache-server", "Container")},
}


def stores(program: Program) -> dict[str, dict]:
    """Inputs of database and cache, those that the stack has."""
    return {
        store: dict(one(program, *SERVERS[program.stack.cloud][store]).inputs)
        for store in STORES
        if getattr(program.stack, store) is not None
    }


@every
def test_the_engines_have_the_versions_that_the_page_states(system: str, cloud: Cloud) -> None:
    """PostgreSQL by its major version, and Redis 7 where the page names a cache."""
    found = stores(whole(system, cloud))
    version = VERSIONS[system]
    if cloud == "aws":
        assert (found["database"]["engine"], found["database"]["engineVersion"]) == ("postgres", version)
    elif cloud == "alicloud":
        assert (found["database"]["engine"], found["database"]["engineVersion"]) == ("PostgreSQL", f"{version}.0")
    else:
        assert found["database"]["image"].startswith(
            (
                f"id-of-postgres:{version}-",
                f"id-of-pgvector/pgvector:pg{version}",
                f"id-of-pgvector/pgvector:0.8.1-pg{version}",
            )
        )
    assert ("cache" in found) is (system != "towow")
    if "cache" in found:
        told = (
            found["cache"]["image"].removeprefix("id-of-redis:")
            if cloud == "docker"
            else found["cache"]["engineVersion"]
        )
        assert told.startswith("7.")


@every
def test_data_has_no_public_address(system: str, cloud: Cloud) -> None:
    found = stores(whole(system, cloud))
    program = whole(system, cloud)
    if cloud == "aws":
        assert found["database"]["publiclyAccessible"] is False
        for store in found:
            group = one(program, f"{store}-subnets", "SubnetGroup").inputs
            assert group["subnetIds"] == [f"network-data-{number}-id" for number in (1, 2, 3)]
    elif cloud == "alicloud":
        for store, inputs in found.items():
            assert inputs["vswitchId"].startswith("network-data-1-id"), store
            assert inputs["securityIps"] in ("127.0.0.1", ["127.0.0.1"]), store
        assert [name for name in of_type(program, "Connection") if "public" in name.lower()] == []
    else:
        assert of_type(program, "Network")["network-backend"]["internal"] is True
        for store, inputs in found.items():
            assert inputs["ports"] == [], store
            assert [each["name"].rpartition("-")[0] for each in inputs["networksAdvanced"]] == ["network-backend"], (
                store
            )


@every
def test_a_store_is_reached_by_those_who_use_it_only(system: str, cloud: Cloud) -> None:
    """A rule for each user and its port; on one host the network of data for those who are handed a key to it."""
    program = whole(system, cloud)
    for store, port in STORES.items():
        if getattr(program.stack, store) is None:
            continue
        users = {name for name, part in program.stack.containers.items() if store in part.spec.uses}
        if cloud == "docker":
            for name, part in program.stack.containers.items():
                inside = any(
                    each["name"].startswith("network-backend-")
                    for each in box(program, name).inputs["networksAdvanced"]
                )
                assert inside is bool({"database", "cache", *program.stack.buckets} & set(part.spec.uses)), name
            continue
        kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
        start, end = f"network-{store}-from-", f"-{port}"
        admitted = {name for name in of_type(program, kind) if name.startswith(f"network-{store}-from-")}
        assert admitted == {f"{start}{user}{end}" for user in users}
        for user in users:
            rule = of_type(program, kind)[f"{start}{user}{end}"]
            assert f"network-{user}-id" in (rule.get("referencedSecurityGroupId"), rule.get("sourceSecurityGroupId"))


@on_clouds
def test_data_is_encrypted_at_rest(system: str, cloud: Cloud) -> None:
    """Database, cache, buckets and their copies, with the stack's own key."""
    program = whole(system, cloud)
    found = stores(program)
    key = program.recorder.names(f"{cloud}:kms/key:Key")
    assert "platform-key" in key
    if cloud == "aws":
        assert found["database"]["storageEncrypted"] is True
        assert "platform-key" in found["database"]["kmsKeyId"]
        if "cache" in found:
            assert found["cache"]["atRestEncryptionEnabled"] is True
            assert "platform-key" in found["cache"]["kmsKeyId"]
        for bucket in program.stack.buckets:
            rules = of_type(program, "BucketServerSideEncryptionConfiguration")[f"{bucket}-bucket-encryption"]["rules"]
            assert "platform-key" in rules[0]["applyServerSideEncryptionByDefault"]["kmsMasterKeyId"]
    else:
        assert found["database"]["encryptionKey"] == "platform-key-id"
        if "cache" in found:
            assert (found["cache"]["tdeStatus"], found["cache"]["encryptionKey"]) == ("enabled", "platform-key-id")
        for bucket in program.stack.buckets:
            settings = of_type(program, "BucketServerSideEncryption")[f"{bucket}-bucket-encryption"]
            assert (settings["sseAlgorithm"], settings["kmsMasterKeyId"]) == ("KMS", "platform-key-id")


@every
def test_data_is_encrypted_on_the_wire(system: str, cloud: Cloud) -> None:
    """Plain connections are refused, not only not asked for."""
    program = whole(system, cloud)
    found = stores(program)
    if cloud == "aws":
        parameters = one(program, "database-parameters", "ParameterGroup").inputs["parameters"]
        assert {"name": "rds.force_ssl", "value": "1"}.items() <= next(
            each for each in parameters if each["name"] == "rds.force_ssl"
        ).items()
        if "cache" in found:
            assert (found["cache"]["transitEncryptionEnabled"], found["cache"]["transitEncryptionMode"]) == (
                True,
                "required",
            )
    elif cloud == "alicloud":
        assert found["database"]["sslAction"] == "Open"
        assert {each["type"] for each in found["database"]["pgHbaConfs"]} == {"hostssl"}
        if "cache" in found:
            assert found["cache"]["sslEnabled"] == "Enable"
    else:
        rules = next(each for each in found["database"]["uploads"] if each["file"].endswith("pg_hba.conf"))["content"]
        assert {line.split()[0] for line in rules.splitlines()} == {"local", "hostssl"}
        if system in ("claw-ai", "semibot"):
            settings = next(each for each in found["cache"]["uploads"] if each["file"].endswith("redis.conf"))[
                "content"
            ]
            assert "port 0\ntls-port 6379\n" in settings


@every
def test_data_is_protected(system: str, cloud: Cloud) -> None:
    """No update deletes or replaces a store, and none ends with its last copy."""
    program = whole(system, cloud)
    if cloud == "docker":
        volumes = [f"{store}-data" for store in STORES if getattr(program.stack, store) is not None]
        assert all(one(program, name, "Volume").protect for name in volumes)
        for store, inputs in stores(program).items():
            mounted = [each.get("volumeName", "") for each in inputs["volumes"]]
            assert any(name.startswith(f"{store}-data-") for name in mounted), store
        return
    names = [SERVERS[cloud][store] for store in stores(program)]
    assert all(one(program, *name).protect for name in names)
    assert stores(program)["database"]["deletionProtection"] is True


@every
def test_backups_are_daily_and_kept(system: str, cloud: Cloud) -> None:
    """Thirty days in production."""
    program = whole(system, cloud)
    database = program.stack.database
    assert database is not None
    assert database.backup_days == 30
    if cloud == "aws":
        found = stores(program)["database"]
        assert (found["backupRetentionPeriod"], found["backupWindow"]) == (30, "02:00-03:00")
    elif cloud == "alicloud":
        policy = one(program, "database-backups", "BackupPolicy").inputs
        assert (policy["backupRetentionPeriod"], len(policy["preferredBackupPeriods"])) == (30, 7)
    else:
        found = one(program, "database-backup", "Container").inputs
        assert "KEEP_DAYS=30" in found["envs"]
        assert any(each.startswith("CRON_WEEKDAYS=0 1 2 3 4 5 6") for each in found["envs"])
