import json
from pathlib import Path
from typing import Any

import pytest

from components.gateway import Limit, Prefix
from tests.components.frontend.parts import deploy, folder
from tests.components.recorder import Recorder, run

ACL = "aws:wafv2/webAcl:WebAcl"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
KEY = "aws:kms/key:Key"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
LIMIT = Limit(part="api", prefixes=[Prefix(path="/api", host=None)], others=[], requests_per_second=1, burst=0)


def test_a_cdn_has_a_firewall_of_its_own_kind_where_it_is_told_of(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), firewall=True))
    acl = recorder.inputs(ACL)
    assert (acl["scope"], acl["region"], acl["description"]) == ("CLOUDFRONT", "us-east-1", "Before web of notes prod")
    assert len(acl["rules"]) == 3
    arn = "arn:aws:wafv2:eu-central-1:123456789012:web-firewall-1234567"
    assert recorder.inputs(DISTRIBUTION)["webAclId"] == arn


def test_a_limit_alone_is_all_there_is(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), limits=[LIMIT]))
    (rule,) = recorder.inputs(ACL)["rules"]
    assert (rule["name"], rule["statement"]["rateBasedStatement"]["limit"]) == ("api-limit", 60)


def test_without_a_wish_there_is_none(recorder: Recorder, tmp_path: Path) -> None:
    run(lambda: deploy(folder(tmp_path), {"access_logs": True}))
    assert (recorder.names(ACL), recorder.names(LOGGING)) == ([], [])
    assert "webAclId" not in recorder.inputs(DISTRIBUTION)


def recorded(tmp_path: Path, recorder: Recorder, **platform: Any) -> tuple[Any, Any]:
    run(lambda: deploy(folder(tmp_path), {"access_logs": True, **platform}, firewall=True))
    return recorder.inputs(LOG_GROUP, "web-firewall-logs"), recorder.inputs(LOGGING)


def test_its_log_is_encrypted_by_a_key_of_its_region(recorder: Recorder, tmp_path: Path) -> None:
    group, logging = recorded(tmp_path, recorder)
    assert (group["region"], logging["region"]) == ("us-east-1", "us-east-1")
    assert group["kmsKeyId"] == "arn:aws:kms:eu-central-1:123456789012:key/web-firewall-logs-key-1234567"
    key = recorder.one(KEY, "web-firewall-logs-key")
    assert (key.inputs["region"], key.inputs["enableKeyRotation"], key.protect) == ("us-east-1", True, True)
    principals = [statement["Principal"] for statement in json.loads(key.inputs["policy"])["Statement"]]
    assert principals == [{"AWS": "arn:aws:iam::123456789012:root"}, {"Service": "logs.us-east-1.amazonaws.com"}]


def test_a_stack_in_that_region_needs_no_second_key(recorder: Recorder, tmp_path: Path) -> None:
    group, _ = recorded(tmp_path, recorder, region="us-east-1")
    assert group["kmsKeyId"] == "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"
    assert recorder.names(KEY) == ["platform-key"]


@pytest.mark.parametrize("replace", [frozenset({"platform"}), frozenset()])
def test_the_key_goes_when_the_platform_may(recorder: Recorder, tmp_path: Path, replace: frozenset[str]) -> None:
    recorded(tmp_path, recorder, replace=replace)
    assert recorder.one(KEY, "web-firewall-logs-key").protect is (not replace)
