"""The forms that names take, in app.yaml and in a stack's file."""

from typing import Annotated

from pydantic import Field

PartName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,13}[a-z0-9])?$")]
"""A part's name: it becomes part of the names of load balancer resources, which AWS limits to 32 characters."""

ApplicationName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$")]
"""The application's name: with the stack's it forms the private DNS domain, whose labels have at most 63 characters."""

HostName = Annotated[
    str,
    Field(
        pattern=r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$", max_length=253, examples=["app.example.com"]
    ),
]
"""A full host name in lower case (RFC 1123, labels up to 63 characters)."""

RESERVED = ("platform", "network", "gateway", "dashboard", "database", "cache", "internet", "cdn")
"""Names that no part may take, because something else of every stack has them."""
