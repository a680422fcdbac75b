"""One account, made ready."""

from importlib import import_module

import pulumi

from bootstrap.request import Request


def prepare(request: Request) -> None:
    """Create everything on the cloud that is asked for, and say what the repository must know."""
    for name, value in import_module(f"bootstrap.{request.cloud}").create(request).items():
        pulumi.export(name, value)
