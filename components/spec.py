"""What all specs share: plain values that a person chose, checked and frozen."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

Cloud = Literal["aws", "alicloud", "docker"]
"""The clouds that every room has a backend for."""

Residency = Literal["cn", "eu", "us"]
"""Where data must stay: mainland China, the European Union, the United States."""

Size = Literal["small", "medium", "large"]
"""How big a managed service is; each backend maps it to its own classes."""


class Spec(BaseModel):
    """A section of `app.yaml`: unknown keys are refused, values never change after they were read."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, defer_build=True)


RENEWAL_DAYS = 30
"""Somebody is told in a certificate's last thirty days: Let's Encrypt has its own renewed then."""


class CertificateSpec(Spec):
    """A certificate that you bring; both files in PEM form, relative to the project or absolute."""

    chain: str
    """The certificate and those between it and the authority's own, `fullchain.pem`."""
    key: str
    """Its private key, `privkey.pem`."""


@dataclass(frozen=True)
class Confined:
    """A value that some regions have."""

    value: str
    regions: Container[str]
    elsewhere: str
    """What is allowed in the others."""


class CloudSettings(Spec):
    """What only one cloud asks of a stack: the section of the stack's file that bears its name."""

    @property
    def address_suffix(self) -> str:
        """What follows the host name in every public address: `:8443` where the entry listens on another port."""
        return ""

    @property
    def default_host(self) -> str | None:
        """Host name of the entry without a domain; None where only the cloud knows it."""
        return None

    @property
    def address_schemes(self) -> tuple[str, ...]:
        """How the address of a webhook, or of a system that logs or traces go to, may begin."""
        return ("https://",)

    @property
    def published(self) -> Mapping[str, int]:
        """Part -> port of this machine on which a developer finds it."""
        return {}

    @property
    def brought(self) -> CertificateSpec | None:
        """The files of a certificate that the operator brings."""
        return None

    @property
    def confined(self) -> Mapping[str, Confined]:
        """Key -> its value, where not every region has that."""
        return {}

    @property
    def secrets(self) -> tuple[str, ...]:
        """The operator's secrets that it names: a stack without them is refused."""
        return ()
