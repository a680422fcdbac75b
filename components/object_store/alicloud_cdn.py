"""A CDN before a bucket: it answers to links that a key of the bucket's own signs, and to no other request."""

from collections.abc import Sequence

import pulumi
import pulumi_alicloud as alicloud

from components import options, own_secrets
from components.clouds.alicloud import cdn, dns, identity
from components.clouds.alicloud.cdn import Functions
from components.clouds.alicloud.preflight import CDN_ROLE
from components.connection import Statement
from components.object_store.contract import ObjectStoreArgs
from components.platform import Platform
from components.present import present

KEY_LENGTH = 32
"""Letters and digits, of 16 to 128 that the CDN takes (CDN developer reference, `aliauth`)."""
LINK_SECONDS = 1800
"""How long after its timestamp a link holds: what the CDN itself proposes."""


def create(
    name: str, host: str, args: ObjectStoreArgs, held: alicloud.oss.Bucket, opts: pulumi.ResourceOptions
) -> pulumi.Output[str]:
    """Create domain, functions and host name; returns the key that signs links (type A: `auth_key=…`), a secret."""
    platform = args.platform
    domain = cdn.domain(f"{name}-cdn", name, host, held, platform, opts)
    key = own_secrets.made(f"{name}-cdn-key", KEY_LENGTH, platform.args.rotated.get(name), opts)
    functions = Functions(name=f"{name}-cdn", domain=domain, opts=opts)
    functions.transport(hsts_subdomains=False)
    functions.headers(None)
    if args.spec.cors:
        _admit(functions, args.spec.cors)
    asked = {"auth_type": "type_a", "auth_key1": pulumi.Output.secret(key), "ali_auth_delta": str(LINK_SECONDS)}
    signed = functions.add("signed-links", "aliauth", asked)
    may_decrypt = _decrypt(f"{name}-cdn", name, platform, opts)
    # Nothing is open before links are asked for their signature, nor after.
    behind = options.after(opts, signed, may_decrypt)
    Functions(name=f"{name}-cdn", domain=domain, opts=behind).private_bucket()
    dns.lead(f"{name}-cdn-host", host, present(args.zone, "zone"), domain.cname, opts)
    return pulumi.Output.secret(key)


def _admit(functions: Functions, origins: Sequence[str]) -> None:
    """Let pages of these origins read; the CDN says so itself, since it keeps one answer for all."""
    said = {
        "header_operation_type": "add",
        "key": "Access-Control-Allow-Origin",
        "value": ",".join(origins),
        "duplicate": "off",
        "access_origin_control": "on",
    }
    functions.add("origins", "set_resp_header", said)


def _decrypt(name: str, part: str, platform: Platform, opts: pulumi.ResourceOptions) -> pulumi.Resource:
    """Let the account's role by which the CDN reads use the key of the stack (CDN user guide, "Private buckets")."""
    key = pulumi.Output.concat(f"acs:kms:{platform.args.region}:", platform.account, ":key/", platform.key)
    allowed = identity.permission(
        f"{name}-policy", part, [Statement(actions=("kms:Decrypt",), resources=(key,))], platform, opts
    )
    return alicloud.ram.RolePolicyAttachment(
        f"{name}-permission", role_name=CDN_ROLE, policy_name=allowed.policy_name, policy_type=allowed.type, opts=opts
    )
