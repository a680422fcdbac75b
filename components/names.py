"""Names, ports and folders as specs write them."""

from typing import Annotated

from pydantic import Field

VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", examples=["LOG_LEVEL"])]
"""The name of an environment variable."""

Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP port."""

LowerName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,13}[a-z0-9])?$", examples=["data"])]
"""What a port, a volume or a profile is called."""

_PORT = r"([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"

ADDRESS = rf"^https?://[A-Za-z0-9.-]+(:{_PORT})?(/[A-Za-z0-9._~/-]*)?$"
"""The address of a system elsewhere: no login in it, and no query."""

Folder = Annotated[str, Field(pattern=r"^/[^:]*[^/:]$", examples=["/app/data"])]
"""An absolute path in a container."""
