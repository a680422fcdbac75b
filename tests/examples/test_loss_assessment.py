"""What the settings of examples/loss-assessment promise, on every target; its requirements name these tests."""

import json
import re

from components.connection import Facet, Template
from components.spec import Cloud
from tests.examples.boxes import box
from tests.examples.test_every_entry import arguments, cdn, routes
from tests.examples.tracing import REPOSITORY
from tests.examples.watching import limit, recorded
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, scales, whole

SYSTEM = "loss-assessment"
FOLDER = REPOSITORY / "examples" / SYSTEM
SERVICES = ("core-api", "model-service", "ocr")


def test_staging_differs_from_production_in_sizes_alone() -> None:
    staging, prod = read(SYSTEM, "staging"), read(SYSTEM, "prod")
    assert set(staging.containers) == set(prod.containers)
    for name, part in prod.containers.items():
        assert set(staging.containers[name].variables) == set(part.variables), name
        assert staging.containers[name].spec.image == part.spec.image, name
        assert staging.containers[name].connections == part.connections, name
    assert staging.cloud == prod.cloud
    assert staging.alarms == prod.alarms


@on_every_cloud
def test_staging_is_described_whole(cloud: Cloud) -> None:
    """Its files and two secrets are all that an automatic deployment takes."""
    stack = read(SYSTEM, "staging", cloud)
    assert stack.entry is not None
    assert stack.entry.host is not None
    assert stack.entry.host.endswith("staging.loss.example.com")


@on_every_cloud
def test_the_bucket_is_the_cloud_s(cloud: Cloud) -> None:
    """S3, OSS, or a container of the host."""
    program = whole(SYSTEM, cloud)
    if cloud == "docker":
        assert "versitygw" in one(program, "files-server", "Container").inputs["image"]
    else:
        kinds = {item.type for item in program.resources if item.name == "files-bucket"}
        assert kinds == {{"aws": "aws:s3/bucket:Bucket", "alicloud": "alicloud:oss/bucket:Bucket"}[cloud]}


@on_every_cloud
def test_the_registry_is_one_line(cloud: Cloud) -> None:
    for address in ("docker.io/loss", "123456789012.dkr.ecr.eu-central-1.amazonaws.com/loss", "ghcr.io/loss"):
        stack = read(SYSTEM, "prod", cloud, {"registry": {"address": address}})
        assert {part.spec.image for part in stack.containers.values()} == {
            f"{address}/{name}:1.0.0" for name in (*SERVICES, "queue-worker")
        }


@on_every_cloud
def test_a_small_stack_is_one_instance_of_each(cloud: Cloud) -> None:
    """What one server would be: dev, with the least of everything."""
    program = whole(SYSTEM, cloud, "dev")
    assert {scale.min for scale in scales(program).values()} == {1}
    assert program.stack.database is not None
    assert (program.stack.database.size, program.stack.database.multi_zone) == ("small", False)


@on_every_cloud
def test_the_entry_serves_files_and_forwards_calls(cloud: Cloud) -> None:
    """One host name: `/api` goes to the API, everything else is a file."""
    program = whole(SYSTEM, cloud)
    if cloud == "docker":
        text = routes(program)
        assert "proxy_pass http://core-api" in text
        assert "proxy_pass http://web" in text
        assert re.search(r"location (= )?/api", text)
    elif cloud == "aws":
        forwarded = {each["pathPattern"]: each["targetOriginId"] for each in cdn(program)["orderedCacheBehaviors"]}
        assert forwarded == {"/api": "gateway", "/api/*": "gateway"}
        assert cdn(program)["defaultCacheBehavior"]["targetOriginId"] == "files"
        assert cdn(program)["aliases"] == ["loss.example.com"]
    else:
        rule = json.loads(arguments(program, "web-cdn-onward-1")["rule"])
        assert rule["match"]["criteria"][0]["matchValue"] == ["/api", "/api/*"]
        assert one(program, "web-cdn", "DomainNew").inputs["domainName"] == "loss.example.com"


@on_every_cloud
def test_the_files_of_the_folder_are_served(cloud: Cloud) -> None:
    """Whatever the folder's name: `out` of `next build` as well."""
    program = whole(SYSTEM, cloud)
    if cloud == "docker":
        uploads = one(program, "web-server", "Container").inputs["uploads"]
        assert any(each["file"].endswith("/index.html") for each in uploads)
    else:
        objects = of_type(program, "BucketObject" if cloud == "alicloud" else "BucketObjectv2")
        assert objects["web-file-index.html"]["key"] == "index.html"


