"""What only Alibaba Cloud asks of a stack: `groundwork:alicloud` in the stack's file."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from components.clouds.alicloud.regions import IN_SEVERAL_ZONES
from components.spec import CertificateSpec, CloudSettings, Confined

Identifier = Annotated[str, Field(pattern=r"^\d+(-[a-z0-9-]+)?$", examples=["8765432-cn-hangzhou"])]
"""Number, and the region that it is kept in."""


class AlicloudSpec(CloudSettings):
    """Things of the account that no program makes."""

    certificate: Identifier | CertificateSpec | None = None
    """Certificate of every host name, needed with a `domain`: your files, or what is in Certificate Management Service.

    Files are kept there in China (Hangzhou) for a mainland region, and in Singapore for another.
    """
    icp_number: str | None = Field(None, min_length=1)
    """ICP filing of the domain; needed with a `domain` in a mainland region."""
    kms_instance: str | None = Field(None, pattern=r"^kst-[a-z0-9]+$", examples=["kst-hzz65f176a0ogplgq0000"])
    """KMS instance that keeps secrets. Without one, secrets reach containers as encrypted values of the stack."""
    collector_image: str | None = Field(
        None, pattern=r"^[a-z0-9][a-z0-9._:/@-]*$", examples=["registry.example.cn/otel:1"]
    )
    """A copy of the collector's image (`scrape`), where Docker Hub cannot be reached, as in the mainland."""

    bucket_class: Literal["Standard", "IA"] = "Standard"
    """Storage class of the application's buckets: `IA`, for what is seldom read. Another one makes other buckets."""
    bucket_redundancy: Literal["LRS", "ZRS"] | None = None
    """Objects of these lie in one zone (`LRS`) or three (`ZRS`); three where the region has them. Likewise."""

    @property
    def brought(self) -> CertificateSpec | None:
        """The files of the entry's certificate."""
        return self.certificate if isinstance(self.certificate, CertificateSpec) else None

    @property
    def confined(self) -> Mapping[str, Confined]:
        """Three zones are not to be had everywhere."""
        zones = {"bucket_redundancy": Confined("ZRS", IN_SEVERAL_ZONES, elsewhere="LRS")}
        return zones if self.bucket_redundancy == "ZRS" else {}
