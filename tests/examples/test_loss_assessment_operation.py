"""How examples/loss-assessment is watched, backed up and sized; its requirements name these tests."""

import json

from components.spec import Cloud
from tests.examples.boxes import box
from tests.examples.rotating import images, made_anew
from tests.examples.test_every_entry import cdn
from tests.examples.watching import limit, recorded
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, whole

SYSTEM = "loss-assessment"


@on_both_clouds
def test_storage_of_the_database_is_watched(cloud: Cloud) -> None:
    program = whole(SYSTEM, cloud)
    alarm = of_type(program, "MetricAlarm" if cloud == "aws" else "Alarm")["database-storage-alarm"]
    assert alarm.get("metricName", alarm.get("metric")) in ("FreeStorageSpace", "local_fs_size_usage")


@on_both_clouds
def test_thresholds_are_settings(cloud: Cloud) -> None:
    program = changed(SYSTEM, cloud, overrides={"alarms": {"cpu_percent": 61, "memory_percent": None}})
    found = of_type(program, "MetricAlarm" if cloud == "aws" else "Alarm")
    assert "61" in json.dumps(found["core-api-cpu-alarm"])
    assert "core-api-memory-alarm" not in found


@on_both_clouds
def test_backups_reach_any_point_in_time(cloud: Cloud) -> None:
    """The log between two daily ones is kept as well."""
    program = whole(SYSTEM, cloud)
    if cloud == "aws":
        assert one(program, "database-instance", "Instance").inputs["backupRetentionPeriod"] == 30
    else:
        policy = one(program, "database-backups", "BackupPolicy").inputs
        assert (policy["enableBackupLog"], policy["logBackupRetentionPeriod"]) == (True, 30)


@on_every_cloud
def test_drills_are_monthly(cloud: Cloud) -> None:
    for stack in ("dev", "staging", "prod"):
        database = read(SYSTEM, stack).database
        assert database is not None
        assert database.restore_drill == "monthly"
    program = whole(SYSTEM, cloud)
    if cloud == "aws":
        plan = one(program, "database-drill", "RestoreTestingPlan").inputs
        assert plan["scheduleExpression"] == "cron(0 6 1 * ? *)"
    elif cloud == "alicloud":
        timer = json.loads(one(program, "database-drill-schedule", "V3Trigger").inputs["triggerConfig"])
        assert (timer["cronExpression"], timer["enable"]) == ("0 0 6 1 * *", True)
    else:
        assert "DRILL=monthly" in one(program, "database-backup", "Container").inputs["envs"]


@on_every_cloud
def test_slow_queries_are_recorded(cloud: Cloud) -> None:
    """From half a second."""
    program = whole(SYSTEM, cloud)
    if cloud == "docker":
        assert "log_min_duration_statement=500" in one(program, "database-server", "Container").inputs["command"]
        return
    holder = (
        one(program, "database-parameters", "ParameterGroup")
        if cloud == "aws"
        else one(program, "database-instance", "Instance")
    )
    values = {each["name"]: each["value"] for each in holder.inputs["parameters"]}
    assert values["log_min_duration_statement"] == "500"


@on_every_cloud
def test_the_major_version_stays_and_minor_ones_have_a_window(cloud: Cloud) -> None:
    program = whole(SYSTEM, cloud)
    if cloud == "docker":
        assert one(program, "database-server", "Container").inputs["image"].startswith("id-of-postgres:16-")
        return
    found = one(program, "database-instance", "Instance").inputs
    if cloud == "aws":
        assert (found["engineVersion"], found["autoMinorVersionUpgrade"]) == ("16", True)
        assert found["maintenanceWindow"] == "sun:03:30-sun:04:30"
    else:
        assert (found["engineVersion"], found["autoUpgradeMinorVersion"]) == ("16.0", "Auto")
        assert found["maintainTime"] == "03:30Z-04:30Z"


@on_both_clouds
def test_nobody_keeps_servers(cloud: Cloud) -> None:
    """There is no machine with an operating system of ours."""
    kinds = {item.type for item in whole(SYSTEM, cloud).resources}
    assert not kinds & {"aws:ec2/instance:Instance", "alicloud:ecs/instance:Instance"}
    assert not [kind for kind in kinds if "launchTemplate" in kind or "Ec2" in kind.rpartition(":")[2]]


def test_stores_follow_their_minor_versions() -> None:
    """Images are named by their major version, and asked for again by `update`."""
    images = of_type(whole(SYSTEM, "docker"), "RemoteImage")
    assert images["database-image"]["name"].startswith("postgres:16-")
    assert images["cache-image"]["name"].startswith("redis:7")


@on_every_cloud
def test_parts_are_inside_a_network_of_the_stack(cloud: Cloud) -> None:
    program = whole(SYSTEM, cloud)
    for name in program.stack.containers:
        if cloud == "docker":
            networks = [each["name"] for each in box(program, name).inputs["networksAdvanced"]]
            assert networks
            assert all(network.startswith(("network-frontend-", "network-backend-")) for network in networks)
        elif cloud == "aws":
            placed = one(program, f"{name}-service", "Service").inputs["networkConfiguration"]
            assert placed["securityGroups"] == [f"network-{name}-id"]
        else:
            assert one(program, f"{name}-configuration", "EciScalingConfiguration").inputs["securityGroupId"] == (
                f"network-{name}-id"
            )


