"""Versions of PostgreSQL that nobody mends any more, and certificates that ended."""

from policies.pack.predicates import Predicate, Verdict, absent_or_one_of
from policies.pack.values import Marker

OLDEST_MAJOR = 14
"""PostgreSQL's versioning policy: 13 ended on 2025-11-13. Among the older ones are all with the holes in log_fdw
(AWS bulletin 2022-004, Checkov CKV_AWS_250 and CKV_AWS_388)."""
CERTIFICATES = ("rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1")
"""Of these RDS offers one; rds-ca-2019 ended in August 2024. Absent is the first."""


def supported(engine: str, version: str) -> Predicate:
    """A whole database that, if it is PostgreSQL, is of a major version that is still mended; absent is the newest.

    `engine` and `version` are the properties that name them.
    """

    def test(database: object) -> Verdict:
        properties = database if isinstance(database, dict) else {}
        named, text = properties.get(engine), properties.get(version, Marker.MISSING)
        if isinstance(named, str) and "postgres" not in named.lower():
            return True
        if Marker.UNKNOWN in (named, text):
            return Marker.UNKNOWN
        major = str(text).partition(".")[0]
        return text is Marker.MISSING or (major.isdigit() and int(major) >= OLDEST_MAJOR)

    return Predicate(f"PostgreSQL {OLDEST_MAJOR} or newer", test, lambda _: f"PostgreSQL before {OLDEST_MAJOR}")


def trusted_certificate() -> Predicate:
    """A certificate authority of RDS that has not ended."""
    return absent_or_one_of(*CERTIFICATES)
