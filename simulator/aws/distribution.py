"""CloudFront distributions and functions."""

import secrets
import string
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.aws.certificates import CERTIFICATE, domains, is_issued
from simulator.aws.find import by_arn
from simulator.behaviour import Behaviour, Call, Refusal

DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
FUNCTION = "aws:cloudfront/function:Function"
HOME = "us-east-1"
"""Where CloudFront looks for certificates and ACLs (CloudFront developer guide, "Requirements for certificates")."""


def behaviours(inputs: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The cache behaviours, each with its path in the inputs."""
    if isinstance(inputs.get("defaultCacheBehavior"), dict):
        yield "defaultCacheBehavior", inputs["defaultCacheBehavior"]
    for index, behaviour in enumerate(inputs.get("orderedCacheBehaviors") or ()):
        yield f"orderedCacheBehaviors[{index}]", behaviour


def origins_fit(call: Call) -> None:
    """Behaviours lead to origins that there are, and say how they cache."""
    names = [each["originId"] for each in (*call.inputs["origins"], *(call.inputs.get("originGroups") or ()))]
    if len(names) != len(set(names)):
        raise Refusal("InvalidArgument: The origin ids of a distribution must be unique.")
    for path, behaviour in behaviours(call.inputs):
        if behaviour.get("targetOriginId") not in names:
            raise Refusal(
                "NoSuchOrigin: One or more of your origins or origin groups do not exist: "
                f"{behaviour.get('targetOriginId')} ({path})"
            )
        if not behaviour.get("cachePolicyId") and not behaviour.get("forwardedValues"):
            raise Refusal(
                f"InvalidArgument: The parameter ForwardedValues is required unless there is a cache policy ({path})"
            )
        if behaviour.get("cachePolicyId") and behaviour.get("forwardedValues"):
            raise Refusal(
                "InvalidArgument: The parameter ForwardedValues cannot be used when a cache policy is associated to "
                f"the cache behavior ({path})"
            )
        for each in behaviour.get("functionAssociations") or ():
            function = by_arn(call, FUNCTION, each["functionArn"])
            if function and function.properties.get("publish") is False:
                raise Refusal(f"InvalidFunctionAssociation: The function {each['functionArn']} is not published")


def names_fit(call: Call) -> None:
    """Alternate names are nobody else's, and the certificate is issued, covers them, and is where CloudFront looks."""
    aliases = call.inputs.get("aliases") or []
    for other in call.cloud.find(DISTRIBUTION):
        taken = set(aliases) & set(other.properties.get("aliases") or ()) if other.id != call.id else set()
        if taken:
            raise Refusal(
                "CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different "
                f"resource: {', '.join(sorted(taken))}"
            )
    arn = (call.inputs.get("viewerCertificate") or {}).get("acmCertificateArn")
    if aliases and not arn:
        raise Refusal(
            "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must "
            "attach a trusted certificate that validates your authorization to use the domain name."
        )
    certificate = by_arn(call, CERTIFICATE, arn)
    if certificate is None:
        return
    if certificate.region != HOME or not is_issued(call, arn):
        raise Refusal(
            "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't "
            f"valid, or doesn't include a valid certificate chain: {arn}"
        )
    uncovered = [name for name in aliases if not any(covers(each, name) for each in domains(certificate.properties))]
    if uncovered:
        raise Refusal(
            "InvalidViewerCertificate: The certificate that is attached to your distribution doesn't cover the "
            f"alternate domain name (CNAME) that you're trying to add: {', '.join(uncovered)}"
        )


def covers(pattern: str, name: str) -> bool:
    """Whether a certificate's name covers a domain: a star stands for one label."""
    return pattern == name or (pattern.startswith("*.") and name.partition(".")[2] == pattern[2:])


def new_tag(call: Call) -> Mapping[str, Any]:
    """Every change gives a new ETag."""
    if call.old is None:
        return {}
    return {"etag": "E" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(13))}


def acl_fits(call: Call) -> None:
    """A web ACL in front of CloudFront has CloudFront's scope."""
    acl = by_arn(call, "aws:wafv2/webAcl:WebAcl", call.inputs.get("webAclId"))
    if acl and acl.properties.get("scope") != "CLOUDFRONT":
        raise Refusal(
            f"InvalidWebACLId: The web ACL {call.inputs['webAclId']} has scope {acl.properties.get('scope')}, not "
            "CLOUDFRONT"
        )


always = (origins_fit, names_fit, acl_fits)
TAGGED = Behaviour(answer=new_tag)
BEHAVIOURS = {
    DISTRIBUTION: Behaviour(create=always, update=always, answer=new_tag),
    FUNCTION: TAGGED,
    "aws:cloudfront/originAccessControl:OriginAccessControl": TAGGED,
    "aws:cloudfront/cachePolicy:CachePolicy": TAGGED,
    "aws:cloudfront/originRequestPolicy:OriginRequestPolicy": TAGGED,
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": TAGGED,
}