def test_no_container_lets_people_in() -> None:
    """None publishes a port but the entry, and none has another way of a superuser."""
    for name, inputs in of_type(whole(SYSTEM, "docker"), "Container").items():
        assert not inputs["ports"] or name == "gateway-server", name
        assert inputs["securityOpts"] == ["no-new-privileges:true"], name
        assert not inputs.get("privileged"), name


@on_every_cloud
def test_sizes_are_settings_of_a_stack(cloud: Cloud) -> None:
    other = {
        "services": {"ocr": {"cpu": 2, "memory": 4096}},
        "database": {"size": "large", "storage_gib": 100},
        "cache": {"size": "large"},
    }
    program, usual = changed(SYSTEM, cloud, overrides=other), whole(SYSTEM, cloud)
    assert (box(program, "ocr").cpu, box(program, "ocr").memory) == (2, 4096)
    if cloud == "docker":
        for store in ("database", "cache"):
            name = (f"{store}-server", "Container")
            assert one(program, *name).inputs["memory"] > one(usual, *name).inputs["memory"]
    else:
        key = "instanceClass" if cloud == "aws" else "instanceType"
        found = one(program, "database-instance", "Instance").inputs
        assert found[key] != one(usual, "database-instance", "Instance").inputs[key]
        assert found["allocatedStorage" if cloud == "aws" else "instanceStorage"] == 100


@on_both_clouds
def test_what_exceeds_the_minimum_is_spare_capacity(cloud: Cloud) -> None:
    program = whole(SYSTEM, cloud)
    if cloud == "aws":
        used = one(program, "queue-worker-service", "Service").inputs["capacityProviderStrategies"]
        assert {each["capacityProvider"] for each in used} == {"FARGATE", "FARGATE_SPOT"}
        assert next(each["base"] for each in used if each["capacityProvider"] == "FARGATE") == 2
    else:
        spot = one(program, "queue-worker-configuration", "EciScalingConfiguration").inputs["spotStrategy"]
        group = one(program, "queue-worker-group", "ScalingGroup").inputs
        assert spot != "NoSpot" or group.get("onDemandBaseCapacity") == 2


@on_every_cloud
def test_a_part_that_is_taken_out_is_gone(cloud: Cloud) -> None:
    """With everything of its own; what stays is as it was."""
    without = changed(SYSTEM, cloud, overrides={"frontends": {"web": None}, "routes": {"/": None}})
    assert [item.name for item in without.recorder.noted if item.parent == "web"] == []
    assert "core-api" in without.stack.services


def test_the_cdn_limits_what_one_client_asks() -> None:
    """Ten requests a second and a burst of twenty, counted where the client's own address is seen."""
    program = whole(SYSTEM, "aws")
    assert cdn(program)["webAclId"]
    rates = [
        each["statement"]["rateBasedStatement"]
        for acl in of_type(program, "WebAcl").values()
        for each in acl["rules"]
        if "rateBasedStatement" in each["statement"]
    ]
    assert [each["limit"] for each in rates] == [10 * each["evaluationWindowSec"] + 20 for each in rates]
    assert len(rates) == 1


@on_every_cloud
def test_the_length_of_the_queue_is_recorded(cloud: Cloud) -> None:
    """And told from a hundred tasks on."""
    program = whole(SYSTEM, cloud)
    assert recorded(program, "queue-worker", "queue_length")
    assert limit(program, "queue-worker", "queue_length") == (">", 100, 5)


def test_one_host_takes_a_backup_every_hour() -> None:
    envs = one(whole(SYSTEM, "docker"), "database-backup", "Container").inputs["envs"]
    hours = next(each for each in envs if each.startswith("CRON_HOURS=")).partition("=")[2].split()
    assert len(hours) == 24


@on_every_cloud
def test_recovery_objectives_are_settings(cloud: Cloud) -> None:
    """A quarter of an hour and an hour on the clouds, an hour and four on one host."""
    database = read(SYSTEM, "prod", cloud).database
    assert database is not None
    found = (database.recovery_point_minutes, database.recovery_time_minutes)
    assert found == ((60, 240) if cloud == "docker" else (15, 60))
    program = whole(SYSTEM, cloud)
    if cloud == "alicloud":
        assert of_type(program, "BackupPolicy")["database-backups"]["backupInterval"] == "15"
    if cloud == "docker":
        told = one(program, "database-backup", "Container").inputs["envs"]
        assert {"CRON_MINUTES=00", f"CRON_HOURS={' '.join(f'{hour:02}' for hour in range(24))}"} <= set(told)


@on_every_cloud
def test_another_text_is_another_secret(cloud: Cloud) -> None:
    """By a word in the stack's file; images stay, and so does every other secret."""
    changed = made_anew(SYSTEM, cloud, {"database": "2027-01"})
    assert changed.texts == {"database-password": "2027-01"}
    assert changed.images == images(whole(SYSTEM, cloud))
