"""Where examples/cto-new lies, how it grows, and what is kept; its requirements name these tests."""

import json

import pytest

import settings
from components.spec import Cloud
from tests.examples.boxes import box
from tests.examples.test_every_entry import listener, routes
from tests.examples.watching import scraped
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, whole
from tests.parity import host


@on_every_cloud
@pytest.mark.parametrize(("stack", "domain"), [("dev", "dev.cto.example.com"), ("prod", "cto.example.com")])
def test_each_stack_answers_for_its_domain(cloud: Cloud, stack: str, domain: str) -> None:
    program = whole("cto-new", cloud, stack)
    if cloud == "aws":
        assert domain in {each["name"] for each in of_type(program, "Record").values()}
    elif cloud == "alicloud":
        assert domain.removesuffix(".example.com") in {each["rr"] for each in of_type(program, "AlidnsRecord").values()}
    else:
        assert f"server_name {domain};" in routes(program)


@on_both_clouds
def test_there_is_no_code_at_the_edge(cloud: Cloud) -> None:
    kinds = {item.type for item in whole("cto-new", cloud).resources}
    assert not [kind for kind in kinds if "cloudfront" in kind or "cdn" in kind or "lambda" in kind]


@on_both_clouds
def test_instances_follow_the_load(cloud: Cloud) -> None:
    program = whole("cto-new", cloud)
    for name in ("api", "worker"):
        if cloud == "aws":
            target = of_type(program, "Target")[f"{name}-scaling"]
            assert (target["minCapacity"], target["maxCapacity"]) == (2, 6)
            assert [each for each in of_type(program, "Policy") if each.startswith(f"{name}-scaling")]
        else:
            group = one(program, f"{name}-group", "ScalingGroup").inputs
            assert (group["minSize"], group["maxSize"]) == (2, 6)
            assert [each for each in of_type(program, "ScalingRule") if each.startswith(f"{name}-scaling")]


@on_every_cloud
def test_addresses_of_the_stores_are_filled_in(cloud: Cloud) -> None:
    """By reference or by value, and nobody types one."""
    program = whole("cto-new", cloud)
    api, worker = box(program, "api"), box(program, "worker")
    assert {"DATABASE_URL", "REDIS_URL"} <= {*api.variables, *api.references}
    assert {"REDIS_URL", "WORKER_BROKER_URL"} <= {*worker.variables, *worker.references}
    if cloud != "aws":
        assert api.variables["DATABASE_URL"].startswith("postgresql://app:database-password-1234567-value@")


def test_containers_run_inside_behind_a_load_balancer() -> None:
    program = whole("cto-new", "alicloud")
    assert one(program, "gateway", "LoadBalancer").inputs["addressType"] == "Internet"
    for name in ("api", "web"):
        attached = of_type(program, "AlbServerGroupAttachment")
        assert [each for each in attached if each.startswith(f"{name}-")]
        assert one(program, f"{name}-configuration", "EciScalingConfiguration").inputs["autoCreateEip"] is False


def test_images_may_come_from_acr() -> None:
    address = "registry-vpc.eu-central-1.aliyuncs.com/cto-new"
    program = changed("cto-new", "alicloud", overrides={"registry": {"address": address}})
    assert box(program, "api").image == f"{address}/api:1.0.0"
    login = one(program, "api-configuration", "EciScalingConfiguration").inputs["imageRegistryCredentials"]
    assert [each["server"] for each in login] == ["registry-vpc.eu-central-1.aliyuncs.com"]


def test_the_load_balancer_ends_tls_with_the_stack_s_certificate() -> None:
    found = listener(whole("cto-new", "alicloud"), "gateway-https")
    assert found["certificates"] == {"certificateId": "8765442-eu-central-1"}


def test_the_migration_may_differ_in_development() -> None:
    commands = {stack: read("cto-new", stack, "docker").services["api"].migration for stack in ("dev", "prod")}
    assert commands["dev"] is not None
    assert commands["prod"] is not None
    assert (commands["dev"].command[-1], commands["prod"].command[-1]) == ("dev", "deploy")


