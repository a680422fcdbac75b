"""What is promised of data at rest and on its way: nobody reads it who has no key."""

import json
from collections.abc import Mapping
from typing import Any

from groundwork.promises import host
from groundwork.promises.data import ALI_RDS, CACHE, RDS, TAIR
from groundwork.promises.looks import at, ending, equals, every, given
from groundwork.promises.promise import Check, Judge, Promise
from groundwork.promises.subject import Program

TLS_ONLY = {"aws": "aws:SecureTransport", "alicloud": "acs:SecureTransport"}


def denies_plain(cloud: str) -> Judge:
    """The bucket's policy refuses requests without TLS."""

    def judge(inputs: Mapping[str, Any], _: Program) -> bool:
        statements = json.loads(at(inputs, "policy"))["Statement"]
        return any(
            each["Effect"] == "Deny" and TLS_ONLY[cloud] in json.dumps(each.get("Condition", {})) for each in statements
        )

    return judge


def forces_tls(inputs: Mapping[str, Any], _: Program) -> bool:
    """The parameter group refuses connections without TLS."""
    return any(each["name"] == "rds.force_ssl" and each["value"] == "1" for each in inputs["parameters"])


def only_tls(inputs: Mapping[str, Any], _: Program) -> bool:
    """Every line of the server's admission rules asks for TLS."""
    return bool(inputs["pgHbaConfs"]) and all(line["type"] == "hostssl" for line in inputs["pgHbaConfs"])


PROMISES = (
    Promise(
        id="encrypted",
        title="Data at rest is encrypted, with the stack's own key",
        checks={
            "aws": (
                Check(
                    type=RDS, what="database storage", judge=every(equals("storageEncrypted", True), given("kmsKeyId"))
                ),
                Check(
                    type=CACHE, what="cache", judge=every(equals("atRestEncryptionEnabled", True), given("kmsKeyId"))
                ),
                Check(
                    type="aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                    what="buckets",
                    judge=given("rules.applyServerSideEncryptionByDefault.sseAlgorithm"),
                ),
                Check(type="aws:cloudwatch/logGroup:LogGroup", what="logs", judge=given("kmsKeyId")),
                Check(type="aws:kms/key:Key", what="the key rotates", judge=equals("enableKeyRotation", True)),
            ),
            "alicloud": (
                Check(type=ALI_RDS, what="database storage", judge=every(given("encryptionKey"), given("roleArn"))),
                Check(type=TAIR, what="cache", judge=every(equals("tdeStatus", "enabled"), given("encryptionKey"))),
                Check(
                    type="alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption",
                    what="buckets",
                    judge=given("sseAlgorithm"),
                ),
                Check(type="alicloud:log/store:Store", what="logs", judge=equals("encryptConf.enable", True)),
                Check(
                    type="alicloud:kms/key:Key", what="the key rotates", judge=equals("automaticRotation", "Enabled")
                ),
            ),
            "docker": (),
        },
        exceptions={
            "docker": (
                "neither the daemon nor the store (versitygw 1.8.0) encrypts what it writes: an encrypted disk of the "
                "host is a precondition"
            ),
            "alicloud": (
                "log stores are encrypted with the key of Simple Log Service: one of ours would need a further role of "
                "the account, made by hand; `volumes` with the key of File Storage NAS, which takes others for its "
                "Extreme edition only"
            ),
        },
    ),
    Promise(
        id="tls",
        title="Connections to data need TLS",
        checks={
            "aws": (
                Check(
                    type="aws:rds/parameterGroup:ParameterGroup", what="database refuses plain text", judge=forces_tls
                ),
                Check(type=CACHE, what="cache", judge=equals("transitEncryptionMode", "required")),
                Check(
                    type="aws:s3/bucketPolicy:BucketPolicy", what="buckets refuse plain text", judge=denies_plain("aws")
                ),
            ),
            "alicloud": (
                Check(
                    type=ALI_RDS,
                    what="database refuses plain text",
                    judge=every(equals("sslAction", "Open"), only_tls),
                ),
                Check(type=TAIR, what="cache", judge=equals("sslEnabled", "Enable")),
                Check(
                    type="alicloud:oss/bucketPolicy:BucketPolicy",
                    what="buckets refuse plain text",
                    judge=denies_plain("alicloud"),
                ),
            ),
            "docker": (
                Check(
                    type=host.CONTAINER,
                    what="database refuses plain text",
                    judge=host.only_tls,
                    of=ending(host.DATABASE),
                ),
            ),
        },
        exceptions={
            "docker": (
                "the cache speaks TLS only with `groundwork:docker.cache_tls`, and the store speaks plain HTTP, both "
                "on bridges that nothing leads out of; from outside the store is reached over the TLS of the entry"
            ),
            "alicloud": (
                "PolarDB speaks TLS on every endpoint and cannot be told to refuse plain text; the addresses that "
                "parts are handed ask for it; `volumes` are mounted over NFS, which is plain text, from the part's own "
                "vSwitches only"
            ),
        },
    ),
)
