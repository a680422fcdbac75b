"""The certificate of the entry: uploaded from the operator's files, or there in Certificate Management Service."""

import datetime as dt
from hashlib import sha256
from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names
from components.clouds.alicloud.regions import in_mainland
from components.clouds.alicloud.settings_of import settings
from components.platform import PlatformArgs
from components.spec import RENEWAL_DAYS, CertificateSpec

MAINLAND, ABROAD = "cn-hangzhou", "ap-southeast-1"
"""Where the service keeps certificates (CDN API, SetDomainServerCertificate, CertRegion)."""

DIGEST = 8
"""Characters of the certificate's digest that its name ends with."""


def create(name: str, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str] | None:
    """Return `<number>-<region>`, or the number alone as the stack says it; None where there is no certificate."""
    spec = settings(args).certificate
    if isinstance(spec, CertificateSpec):
        return _uploaded(name, spec, args, opts)
    if spec is None:
        return None
    _look(spec, opts)
    return pulumi.Output.from_input(spec)


def _uploaded(name: str, spec: CertificateSpec, args: PlatformArgs, opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    """Other files make another certificate, which takes the first one's place before that goes."""
    from components import certificate

    found = certificate.read(spec, Path(pulumi.get_root_directory()))
    digest = sha256(found.own.encode()).hexdigest()[:DIGEST]
    kept = alicloud.cas.ServiceCertificate(
        name,
        certificate_name=names.of(f"{name}-{digest}", args),
        cert=found.own + found.between,
        key=pulumi.Output.secret(found.key),
        tags=args.tags("platform"),
        opts=opts,
    )
    return pulumi.Output.concat(kept.id, "-", MAINLAND if in_mainland(args.region) else ABROAD)


def _look(identifier: str, opts: pulumi.ResourceOptions) -> None:
    """Warn of one that ends soon, where the service knows it."""
    number = identifier.partition("-")[0]
    asked = alicloud.cas.get_service_certificates(ids=[number], opts=pulumi.InvokeOptions(parent=opts.parent))
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=RENEWAL_DAYS)
    for each in asked.certificates:
        if each.end_date[:10] <= soon.isoformat():
            pulumi.log.warn(
                f"groundwork:alicloud.certificate: {identifier} ends on {each.end_date[:10]}; name its successor here, "
                "and update",
                opts.parent,
            )
