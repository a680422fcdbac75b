"""What a certificate's key may be used for: the provider's words as extensions (RFC 5280, 4.2.1.3 and 4.2.1.12)."""

from collections.abc import Collection

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

FLAGS = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "cert_signing",
    "crl_signing",
    "encipher_only",
    "decipher_only",
)
LIBRARY_NAMES = {"cert_signing": "key_cert_sign", "crl_signing": "crl_sign"}
"""Flags that the library calls otherwise."""
PURPOSES = {
    "any_extended": ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    "server_auth": ExtendedKeyUsageOID.SERVER_AUTH,
    "client_auth": ExtendedKeyUsageOID.CLIENT_AUTH,
    "code_signing": ExtendedKeyUsageOID.CODE_SIGNING,
    "email_protection": ExtendedKeyUsageOID.EMAIL_PROTECTION,
    "ipsec_end_system": ObjectIdentifier("1.3.6.1.5.5.7.3.5"),
    "ipsec_tunnel": ObjectIdentifier("1.3.6.1.5.5.7.3.6"),
    "ipsec_user": ObjectIdentifier("1.3.6.1.5.5.7.3.7"),
    "timestamping": ExtendedKeyUsageOID.TIME_STAMPING,
    "ocsp_signing": ExtendedKeyUsageOID.OCSP_SIGNING,
    "microsoft_server_gated_crypto": ObjectIdentifier("1.3.6.1.4.1.311.10.3.3"),
    "netscape_server_gated_crypto": ObjectIdentifier("2.16.840.1.113730.4.1"),
    "microsoft_commercial_code_signing": ObjectIdentifier("1.3.6.1.4.1.311.2.1.22"),
    "microsoft_kernel_code_signing": ObjectIdentifier("1.3.6.1.4.1.311.61.1.1"),
}


def key_usage(uses: Collection[str]) -> x509.KeyUsage | None:
    """The flags that are asked for; None when there are none. What only enciphers or deciphers also agrees on keys."""
    wanted = {name for name in FLAGS if name in uses}
    if wanted & {"encipher_only", "decipher_only"}:
        wanted.add("key_agreement")
    return x509.KeyUsage(**{LIBRARY_NAMES.get(name, name): name in wanted for name in FLAGS}) if wanted else None


def extended_usage(uses: Collection[str]) -> x509.ExtendedKeyUsage | None:
    """The purposes that are asked for, in their order; None when there are none."""
    wanted = [PURPOSES[name] for name in uses if name in PURPOSES]
    return x509.ExtendedKeyUsage(wanted) if wanted else None
