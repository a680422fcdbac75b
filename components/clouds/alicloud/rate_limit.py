"""How many requests of one address a second the load balancer lets through."""

import pulumi

from components.clouds.alicloud import client
from components.container import Route, WebSpec
from components.gateway import Gateway


def of(name: str, spec: WebSpec, route: Route, gateway: Gateway) -> int | None:
    """What one address may send in one second; None: as much as it likes.

    The load balancer counts each second by itself and knows no burst: so the second may hold the burst too. What a CDN
    hands on comes from the CDN's addresses, each of which stands for many clients: none of that is limited, and said.
    """
    limit = spec.rate_limit
    if limit is None:
        return None
    if client.through_cdn(route, gateway):
        text = f"{name}: `rate_limit` is not kept on {route.path}, which the CDN hands on: see docs/parity.md"
        pulumi.log.warn(text)
        return None
    return limit.requests_per_second + limit.burst
