"""Addresses of a PostgreSQL database, one form for every driver, the same on every cloud."""

import pulumi

from components.database.contract import PORT, DatabaseSpec

DATABASE = "app"
"""Name of the database: fixed, so that no setting, not even the application's name, ever replaces it."""
USER = "app"
"""Name of its owner: fixed as well, and no name that RDS reserves."""

TLS_OPTIONS = {"asyncpg": "ssl=require"}
"""Driver -> how its address asks for TLS, where it does not understand libpq's `sslmode`."""


def facet_value(
    facet: str, host: pulumi.Input[str], password: pulumi.Input[str], spec: DatabaseSpec
) -> pulumi.Input[str]:
    """Return the value of a secret facet: `password`, `url`, or `url+<driver>`; ValueError for any other."""
    if facet == "password":
        return password
    scheme, _, driver = facet.partition("+")
    if scheme != "url":
        raise ValueError(f"database has no secret facet {facet}; it has password, url and url+<driver>")
    protocol = f"postgresql+{driver}" if driver else "postgresql"
    tls = TLS_OPTIONS.get(driver, "sslmode=require")
    return pulumi.Output.concat(f"{protocol}://{spec.user}:", password, "@", host, f":{PORT}/{spec.name}?{tls}")
