"""Where uploaded files lie: what the application asks of a bucket, whichever cloud it is in."""

from typing import Protocol
from urllib.parse import quote

from notes.storage_settings import S3Settings, StorageSettings

LINK_SECONDS = 900
"""How long a signed link works: time to upload a large file over a slow line, and no longer."""
CONNECT_SECONDS = 2
READ_SECONDS = 5
ATTEMPTS = 2
"""A bucket that does not answer makes nobody wait longer than these allow."""


class StorageError(Exception):
    """The bucket does not answer, or refuses."""


class Storage(Protocol):
    """A bucket. Every method may talk to the network, to renew credentials at least: call it in a thread."""

    def upload_link(self, key: str, content_type: str) -> str:
        """An address to which a browser may PUT the object, with this content type."""
        ...

    def download_link(self, key: str, name: str) -> str:
        """An address from which a browser saves the object under this name."""
        ...

    def size(self, key: str) -> int | None:
        """Bytes of the object; None where there is none. Raises StorageError."""
        ...

    def delete(self, key: str) -> None:
        """Delete the object; no error where there is none. Raises StorageError."""
        ...


def open_storage(settings: StorageSettings) -> Storage:
    """Open the bucket; only its own driver is imported."""
    if isinstance(settings, S3Settings):
        from notes.storage_s3 import S3Storage

        return S3Storage(settings)
    from notes.storage_oss import OssStorage

    return OssStorage(settings)


def saved_as(name: str) -> str:
    """The header that makes a browser save a file under a name, in any script, and never show it (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
