"""Files in S3, or in a server that speaks its protocol."""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from notes.storage import ATTEMPTS, CONNECT_SECONDS, LINK_SECONDS, READ_SECONDS, StorageError, saved_as
from notes.storage_settings import S3Settings


class S3Storage:
    """A bucket; links are signed for its public address, its own calls go to the internal one."""

    def __init__(self, settings: S3Settings) -> None:
        self._bucket = settings.bucket
        self._signing = _client(settings, settings.endpoint)
        self._calling = _client(settings, settings.internal_endpoint)

    def upload_link(self, key: str, content_type: str) -> str:
        """See Storage."""
        return self._link("put_object", Key=key, ContentType=content_type)

    def download_link(self, key: str, name: str) -> str:
        """See Storage."""
        return self._link("get_object", Key=key, ResponseContentDisposition=saved_as(name))

    def size(self, key: str) -> int | None:
        """See Storage."""
        try:
            return self._calling.head_object(Bucket=self._bucket, Key=key)["ContentLength"]
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                return None
            raise StorageError(str(error)) from error
        except BotoCoreError as error:
            raise StorageError(str(error)) from error

    def delete(self, key: str) -> None:
        """See Storage."""
        try:
            self._calling.delete_object(Bucket=self._bucket, Key=key)
        except (BotoCoreError, ClientError) as error:
            raise StorageError(str(error)) from error

    def _link(self, operation: str, **parameters: str) -> str:
        try:
            return self._signing.generate_presigned_url(
                operation, Params={"Bucket": self._bucket, **parameters}, ExpiresIn=LINK_SECONDS
            )
        except BotoCoreError as error:
            raise StorageError(str(error)) from error


def _client(settings: S3Settings, endpoint: str | None) -> Any:
    identity, secret = settings.key or (None, None)
    return boto3.client(
        "s3",
        region_name=settings.region,
        endpoint_url=endpoint,
        aws_access_key_id=identity,
        aws_secret_access_key=secret,
        config=Config(
            signature_version="s3v4",
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            # A server of one's own has one name for all buckets; on AWS, `auto` would sign for the global endpoint,
            # which sends browsers elsewhere until a new bucket is known in every region.
            s3={"addressing_style": "path" if endpoint else "virtual"},
        ),
    )
