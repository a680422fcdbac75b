"""Buckets in their end form: names of hosts are whole."""

from components.object_store import ObjectStoreSpec
from settings.parts import Draft


def derived(draft: Draft) -> dict[str, ObjectStoreSpec]:
    """Every bucket by name."""
    domain, hosts = draft.application.domain or "", cdn_hosts(draft)
    return {
        name: bucket.model_copy(
            update={
                "cors": [origin.replace("{domain}", domain) for origin in bucket.cors],
                "cdn": hosts.get(name),
            }
        )
        for name, bucket in draft.application.buckets.items()
    }


def cdn_hosts(draft: Draft) -> dict[str, str]:
    """Bucket -> host name of the CDN before it, of those that have one."""
    domain = draft.application.domain or "{domain}"
    return {
        name: bucket.cdn.replace("{domain}", domain)
        for name, bucket in draft.application.buckets.items()
        if bucket.cdn is not None
    }
