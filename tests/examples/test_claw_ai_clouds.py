"""What examples/claw-ai promises on the clouds; its list of requirements names these tests."""

import json
from pathlib import Path

import pytest

import settings
from components.spec import Cloud
from tests import certificates
from tests.components.programs import registered
from tests.components.recorder import Recorded
from tests.deployment import test_health
from tests.deployment.telling import told
from tests.examples.boxes import box
from tests.examples.test_every_entry import listener
from tests.examples.wholes import changed, of_type, on_both_clouds, on_every_cloud, one, read, whole

LONGEST = {"aws": 4000, "alicloud": 600}
"""Seconds without a byte that the load balancers allow at most."""


@on_both_clouds
def test_flows_are_exactly_those_of_three_networks(cloud: Cloud) -> None:
    """The world to the entry, the entry to the backend, the backend to its data and to HTTPS outside; each a rule."""
    program = whole("claw-ai", cloud)
    flows = {
        ("internet", "gateway", 80),
        ("internet", "gateway", 443),
        ("gateway", "backend", 8000),
        ("backend", "database", 5432),
        ("backend", "cache", 6379),
        ("backend", "internet", 443),
    }
    assert {(edge.source, edge.target, edge.port) for edge in program.stack.edges} == flows
    inward = "SecurityGroupIngressRule" if cloud == "aws" else "SecurityGroupRule"
    admitted = {name for name in of_type(program, inward) if "-from-" in name}
    assert admitted == {f"network-{to}-from-{by}-{port}" for by, to, port in flows if to != "internet"}


@on_both_clouds
def test_a_further_service_changes_no_other(cloud: Cloud) -> None:
    """Containers, database and cache are as they were."""
    more = {"services": {"admin": {"image": "ghcr.io/claw-ai/admin:1.0.0", "port": 9000}}}
    before, after = whole("claw-ai", cloud), changed("claw-ai", cloud, overrides=more)
    assert box(after, "admin").image == "ghcr.io/claw-ai/admin:1.0.0"
    for parent in ("backend", "database", "cache", "gateway"):
        assert _below(after.recorder.noted, parent) == _below(before.recorder.noted, parent), parent


@on_both_clouds
def test_two_instances_need_no_other_change(cloud: Cloud) -> None:
    """From one to two: the number alone."""
    one_, two = (changed("claw-ai", cloud, overrides={"services": {"backend": {"scale": {"min": n}}}}) for n in (1, 2))
    assert box(one_, "backend") == box(two, "backend")
    names = ("backend-service", "Service") if cloud == "aws" else ("backend-group", "ScalingGroup")
    first, second = (dict(one(program, *names).inputs) for program in (one_, two))
    changes = {key for key in first | second if first.get(key) != second.get(key)}
    assert changes <= {"desiredCount", "minSize", "desiredCapacity"}
    assert changes


@on_both_clouds
def test_a_websocket_may_be_silent_as_long_as_the_cloud_allows(cloud: Cloud) -> None:
    """Load balancers hand an upgrade on by themselves, over HTTP/1.1."""
    program = whole("claw-ai", cloud)
    if cloud == "aws":
        assert one(program, "gateway", "LoadBalancer").inputs["idleTimeout"] == LONGEST[cloud]
        assert one(program, "backend-target", "TargetGroup").inputs["protocolVersion"] == "HTTP1"
    else:
        found = listener(program, "gateway-https")
        assert (found["idleTimeout"], found["requestTimeout"]) == (LONGEST[cloud], LONGEST[cloud])
        assert one(program, "backend-servers", "ServerGroup").inputs["protocol"] == "HTTP"


def test_the_load_balancer_takes_the_operator_s_certificate() -> None:
    """One that was uploaded to Certificate Management Service, by its number."""
    program = whole("claw-ai", "alicloud")
    assert listener(program, "gateway-https")["certificates"] == {"certificateId": "8765452-cn-hangzhou"}


@on_both_clouds
def test_the_entry_takes_the_operator_s_files(cloud: Cloud, tmp_path: Path) -> None:
    """`fullchain.pem` and `privkey.pem` are handed to the cloud, whose listener shows them; nothing is asked for."""
    certificates.write(tmp_path, "claw.example.com")
    files = certificates.files(tmp_path)
    chain, key = certificates.texts(tmp_path)
    more = {"icp_number": "a number of your own"} if cloud == "alicloud" else {}
    with registered("claw-ai", "prod", cloud, keys={cloud: {"certificate": files, **more}}) as program:
        shown = listener(program, "gateway-https")
        if cloud == "aws":
            kept = one(program, "gateway-certificate", "Certificate")
            assert kept.inputs["certificateBody"] + kept.inputs["certificateChain"] == chain
            assert (kept.inputs["privateKey"], kept.secret_inputs) == (key, {"privateKey"})
            assert shown["certificateArn"].endswith(":gateway-certificate-1234567")
            assert not of_type(program, "CertificateValidation")
        else:
            kept = one(program, "platform-certificate", "ServiceCertificate")
            assert (kept.inputs["cert"], kept.inputs["key"], kept.secret_inputs) == (chain, key, {"key"})
            assert shown["certificates"] == {"certificateId": "platform-certificate-id-cn-hangzhou"}


