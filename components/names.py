"""Names, ports and folders as specs write them."""

from typing import Annotated

from pydantic import Field

VariableName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", examples=["LOG_LEVEL"])]
"""The name of an environment variable."""

Port = Annotated[int, Field(ge=1, le=65535)]
"""A TCP port."""

LowerName = Annotated[str, Field(pattern=r"^[a-z]([a-z0-9-]{0,13}[a-z0-9])?$", examples=["data"])]
"""What a port, a volume or a profile is called."""

Folder = Annotated[str, Field(pattern=r"^/[^:]*[^/:]$", examples=["/app/data"])]
"""An absolute path in a container."""
