"""What only AWS asks of a stack: `groundwork:aws` in the stack's file."""

from components.spec import CertificateSpec, CloudSettings


class AwsSpec(CloudSettings):
    """What a stack may bring along."""

    certificate: CertificateSpec | None = None
    """Certificate of every host name; null: one of the cloud's own authority, proven by DNS and renewed by itself."""

    @property
    def brought(self) -> CertificateSpec | None:
        """The files of the entry's certificate."""
        return self.certificate
