"""What the settings of examples/loss-assessment promise, on every target; its requirements name these tests."""

import json
import re

from components.connection import Facet, Template
from components.spec import Cloud
from tests.examples import pages
from tests.examples.boxes import box
from tests.examples.test_every_entry import arguments, cdn, routes
from tests.examples.tracing import REPOSITORY
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, running, scales, whole

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
    assert {running(program, part) for part in scales(program)} == {1}
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
    assert pages.starts(whole(SYSTEM, cloud), "web")


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
