"""What an ObjectStore is asked for and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
from pydantic import Field

from components.connection import Connection
from components.network import Network
from components.platform import Platform
from components.spec import Spec


class ObjectStoreSpec(Spec):
    """A private bucket, read by signed links."""

    cors: list[str] = []
    """Origins whose pages may read and write by signed link, for example `https://app.example.com`."""
    expire_days: int | None = Field(None, ge=1)
    """Objects older than this are deleted."""
    infrequent_after_days: int | None = Field(None, ge=30)
    """Objects older than this move to cheaper storage for what is seldom read."""
    versioned: bool = True
    """Deleted and overwritten objects can be brought back; by preset outside dev."""
    keep_versions_days: int = Field(30, ge=1)
    """Days that a deleted or overwritten version is kept."""
    access_key: bool = False
    """Also make a user with a long-lived key for this bucket alone, for code that cannot use a container's identity."""
    cdn: str | None = Field(
        None, pattern=r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|\{domain\})$", examples=["files.{domain}"]
    )
    """Host name of a CDN before it (Alibaba Cloud alone; advised in mainland China), for links that `cdn_key` signs.

    They are CDN's of type A and hold for half an hour; who uses the bucket is handed `OSS_CDN_URL` and `OSS_CDN_KEY`.
    """


@dataclass(frozen=True, kw_only=True)
class ObjectStoreArgs:
    """A bucket on a platform."""

    platform: Platform
    spec: ObjectStoreSpec
    network: Network | None = None
    """Where it lies, on a cloud where it has an address there."""
    users: tuple[str, ...] = ()
    """Parts that use it."""
    zone: str | None = None
    """DNS zone of the stack's host names."""
    address: pulumi.Input[str] | None = None
    """Public address of the stack's entry, where the bucket is reached through it."""


@dataclass(kw_only=True, eq=False)
class ObjectStoreOutputs:
    """What the parts that use it need.

    Connection values: `bucket`, `region`, `endpoint` (by which browsers reach it too, so that links are signed for it;
    empty: the cloud's own), `internal_endpoint` (inside the network, free of charge; empty: the same), `driver` (`s3`,
    `oss`).
    Secrets with `access_key`: `access_key_id`, `secret_access_key`.
    With `cdn` the value `cdn` (its address) and the secret `cdn_key`, which signs links.
    """

    connection: Connection
    bucket: pulumi.Output[str]
    """Name of the bucket."""
    restore: pulumi.Output[str] | None = None
    """The command that brings back all that was deleted, below `PREFIX`; None without versions, and on one host."""
    servers: Sequence[pulumi.Output[str]] = ()
    """`host:port` of what the entry hands its requests to, where buckets lie inside the network."""
    path: str | None = None
    """Path of the entry that belongs to it then."""