def test_objects_move_and_end() -> None:
    """On Alibaba Cloud; seldom read ones after 90 days, and such as expire where somebody says when."""
    program = changed("cto-new", "alicloud", overrides={"buckets": {"files": {"expire_days": 400}}})
    rules = {each["id"]: each for each in one(program, "files-bucket", "Bucket").inputs["lifecycleRules"]}
    assert rules["infrequent-access"]["transitions"] == [{"storageClass": "IA", "days": 90}]
    assert any(each.get("expirations") == [{"days": 400}] for each in rules.values())


def test_objects_end_on_one_host() -> None:
    """Every night; what counts no more after thirty days, where nothing else is said."""
    program = changed("cto-new", "docker", overrides={"buckets": {"files": {"expire_days": 400}}})
    told = one(program, "files-lifecycle", "Container").inputs
    names = ("EXPIRE_DAYS", "KEEP_VERSIONS_DAYS", "CRON_HOURS")
    assert [host.variable(told, name) for name in names] == ["400", "30", "01"]


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_backups_on_one_host_are_encrypted(stack: str) -> None:
    """With a key of the operator's, which a stack without is refused."""
    uploads = one(whole("cto-new", "docker", stack), "database-backup", "Container").inputs["uploads"]
    (key,) = [each for each in uploads if each["file"].endswith("/backup_key")]
    assert (key["owner"], key["permissions"]) == ("999", "0400")


def test_a_mainland_stack_stays_there() -> None:
    mainland = {"groundwork:residency": "cn", "alicloud:region": "cn-hangzhou"}
    alicloud = {"certificate": "1-cn-hangzhou", "icp_number": "of our own"}
    stack = read("cto-new", "prod", "alicloud", config=mainland | {"groundwork:alicloud": alicloud})
    assert stack.region == "cn-hangzhou"
    with pytest.raises(settings.Problems, match="residency"):
        read("cto-new", "prod", "alicloud", config={"groundwork:residency": "cn"})


@on_every_cloud
def test_the_worker_s_metrics_are_asked_for(cloud: Cloud) -> None:
    """On the port of dramatiq's exporter, from inside."""
    program = whole("cto-new", cloud)
    assert program.stack.workers["worker"].spec.scrape == ":9191/metrics"
    if cloud == "docker":
        assert any("9191" in json.dumps(each) and "worker" in json.dumps(each) for each in scraped(program))
    elif cloud == "aws":
        task = one(program, "worker-task", "TaskDefinition").inputs["containerDefinitions"]
        assert "9191" in task
    else:
        assert "9191" in json.dumps(dict(one(program, "worker-configuration", "EciScalingConfiguration").inputs))
    if cloud != "docker":
        kind = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
        assert not [name for name in of_type(program, kind) if name.startswith("network-worker-from-")]


def test_stores_are_published_in_development() -> None:
    """To this machine alone, and never in prod."""
    program = whole("cto-new", "docker", "dev")
    opened = {name: one(program, f"{name}-server", "Container").inputs["ports"] for name in ("database", "cache")}
    assert {name: [(each["ip"], each["external"]) for each in ports] for name, ports in opened.items()} == {
        "database": [("127.0.0.1", 5432)],
        "cache": [("127.0.0.1", 6379)],
    }
    assert one(whole("cto-new", "docker"), "cache-server", "Container").inputs["ports"] == []


@on_every_cloud
def test_web_may_have_a_volume(cloud: Cloud) -> None:
    """For files that outlive its instances."""
    volumes = {"frontends": {"web": {"volumes": {"pages": "/app/apps/web/pages"}}}}
    program = changed("cto-new", cloud, overrides=volumes)
    assert "/app/apps/web/pages" in json.dumps(box(program, "web").inputs)