@on_every_cloud
def test_nginx_may_serve_the_files(cloud: Cloud) -> None:
    """As the image of a rendering frontend, which is a container behind the entry; on one host nginx does anyway."""
    page = {"kind": "ssr", "image": "pages-nginx:1.0.0", "port": 8080, "health": "/"}
    overrides = {"frontends": {"web": None, "pages": page}, "routes": {"/": "pages"}}
    program = changed(SYSTEM, cloud, overrides=overrides)
    assert box(program, "pages").image == "registry.example.com/loss/pages-nginx:1.0.0"
    assert [(route.host, route.path) for route in program.stack.rendered["pages"].routes] == [("loss.example.com", "/")]


@on_every_cloud
def test_database_and_bucket_may_be_elsewhere(cloud: Cloud) -> None:
    """Each by itself: without one of ours, its address is a secret of the operator's."""
    api = {"uses": ["cache", "files", "model-service", "ocr"], "secrets": ["DATABASE_URL"]}
    elsewhere = {
        "database": None,
        "services": {"core-api": api},
        "workers": {"queue-worker": api},
    }
    stack = read(SYSTEM, "staging", cloud, elsewhere, {f"{SYSTEM}:DATABASE_URL": "told"})
    assert stack.database is None
    assert list(stack.buckets) == ["files"]
    assert "DATABASE_URL" in stack.services["core-api"].secrets


@on_both_clouds
def test_instances_follow_the_load(cloud: Cloud) -> None:
    """Of each service by CPU, and of the worker by the time that tasks wait, or by CPU where no cloud counts that."""
    program = whole(SYSTEM, cloud)
    for name in (*SERVICES, "queue-worker"):
        scale = scales(program)[name]
        if cloud == "aws":
            target = of_type(program, "Target")[f"{name}-scaling"]
            assert (target["minCapacity"], target["maxCapacity"]) == (scale.min, scale.max)
            assert [each for each in of_type(program, "Policy") if each.startswith(f"{name}-scaling")]
        else:
            group = one(program, f"{name}-group", "ScalingGroup").inputs
            assert (group["minSize"], group["maxSize"]) == (scale.min, scale.max)
            assert [each for each in of_type(program, "ScalingRule") if each.startswith(f"{name}-scaling")]


@on_every_cloud
def test_settings_of_an_environment_are_variables(cloud: Cloud) -> None:
    """The database's address, keys, and the address of the language model, which a stack may say otherwise."""
    other = {"services": {"model-service": {"variables": {"LLM_BASE_URL": "https://llm.staging.example.com"}}}}
    program = changed(SYSTEM, cloud, "staging", other)
    assert box(program, "model-service").variables["LLM_BASE_URL"] == "https://llm.staging.example.com"
    stack = program.stack
    assert stack.services["core-api"].variables["DATABASE_URL"] == Template((Facet("database", "url"),))
    assert stack.services["model-service"].secrets == ("LLM_API_KEY",)
    names = {name: f"http://{name}.loss-assessment-staging.internal" for name in ("ocr", "model-service")}
    found = box(program, "core-api").variables
    assert found["OCR_URL"].startswith(names["ocr"])
    assert found["MODEL_SERVICE_URL"].startswith(names["model-service"])


def test_no_tracked_file_holds_a_secret() -> None:
    names = ("LLM_API_KEY", "SENTRY_DSN", "REGISTRY_PASSWORD", "ALARM_WEBHOOK", "DATABASE_URL")
    for path in (path for path in FOLDER.rglob("*") if path.is_file()):
        for name in names:
            assert not re.search(rf"^\s*{name}\s*[:=]\s*\S", path.read_text(), re.MULTILINE), path.name


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


def test_drills_are_monthly() -> None:
    for stack in ("dev", "staging", "prod"):
        database = read(SYSTEM, stack).database
        assert database is not None
        assert database.restore_drill == "monthly"


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


@on_every_cloud
def test_another_text_is_another_secret(cloud: Cloud) -> None:
    """By a word in the stack's file; images stay, and so does every other secret."""
    rotate = {"database": "2027-01"}
    stack = read(SYSTEM, "prod", cloud, config={"groundwork:rotate": rotate})
    assert dict(stack.rotate) == rotate
    assert dict(read(SYSTEM, "prod", cloud).rotate) == {}
