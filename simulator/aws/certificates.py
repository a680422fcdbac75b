"""ACM certificates and their validation by DNS."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.find import by_arn
from simulator.aws.imported_certificates import fits, is_imported, told
from simulator.behaviour import Behaviour, Call, Refusal
from simulator.cloud import OWNED, Record
from simulator.values import UNKNOWN

CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
RECORD = "aws:route53/record:Record"
ISSUANCE = "aws:acm/issuance"
"""Notes that a certificate was issued. Its resource is left as it was made, so that a refresh shows no change."""


def domains(inputs: Mapping[str, Any]) -> list[str]:
    """The names on a certificate, its own first."""
    own, others = inputs.get("domainName"), inputs.get("subjectAlternativeNames")
    further = [name for name in others if name != own] if isinstance(others, list) else []
    return [own, *further] if own else further


def plan_rules(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
    """What the provider refuses in the preview."""
    for name in domains(inputs):
        if name != UNKNOWN and name.endswith("."):
            yield f"domainName: must not end with a period; got '{name}'"


def asked_for(call: Call) -> None:
    """A certificate says how it is validated, or is handed over whole."""
    if is_imported(call.inputs):
        fits(call)
        return
    if not call.inputs.get("domainName"):
        raise Refusal("ValidationException: a certificate needs a domainName, or a private key to be imported")
    if not (call.inputs.get("certificateAuthorityArn") or call.inputs.get("validationMethod")):
        raise Refusal("certificate_authority_arn or validation_method must be set when creating a certificate")


def option(name: str, known: bool, seed: str = "") -> dict[str, str]:
    """The record that proves a domain; wildcard and bare name share it."""
    bare = name.removeprefix("*.")
    digest = hashlib.sha256(f"{bare} {seed}".encode()).hexdigest()
    return {
        "domainName": name,
        "resourceRecordName": f"_{digest[:32]}.{bare}." if known else UNKNOWN,
        "resourceRecordType": "CNAME" if known else UNKNOWN,
        "resourceRecordValue": f"_{digest[32:]}.acm-validations.aws." if known else UNKNOWN,
    }


def preview(call: Call) -> Mapping[str, Any]:
    """The domains are known before the certificate is made, what proves them is not."""
    if call.inputs.get("validationMethod") != "DNS" or UNKNOWN in domains(call.inputs):
        return {}
    return {"domainValidationOptions": [option(name, known=False) for name in domains(call.inputs)]}


def answer(call: Call) -> Mapping[str, Any]:
    """The records that prove the domains, and all names on the certificate."""
    if is_imported(call.inputs):
        return told(call.inputs)
    if call.old:
        return {}
    by_dns = call.inputs.get("validationMethod") == "DNS"
    names = domains(call.inputs)
    options = [option(name, known=True, seed=call.outputs["arn"].split(":")[4]) for name in names] if by_dns else []
    return {"domainValidationOptions": options, "subjectAlternativeNames": sorted(names)}


def records_present(call: Call) -> None:
    """Validation ends only when each proof is in a hosted zone, and covers all names."""
    certificate = by_arn(call, CERTIFICATE, call.inputs["certificateArn"])
    if certificate is None:
        return
    options = certificate.properties.get("domainValidationOptions") or []
    given = {name.rstrip(".") for name in call.inputs.get("validationRecordFqdns") or ()}
    missing = [
        each["resourceRecordName"] for each in options if given and each["resourceRecordName"].rstrip(".") not in given
    ]
    if missing:
        raise Refusal(f"missing DNS validation record: {', '.join(sorted(set(missing)))}")
    for each in options:
        if not proven(call, each):
            raise Refusal(
                f"timeout while waiting for ACM Certificate ({certificate.id}) to be issued (last state: "
                "'PENDING_VALIDATION'): "
                f"no record {each['resourceRecordName']} with value {each['resourceRecordValue']} in any hosted zone"
            )


def proven(call: Call, wanted: Mapping[str, str]) -> bool:
    """Whether a hosted zone holds the record that proves a domain."""
    name, value = wanted["resourceRecordName"].rstrip("."), wanted["resourceRecordValue"].rstrip(".")
    found = (record.properties for record in call.cloud.find(RECORD, type=wanted["resourceRecordType"]))
    return any(
        each["fqdn"] == name and value in [text.rstrip(".") for text in each.get("records") or ()] for each in found
    )


def issue(call: Call) -> None:
    """Notes that the certificate is issued."""
    arn = call.inputs["certificateArn"]
    call.cloud.put(Record(ISSUANCE, call.region, arn, arn, call.urn, {}, OWNED))


def is_issued(call: Call, arn: Any) -> bool:
    """Whether a certificate was issued."""
    certificate = by_arn(call, CERTIFICATE, arn)
    if certificate is None:
        return False
    return is_imported(certificate.properties) or any(each.id == arn for each in call.cloud.find_in(OWNED, ISSUANCE))


def forget(call: Call) -> None:
    """A deleted certificate is issued no more."""
    for each in call.cloud.find_in(OWNED, ISSUANCE):
        if each.id == call.id:
            call.cloud.remove(each)


BEHAVIOURS = {
    CERTIFICATE: Behaviour(
        check=plan_rules, create=(asked_for,), update=(asked_for,), answer=answer, preview=preview, gone=forget
    ),
    VALIDATION: Behaviour(create=(records_present,), made=issue),
}
