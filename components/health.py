"""How an instance is asked whether it is well."""

from pydantic import Field

from components.spec import Spec


class HealthSpec(Spec):
    """Two questions to an instance, and how often they are asked."""

    ready: str = Field("/healthz", pattern=r"^/")
    """Path that answers 200 to 399 when the instance may get requests."""
    alive: str | None = Field(None, pattern=r"^/", examples=["/health"])
    """Path that answers so while the process is well; an instance that does not is replaced. Null: as `ready`."""
    interval_seconds: int = Field(10, ge=5, le=300)
    """Time from one question to the next."""
    timeout_seconds: int = Field(5, ge=2, le=60)
    """Time that an answer may take; less than `interval_seconds`."""
    tries: int = Field(3, ge=2, le=10)
    """Failures in a row until the instance counts as ill."""
    start_seconds: int = Field(60, ge=0, le=300)
    """Time after its start in which a failure does not count."""