@on_both_clouds
@pytest.mark.parametrize("name", ["ZHIPUAI_API_KEY", "PINECONE_API_KEY"])
def test_a_stack_without_its_keys_is_refused_by_name(cloud: Cloud, name: str) -> None:
    """A placeholder is no key; the message has no value."""
    with pytest.raises(settings.Problems, match=rf"{name}.*placeholder") as problems:
        read("claw-ai", "prod", cloud, config={f"claw-ai:{name}": "your_key_here"})
    assert "your_key_here" not in str(problems.value)


@on_every_cloud
def test_metrics_can_be_collected_later(cloud: Cloud) -> None:
    """One line of the description has somebody ask for them, and their path is not for the world."""
    program = changed("claw-ai", cloud, overrides={"services": {"backend": {"scrape": "/metrics"}}})
    if cloud == "docker":
        watching = one(program, "dashboard-prometheus", "Container").inputs
        assert "backend.metrics.claw-ai-prod.internal" in json.dumps(watching)
    else:
        names = {
            "aws": ("backend-task", "TaskDefinition"),
            "alicloud": ("backend-configuration", "EciScalingConfiguration"),
        }
        inputs = one(program, *names[cloud]).inputs
        containers = inputs["containers"] if cloud == "alicloud" else json.loads(inputs["containerDefinitions"])
        assert [each["name"] for each in containers] == ["backend", "metrics-collector"]
    assert ("/metrics", True) in [(route.path, route.refused) for route in program.stack.services["backend"].routes]


def test_ten_requests_a_second_pass_the_entry() -> None:
    """Of one client, and twenty beyond in the minute that AWS counts."""
    (acl,) = of_type(whole("claw-ai", "aws"), "WebAcl").values()
    statements = [each["statement"] for each in acl["rules"]]
    (rate,) = [each["rateBasedStatement"] for each in statements if "rateBasedStatement" in each]
    assert rate["limit"] == 10 * rate["evaluationWindowSec"] + 20


@on_both_clouds
def test_every_answer_carries_the_headers(cloud: Cloud) -> None:
    """Those that a load balancer of AWS can add, three of the five; on Alibaba Cloud all, on what the backend says."""
    program = whole("claw-ai", cloud)
    if cloud == "alicloud":
        rule = of_type(program, "Rule")["gateway-https-headers"]
        assert (rule["direction"], rule["listenerId"]) == ("Response", "gateway-https-id")
        assert rule["ruleConditions"] == [{"type": "Path", "pathConfig": {"values": ["/*"]}}]
        said = [action["insertHeaderConfig"] for action in rule["ruleActions"]]
        assert {each["key"]: each["value"] for each in said} == {
            "X-Frame-Options": "SAMEORIGIN",
            "X-Content-Type-Options": "nosniff",
            "X-XSS-Protection": "1; mode=block",
            "Strict-Transport-Security": "max-age=31536000",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        return
    found = listener(program, "gateway-https")
    start = "routingHttpResponse"
    assert found[f"{start}StrictTransportSecurityHeaderValue"] == "max-age=31536000"
    assert found[f"{start}XContentTypeOptionsHeaderValue"] == "nosniff"
    assert found[f"{start}XFrameOptionsHeaderValue"] == "SAMEORIGIN"


def test_text_is_compressed_by_the_load_balancer() -> None:
    assert listener(whole("claw-ai", "alicloud"), "gateway-https")["gzipEnabled"] is True


def _below(noted: list[Recorded], parent: str) -> dict[str, Recorded]:
    return {item.name: item for item in noted if item.parent == parent}


@on_both_clouds
@pytest.mark.parametrize("well", [True, False])
def test_status_tells_of_every_service(cloud: Cloud, tmp_path: Path, *, well: bool) -> None:
    """Whether it answers, and whether as many run as should; one is missing where not all is well."""
    known = told(cloud, ("commands", "services", "cluster"), application="claw-ai")
    assert list(known["services"]) == ["backend"]
    if cloud == "aws":
        done = test_health.on_aws(known, tmp_path, backend=test_health.service(2 if well else 1, 2))
    else:
        instances = [test_health.instance(0), test_health.instance(1, ready=well)]
        done = test_health.on_alicloud(known, tmp_path, *test_health.group(known["services"]["backend"], instances))
    state = "ok " if well else "ILL"
    assert (done.code, done.output.splitlines()) == (0 if well else 1, ["ok  backend answers", f"{state} backend runs"])


def test_the_dashboard_of_aws_shows_stores_and_services() -> None:
    widgets = json.loads(one(whole("claw-ai", "aws"), "dashboard", "Dashboard").inputs["dashboardBody"])["widgets"]
    shown = {each["properties"]["title"]: json.dumps(each["properties"]["metrics"]) for each in widgets}
    assert '"label": "backend"' in shown["Instances"]
    assert {"Database: CPU (%)", "Cache: memory (%)"} <= set(shown)
