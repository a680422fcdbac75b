"""Certificates that ACM is handed instead of being asked for."""

from collections.abc import Mapping
from typing import Any

from cryptography import x509

from simulator import pem
from simulator.behaviour import Call, Refusal
from simulator.values import UNKNOWN


def is_imported(inputs: Mapping[str, Any]) -> bool:
    """Whether there is nothing to be proven."""
    return bool(inputs.get("privateKey"))


def fits(call: Call) -> None:
    """One certificate, the chain beside it, and the key that belongs to it (ACM user guide, "Troubleshoot import")."""
    own = _certificates(call.inputs.get("certificateBody"), "certificate")
    if len(own) != 1:
        raise Refusal(
            "ValidationException: Certificate field contains more than one certificate. You must specify only one "
            "certificate in this field."
        )
    if call.inputs.get("certificateChain"):
        _certificates(call.inputs["certificateChain"], "certificate chain")
    try:
        key = pem.private_key(call.inputs["privateKey"])
    except ValueError:
        raise Refusal("ValidationException: The private key is not supported.") from None
    if not pem.belong(key, own[0]):
        raise Refusal("ValidationException: The private key does not match the certificate.")


def told(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What ACM reads in it."""
    body = inputs.get("certificateBody")
    if body in (None, UNKNOWN):
        return {}
    (own,) = _certificates(body, "certificate")
    names = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.DNSName)
    return {
        "domainName": names[0],
        "subjectAlternativeNames": sorted(names),
        "domainValidationOptions": [],
        "notAfter": own.not_valid_after_utc.isoformat(),
        "notBefore": own.not_valid_before_utc.isoformat(),
        "status": "ISSUED",
        "type": "IMPORTED",
    }


def _certificates(text: Any, field: str) -> list[x509.Certificate]:
    try:
        return pem.certificates(text)
    except ValueError:
        raise Refusal(f"ValidationException: The {field} provided is not in a valid PEM format.") from None
