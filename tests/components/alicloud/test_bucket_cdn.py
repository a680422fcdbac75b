"""A CDN before a bucket: over TLS, to signed links only, and with no right but to read this bucket's objects."""

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components.object_store import ObjectStore, ObjectStoreArgs, ObjectStoreSpec
from tests.components.alicloud.stand import platform
from tests.components.recorder import Recorder, is_secret, run, value

DOMAIN = "alicloud:cdn/domainNew:DomainNew"
FUNCTION = "alicloud:cdn/domainConfig:DomainConfig"
GRANT = "alicloud:ram/rolePolicyAttachment:RolePolicyAttachment"
HOST = "files.notes.example.com"
BUCKET = "notes-prod-files-bucket-0a1b2c3d"
ROLE = "AliyunCDNAccessingPrivateOSSRole"


def bucket(spec: Mapping[str, Any] | None = None, **changes: Any) -> ObjectStore:
    """A bucket with a CDN before it."""
    settings = ObjectStoreSpec.model_validate({"cdn": HOST, **(spec or {})})
    return ObjectStore("files", ObjectStoreArgs(platform=platform(**changes), spec=settings, zone="example.com"))


def functions(recorder: Recorder) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Functions of the domain: purpose -> name and arguments."""
    return {
        item.name.removeprefix("files-cdn-"): (
            item.inputs["functionName"],
            {each["argName"]: each["argValue"] for each in item.inputs["functionArgs"]},
        )
        for item in recorder.all(FUNCTION)
    }


def test_the_bucket_is_its_origin_and_the_stack_s_certificate_its_own(recorder: Recorder) -> None:
    run(bucket)
    asked = recorder.inputs(DOMAIN, "files-cdn")
    assert {key: item for key, item in asked.items() if key != "tags"} == {
        "domainName": HOST,
        "cdnType": "web",
        "scope": "overseas",
        "sources": [
            {
                "type": "oss",
                "content": f"{BUCKET}.oss-eu-central-1.aliyuncs.com",
                "port": 443,
                "priority": 20,
                "weight": 10,
            }
        ],
        "certificateConfig": {
            "certType": "cas", "certId": "8765432", "certRegion": "eu-central-1", "serverCertificateStatus": "on",
        },
    }  # fmt: skip
    record = recorder.inputs("alicloud:dns/alidnsRecord:AlidnsRecord")
    assert (record["domainName"], record["rr"], record["type"]) == ("example.com", "files.notes", "CNAME")
    assert record["value"] == f"{HOST}.w.kunlunsl.com"


def test_it_speaks_tls_only(recorder: Recorder) -> None:
    run(bucket)
    found = functions(recorder)
    assert found["https"] == ("https_force", {"enable": "on", "https_rewrite": "301"})
    assert found["tls"] == (
        "https_tls_version",
        {"tls10": "off", "tls11": "off", "tls12": "on", "tls13": "on", "ciphersuitegroup": "strict"},
    )
    assert found["hsts"][1]["enabled"] == "on"
    assert found["header-x-content-type-options"][1]["value"] == "nosniff"


def test_only_a_signed_link_is_answered_and_nothing_is_open_before(recorder: Recorder) -> None:
    run(bucket)
    name, arguments = functions(recorder)["signed-links"]
    assert (name, arguments["auth_type"], arguments["ali_auth_delta"]) == ("aliauth", "type_a", "1800")
    key = recorder.inputs("random:index/randomPassword:RandomPassword", "files-cdn-key")
    assert (key["length"], key["special"]) == (32, False)
    assert "functionArgs" in recorder.one(FUNCTION, "files-cdn-signed-links").secret_inputs
    assert functions(recorder)["private-bucket"] == ("l2_oss_key", {"private_oss_auth": "on"})
    assert "files-cdn-signed-links" in recorder.one(FUNCTION, "files-cdn-private-bucket").depends_on


def test_the_cdn_decrypts_with_this_key_and_does_nothing_else(recorder: Recorder) -> None:
    """It reads with a role of the account, which reads buckets and no keys."""
    run(bucket)
    (statement,) = json.loads(recorder.inputs("alicloud:ram/policy:Policy", "files-cdn-policy")["policyDocument"])[
        "Statement"
    ]
    assert (statement["Action"], statement["Resource"]) == (
        ["kms:Decrypt"],
        ["acs:kms:eu-central-1:1234567890123456:key/platform-key-id"],
    )
    assert recorder.inputs(GRANT, "files-cdn-permission") == {
        "roleName": ROLE, "policyName": "notes-prod-files-cdn-policy", "policyType": "Custom",
    }  # fmt: skip
    assert "files-cdn-permission" in recorder.one(FUNCTION, "files-cdn-private-bucket").depends_on


def test_the_bucket_stays_private_and_encrypted(recorder: Recorder) -> None:
    run(bucket)
    assert recorder.inputs("alicloud:oss/bucketPublicAccessBlock:BucketPublicAccessBlock")["blockPublicAccess"] is True
    assert recorder.inputs("alicloud:oss/bucketAcl:BucketAcl")["acl"] == "private"
    encrypted = recorder.inputs("alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption")
    assert (encrypted["sseAlgorithm"], encrypted["kmsMasterKeyId"]) == ("KMS", "platform-key-id")


def test_who_uses_the_bucket_is_told_the_address_and_the_key(recorder: Recorder) -> None:
    connection = run(bucket).connection
    assert value(connection.values["cdn"]) == f"https://{HOST}"
    assert set(connection.secrets) == {"cdn_key"}
    assert is_secret(connection.secrets["cdn_key"])
    asked = recorder.inputs(FUNCTION, "files-cdn-signed-links")["functionArgs"]
    assert {"argName": "auth_key1", "argValue": value(connection.secrets["cdn_key"])} in asked


def test_pages_of_the_bucket_s_origins_read_through_it(recorder: Recorder) -> None:
    run(lambda: bucket({"cors": ["https://notes.example.com", "https://admin.example.com"]}))
    name, arguments = functions(recorder)["origins"]
    assert name == "set_resp_header"
    assert arguments == {
        "header_operation_type": "add",
        "key": "Access-Control-Allow-Origin",
        "value": "https://notes.example.com,https://admin.example.com",
        "duplicate": "off",
        "access_origin_control": "on",
    }


def test_another_text_is_another_key(recorder: Recorder) -> None:
    run(lambda: bucket(rotated={"files": "2027"}))
    asked = recorder.inputs("random:index/randomPassword:RandomPassword", "files-cdn-key")
    assert asked["keepers"] == {"rotated": "2027"}


@pytest.mark.parametrize("cdn", [HOST, None])
@pytest.mark.parametrize("region", ["cn-shanghai", "eu-central-1"])
def test_in_the_mainland_it_is_advised(
    recorder: Recorder, monkeypatch: pytest.MonkeyPatch, cdn: str | None, region: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(pulumi.log, "info", told.append)
    run(lambda: bucket({"cdn": cdn, "cors": ["https://notes.example.com"]}, region=region))
    advice = "files: browsers in mainland China load faster from a CDN, which is advised: `cdn`"
    assert (advice in told) is (region == "cn-shanghai" and cdn is None)
    assert bool(recorder.all(DOMAIN)) is (cdn is not None)


def test_in_the_mainland_it_answers_from_there(recorder: Recorder) -> None:
    run(lambda: bucket(region="cn-shanghai"))
    assert recorder.inputs(DOMAIN)["scope"] == "domestic"
