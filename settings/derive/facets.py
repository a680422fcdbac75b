"""The values of a part that variables may name."""

from dataclasses import dataclass

from components.cache import CacheSpec
from components.container import WebSpec
from components.database import DatabaseSpec
from components.frontend import StaticSpec
from components.object_store import ObjectStoreSpec
from components.spec import Cloud
from settings.parts import Part

DRIVERS = ("asyncpg", "psycopg", "psycopg2")
"""Python drivers that an address may name (`postgresql+asyncpg://`)."""

S3 = {
    "STORAGE_DRIVER": "driver",
    "S3_ENDPOINT": "endpoint",
    "S3_REGION": "region",
    "S3_BUCKET": "bucket",
    "S3_ACCESS_KEY_ID": "access_key_id",
    "S3_SECRET_ACCESS_KEY": "secret_access_key",
}
OSS = {
    "STORAGE_DRIVER": "driver",
    "OSS_ENDPOINT": "endpoint",
    "OSS_INTERNAL_ENDPOINT": "internal_endpoint",
    "OSS_REGION": "region",
    "OSS_BUCKET": "bucket",
    "OSS_ACCESS_KEY_ID": "access_key_id",
    "OSS_ACCESS_KEY_SECRET": "secret_access_key",
    "OSS_CDN_URL": "cdn",
    "OSS_CDN_KEY": "cdn_key",
}
COMPATIBLE = {**S3, "S3_INTERNAL_ENDPOINT": "internal_endpoint"}
BUCKET_VARIABLES: dict[Cloud, dict[str, str]] = {"aws": S3, "alicloud": OSS, "docker": COMPATIBLE}
"""Variable -> facet, as code for the cloud's object store reads them; keys and CDN only where the bucket has some."""

DRIVER: dict[Cloud, str] = {"aws": "s3", "alicloud": "oss", "docker": "s3"}
"""What `STORAGE_DRIVER` says: the language of the cloud's object store."""

WITHOUT_IDENTITIES: frozenset[Cloud] = frozenset({"docker"})
"""Clouds whose containers have no identity: whoever uses a bucket is handed a key of its own, for that bucket alone."""

LOGICAL_DATABASES = 16
"""Redis's default."""


@dataclass(frozen=True, kw_only=True)
class Facets:
    """What a part offers by name."""

    values: tuple[str, ...] = ()
    """May be seen."""
    secrets: tuple[str, ...] = ()
    """Handed over by reference only."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every name."""
        return (*self.values, *self.secrets)


def of(part: Part, cloud: Cloud, *, routed: bool) -> Facets:
    """The facets of a part; `url` of a container only where a route leads to it."""
    match part.spec:
        case DatabaseSpec():
            urls = ("url", *(f"url+{driver}" for driver in DRIVERS))
            return Facets(values=("host", "port", "name", "user"), secrets=(*urls, "password"))
        case CacheSpec():
            urls = ("url", *(f"url/{number}" for number in range(LOGICAL_DATABASES)))
            return Facets(values=("host", "port"), secrets=(*urls, "password"))
        case ObjectStoreSpec() as bucket:
            keyed = bucket.access_key or cloud in WITHOUT_IDENTITIES
            keys = ("access_key_id", "secret_access_key") if keyed else ()
            before, signing = (("cdn",), ("cdn_key",)) if bucket.cdn else ((), ())
            values = ("bucket", "region", "endpoint", "internal_endpoint", "driver", *before)
            return Facets(values=values, secrets=(*keys, *signing))
        case WebSpec() as web:
            return Facets(values=("address", "host", *ports(web), *(("url",) if routed else ())))
        case StaticSpec():
            return Facets(values=("url",))
        case _:
            return Facets()


def ports(spec: WebSpec) -> dict[str, int]:
    """Facet -> port: `port`, and `port/<name>` of those that only its users reach."""
    return {"port": spec.port, **{f"port/{name}": port for name, port in spec.private_ports.items()}}


def brought(part: Part, cloud: Cloud, *, prefixed: bool) -> dict[str, str]:
    """Variables that a part brings to those that use it: name -> facet; prefixed where there are several buckets."""
    match part.spec:
        case DatabaseSpec():
            return {"DATABASE_URL": "url"}
        case CacheSpec():
            return {"REDIS_URL": "url"}
        case ObjectStoreSpec():
            offered = of(part, cloud, routed=False).all
            start = f"{_upper(part.name)}_" if prefixed else ""
            return {f"{start}{name}": facet for name, facet in BUCKET_VARIABLES[cloud].items() if facet in offered}
        case _:
            return {f"{_upper(part.name)}_URL": "address"}


def _upper(name: str) -> str:
    return name.upper().replace("-", "_")
