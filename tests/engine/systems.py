"""The example systems: what each has, and by which part a new version is tried."""

from tests.engine.lifecycle import COMPONENTS

BUCKETS, JOBS = frozenset({"buckets"}), frozenset({"jobs"})


class CtoNew:
    """Every kind of part."""

    application = "cto-new"


class LossAssessment:
    """No job; a new version of a service that others call."""

    application, service = "loss-assessment", "ocr"
    lacking = JOBS
    own = frozenset({"recovery"})


class ClawAi:
    """No bucket, no worker, no page."""

    application, service = "claw-ai", "backend"
    lacking = BUCKETS | JOBS
    components = frozenset({"Network", "Database", "Cache", "ApiService"})
    stores = frozenset({"database", "cache"})


class Towow:
    """No cache, no bucket, no worker; an optional part."""

    application, service = "towow", "api"
    lacking = BUCKETS | JOBS
    components = COMPONENTS - {"Cache", "ObjectStore", "Worker"}
    stores = frozenset({"database"})


class Semibot:
    """No bucket, no worker."""

    application, service = "semibot", "runtime"
    lacking = BUCKETS | JOBS
    components = COMPONENTS - {"ObjectStore", "Worker"}


class Sensors:
    """No way in: workers, jobs and stores alone."""

    application, service = "sensors", "summarise"
    lacking = frozenset({"url", "urls"})
    components = COMPONENTS - {"ApiService", "Frontend"}
