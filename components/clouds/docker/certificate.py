"""Certificates that the stack signs itself: an authority of its own, and what it issues."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_tls as tls

from components.platform import Authority, PlatformArgs

AUTHORITY_HOURS = 10 * 365 * 24
AUTHORITY_RENEWAL_HOURS = 365 * 24
HOURS = 825 * 24
"""Longest life of a server's certificate that browsers accept (Apple, "Requirements for trusted certificates")."""
RENEWAL_HOURS = 60 * 24
"""A certificate in its last 60 days is made anew by the next update."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What a server shows, and its key."""

    chain: pulumi.Output[str]
    """The certificate and the authority's, PEM."""
    key: pulumi.Output[str]
    """PEM, secret."""


def authority(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> Authority:
    """Create the stack's authority."""
    key = _key(f"{name}-key", opts)
    certificate = tls.SelfSignedCert(
        name,
        private_key_pem=key,
        subject={"common_name": f"{args.application} {args.stack} authority", "organization": "groundwork"},
        is_ca_certificate=True,
        allowed_uses=["cert_signing", "crl_signing"],
        set_subject_key_id=True,
        validity_period_hours=AUTHORITY_HOURS,
        early_renewal_hours=AUTHORITY_RENEWAL_HOURS,
        opts=opts,
    )
    return Authority(key=key, certificate=certificate.cert_pem)


def issue(
    name: str,
    signer: Authority,
    hosts: Sequence[str],
    opts: pulumi.ResourceOptions,
    addresses: Sequence[str] = (),
) -> Certificate:
    """Issue a certificate for host names and IP addresses."""
    key = _key(f"{name}-key", opts)
    request = tls.CertRequest(
        f"{name}-request",
        private_key_pem=key,
        subject={"common_name": hosts[0]},
        dns_names=[*hosts],
        ip_addresses=[*addresses],
        opts=opts,
    )
    signed = tls.LocallySignedCert(
        name,
        cert_request_pem=request.cert_request_pem,
        ca_private_key_pem=signer.key,
        ca_cert_pem=signer.certificate,
        allowed_uses=["digital_signature", "server_auth"],
        set_subject_key_id=True,
        validity_period_hours=HOURS,
        early_renewal_hours=RENEWAL_HOURS,
        opts=opts,
    )
    return Certificate(chain=pulumi.Output.concat(signed.cert_pem, signer.certificate), key=key)


def _key(name: str, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    return pulumi.Output.secret(tls.PrivateKey(name, algorithm="ECDSA", ecdsa_curve="P256", opts=opts).private_key_pem)
