"""Which bucket keeps the files, and how it is reached."""

from dataclasses import dataclass, field

from notes.environment import Environment


@dataclass(frozen=True, kw_only=True)
class BucketSettings:
    """A bucket behind a driver's protocol."""

    region: str
    bucket: str
    endpoint: str | None
    """Where browsers reach it: links are signed for this address; None: the cloud's own."""
    internal_endpoint: str | None
    """Where this program reaches it."""
    key: tuple[str, str] | None = field(repr=False)
    """Access key and its secret; None: the role that the cloud gave to the container."""


class S3Settings(BucketSettings):
    """A bucket of S3, or of a server that speaks its protocol."""


class OssSettings(BucketSettings):
    """A bucket of Alibaba Cloud OSS."""


StorageSettings = S3Settings | OssSettings
DRIVERS = {"s3": (S3Settings, "S3", "S3_SECRET_ACCESS_KEY"), "oss": (OssSettings, "OSS", "OSS_ACCESS_KEY_SECRET")}


def storage_settings(given: Environment) -> StorageSettings:
    """Read the variables of the chosen driver; those of the other are ignored."""
    driver = given.required("STORAGE_DRIVER")
    if driver and driver not in DRIVERS:
        given.wrong("STORAGE_DRIVER", f"must be {' or '.join(DRIVERS)}")
    settings, prefix, secret = DRIVERS.get(driver, DRIVERS["s3"])
    if driver not in DRIVERS:
        return settings(region="", bucket="", endpoint=None, internal_endpoint=None, key=None)
    endpoint = given.endpoint(f"{prefix}_ENDPOINT")
    return settings(
        region=given.required(f"{prefix}_REGION"),
        bucket=given.required(f"{prefix}_BUCKET"),
        endpoint=endpoint,
        internal_endpoint=given.endpoint(f"{prefix}_INTERNAL_ENDPOINT") or endpoint,
        key=given.key_pair(f"{prefix}_ACCESS_KEY_ID", secret),
    )
