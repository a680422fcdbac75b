"""What a stack asks for, where several promises look at it."""

from collections.abc import Mapping

from components.container import RateLimitSpec
from groundwork.promises.subject import Program


def rate_limits(program: Program) -> Mapping[str, RateLimitSpec]:
    """Part -> how often one client may ask it; parts without a limit are not in it."""
    limits = {name: getattr(part.spec, "rate_limit", None) for name, part in program.stack.containers.items()}
    return {name: limit for name, limit in limits.items() if limit}
