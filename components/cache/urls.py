"""Addresses of a Redis, one for every logical database, the same on every cloud."""

import pulumi

from components.cache.contract import PORT

DATABASES = range(16)
"""Logical databases that a Redis without cluster mode offers."""


def facet_value(
    facet: str,
    host: pulumi.Input[str],
    password: pulumi.Input[str],
    protocol: str = "rediss",
    options: str = "",
) -> pulumi.Input[str]:
    """Return the value of a secret facet: `password`, `url` (database 0), or `url/<0 to 15>`; ValueError otherwise.

    `protocol` is `rediss` (TLS) or `redis`; `options` begins with `?` and ends the address.
    """
    if facet == "password":
        return password
    scheme, _, number = facet.partition("/")
    database = number or "0"
    if scheme != "url" or database not in map(str, DATABASES):
        raise ValueError(f"cache has no secret facet {facet}; it has password, url and url/0 to url/15")
    return pulumi.Output.concat(f"{protocol}://:", password, "@", host, f":{PORT}/{database}{options}")
