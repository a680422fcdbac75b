"""What only Alibaba Cloud asks of a stack: `groundwork:alicloud` in the stack's file."""

from pydantic import Field

from components.spec import CloudSettings


class AlicloudSpec(CloudSettings):
    """Things of the account that no program makes."""

    certificate: str | None = Field(None, pattern=r"^\d+(-[a-z0-9-]+)?$", examples=["8765432-cn-hangzhou"])
    """Identifier of the certificate for the domain in Certificate Management Service; needed with a `domain`."""
    icp_number: str | None = Field(None, min_length=1)
    """ICP filing of the domain; needed with a `domain` in a mainland region."""
    kms_instance: str | None = Field(None, pattern=r"^kst-[a-z0-9]+$", examples=["kst-hzz65f176a0ogplgq0000"])
    """KMS instance that keeps secrets. Without one, secrets reach containers as encrypted values of the stack."""
    collector_image: str | None = Field(
        None, pattern=r"^[a-z0-9][a-z0-9._:/@-]*$", examples=["registry.example.cn/otel:1"]
    )
    """A copy of the collector's image (`scrape`), where Docker Hub cannot be reached, as in the mainland."""
