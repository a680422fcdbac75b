"""Files in Alibaba Cloud OSS."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import alibabacloud_oss_v2 as oss

from notes.storage import ATTEMPTS, CONNECT_SECONDS, LINK_SECONDS, READ_SECONDS, StorageError, saved_as
from notes.storage_settings import OssSettings

if TYPE_CHECKING:
    from alibabacloud_oss_v2.presigner import PresignRequest


class OssStorage:
    """A bucket; links are signed for its public address, its own calls go to the internal one."""

    def __init__(self, settings: OssSettings) -> None:
        self._bucket = settings.bucket
        credentials = _credentials(settings)
        self._signing = _client(settings, settings.endpoint, credentials)
        self._calling = _client(settings, settings.internal_endpoint, credentials)

    def upload_link(self, key: str, content_type: str) -> str:
        """See Storage."""
        return self._link(oss.PutObjectRequest(bucket=self._bucket, key=key, content_type=content_type))

    def download_link(self, key: str, name: str) -> str:
        """See Storage."""
        named = saved_as(name)
        return self._link(oss.GetObjectRequest(bucket=self._bucket, key=key, response_content_disposition=named))

    def size(self, key: str) -> int | None:
        """See Storage."""
        try:
            return self._calling.head_object(oss.HeadObjectRequest(bucket=self._bucket, key=key)).content_length
        except oss.exceptions.BaseError as error:
            cause = getattr(error, "unwrap", lambda: None)()
            if isinstance(cause, oss.exceptions.ServiceError) and cause.status_code == 404:
                return None
            raise StorageError(str(error)) from error

    def delete(self, key: str) -> None:
        """See Storage."""
        try:
            self._calling.delete_object(oss.DeleteObjectRequest(bucket=self._bucket, key=key))
        except oss.exceptions.BaseError as error:
            raise StorageError(str(error)) from error

    def _link(self, request: "PresignRequest") -> str:
        try:
            return self._signing.presign(request, expires=timedelta(seconds=LINK_SECONDS)).url or ""
        except oss.exceptions.BaseError as error:
            raise StorageError(str(error)) from error


def _client(
    settings: OssSettings, endpoint: str | None, credentials: oss.credentials.CredentialsProvider
) -> oss.Client:
    return oss.Client(
        oss.config.Config(
            signature_version="v4",
            region=settings.region,
            endpoint=endpoint,
            credentials_provider=credentials,
            connect_timeout=CONNECT_SECONDS,
            readwrite_timeout=READ_SECONDS,
            retry_max_attempts=ATTEMPTS,
        )
    )


def _credentials(settings: OssSettings) -> oss.credentials.CredentialsProvider:
    if settings.key is not None:
        return oss.credentials.StaticCredentialsProvider(*settings.key)
    return oss.credentials.CredentialsProviderFunc(_of_the_role())


def _of_the_role() -> Callable[[], oss.credentials.Credentials]:
    """Credentials of the instance's RAM role, from its metadata service, renewed before they end."""
    from alibabacloud_credentials.provider import EcsRamRoleCredentialsProvider

    role = EcsRamRoleCredentialsProvider(async_update_enabled=False)

    def credentials() -> oss.credentials.Credentials:
        found = role.get_credentials()
        return oss.credentials.Credentials(
            found.get_access_key_id(), found.get_access_key_secret(), found.get_security_token()
        )

    return credentials
