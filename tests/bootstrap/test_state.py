"""Where state lies: private, encrypted, every version kept, and never deleted by Pulumi."""

from tests.bootstrap.preparing import prepared


def test_on_aws() -> None:
    recorder = prepared("aws")
    assert recorder.one("aws:s3/bucket:Bucket", "state").protect
    assert not recorder.inputs("aws:s3/bucket:Bucket", "state").get("forceDestroy")
    versioning = recorder.inputs("aws:s3/bucketVersioning:BucketVersioning", "state-versioning")
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    key = recorder.one("aws:kms/key:Key", "state-key")
    assert (key.protect, key.inputs["enableKeyRotation"], key.inputs["deletionWindowInDays"]) == (True, True, 30)
    encryption = recorder.one(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "state-encryption"
    )
    assert "state-key" in encryption.depends_on


def test_on_alibaba_cloud() -> None:
    recorder = prepared("alicloud")
    assert recorder.one("alicloud:oss/bucket:Bucket", "state").protect
    assert recorder.inputs("alicloud:oss/bucketVersioning:BucketVersioning", "state-versioning")["status"] == "Enabled"
    key = recorder.one("alicloud:kms/key:Key", "state-key")
    assert (key.protect, key.inputs["deletionProtection"]) == (True, "Enabled")
    encryption = recorder.one("alicloud:oss/bucketServerSideEncryption:BucketServerSideEncryption", "state-encryption")
    assert "state-key" in encryption.depends_on
