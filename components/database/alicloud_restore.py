"""What runs in Function Compute: restores the newest backup of a database into a copy, notes the result, deletes it.

This file is all of the function's code: it imports nothing but what the runtime has. Actions and their parameters: RDS
API, version 2014-08-15; the signature: Alibaba Cloud, "Request signatures" of RPC APIs, version 1.0.
"""

import base64
import hashlib
import hmac
import json
import os
import time
import uuid
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

PAUSE_SECONDS = 60
"""From one look at the copy to the next, and from one attempt to the next."""
ATTEMPTS = 30
RECENT_DAYS = 3
"""How old the newest backup may be: one is taken every day."""


class RefusedError(Exception):
    """A call that was refused; its code and sentence."""


def handler(_event: object, context: Any) -> str:
    """Try a restore, and say in one line of JSON how it went."""
    begun = time.monotonic()
    result: dict[str, Any] = {"restore_drill": "failed"}
    try:
        for fact in drill(Rds(context.credentials), int(os.environ["LIMIT_MINUTES"]) * 60):
            result.update(fact)
        result["restore_drill"] = "succeeded"
    except (RefusedError, OSError, LookupError, ValueError) as failure:
        result["why"] = str(failure)
    result["minutes"] = round((time.monotonic() - begun) / 60, 1)
    line = json.dumps(result)
    print(line)
    return line


def drill(rds: "Rds", limit_seconds: float) -> Iterator[Mapping[str, Any]]:
    """Restore, wait, delete; yields what becomes known. RefusedError for what does not succeed in time."""
    source, region = os.environ["SOURCE"], os.environ["REGION"]
    backup = newest(rds, source)
    yield {"backup": backup}
    copy = rds.call(
        "CloneDBInstance",
        RegionId=region,
        DBInstanceId=source,
        BackupId=backup,
        PayType="Postpaid",
        Category="Basic",
        DBInstanceClass=os.environ["CLASS"],
        DBInstanceStorageType=os.environ["STORAGE_TYPE"],
        InstanceNetworkType="VPC",
        VPCId=os.environ["NETWORK"],
        VSwitchId=os.environ["SWITCH"],
        ZoneId=os.environ["ZONE"],
        ClientToken=str(uuid.uuid4()),
    )["DBInstanceId"]
    yield {"copy": copy}
    try:
        tag = {"Tag.1.Key": os.environ["TAG"], "Tag.1.Value": source}
        persist(rds, "TagResources", RegionId=region, ResourceType="INSTANCE", **{"ResourceId.1": copy}, **tag)
        wait_until_running(rds, copy, limit_seconds)
    finally:
        delete(rds, copy)


def newest(rds: "Rds", source: str) -> str:
    """Identifier of the newest backup that succeeded."""
    now = time.time()
    begin, end = (time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(at)) for at in (now - RECENT_DAYS * 86400, now))
    asked = {"StartTime": begin, "EndTime": end, "BackupStatus": "Success"}
    found = rds.call("DescribeBackups", DBInstanceId=source, PageSize="100", **asked)["Items"]["Backup"]
    if not found:
        raise RefusedError(f"there is no backup of the last {RECENT_DAYS} days")
    return str(max(found, key=lambda backup: backup["BackupEndTime"])["BackupId"])


def wait_until_running(rds: "Rds", copy: str, limit_seconds: float) -> None:
    """Look until the copy runs; RefusedError when that takes too long."""
    end = time.monotonic() + limit_seconds
    while True:
        (seen,) = rds.call("DescribeDBInstanceAttribute", DBInstanceId=copy)["Items"]["DBInstanceAttribute"]
        if seen["DBInstanceStatus"] == "Running":
            return
        if time.monotonic() >= end:
            raise RefusedError(f"the copy is still {seen['DBInstanceStatus']} after {limit_seconds / 60:g} minutes")
        time.sleep(PAUSE_SECONDS)


def delete(rds: "Rds", copy: str) -> None:
    """Delete the copy and its backups, as soon as the service lets it go."""
    try:
        persist(rds, "DeleteDBInstance", DBInstanceId=copy, ReleasedKeepPolicy="None")
    except RefusedError as refusal:
        raise RefusedError(f"the copy {copy} could not be deleted, delete it by hand: {refusal}") from refusal


def persist(rds: "Rds", action: str, **parameters: str) -> None:
    """Call until it is not refused: an instance that is being made takes some calls later."""
    for _ in range(ATTEMPTS - 1):
        try:
            rds.call(action, **parameters)
        except RefusedError:
            time.sleep(PAUSE_SECONDS)
        else:
            return
    rds.call(action, **parameters)


class Rds:
    """Calls the service as the function's role."""

    def __init__(self, credentials: Any) -> None:
        """`credentials` are those that Function Compute hands over."""
        self._key = credentials.access_key_id
        self._secret = credentials.access_key_secret
        self._token = credentials.security_token

    def call(self, action: str, **parameters: str) -> dict[str, Any]:
        """The answer to an action; RefusedError with the service's words."""
        said = {
            **parameters,
            "Action": action,
            "Version": "2014-08-15",
            "Format": "JSON",
            "AccessKeyId": self._key,
            "SecurityToken": self._token,
            "SignatureMethod": "HMAC-SHA1",
            "SignatureVersion": "1.0",
            "SignatureNonce": str(uuid.uuid4()),
            "Timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        }
        where = urlsplit(os.environ["ENDPOINT"])
        kind = HTTPConnection if where.scheme == "http" else HTTPSConnection
        connection = kind(where.netloc, timeout=30)
        form = urlencode({**said, "Signature": signature(said, self._secret)})
        connection.request("POST", "/", form, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        told = json.loads(answer.read())
        connection.close()
        if answer.status != 200:
            raise RefusedError(f"{action}: {told.get('Code')}: {told.get('Message')}")
        return dict(told)


def signature(said: Mapping[str, str], secret: str, method: str = "POST") -> str:
    """Of all parameters in their order, by the secret key."""
    pairs = "&".join(f"{quote(key, safe='~')}={quote(said[key], safe='~')}" for key in sorted(said))
    text = f"{method}&{quote('/', safe='')}&{quote(pairs, safe='~')}"
    return base64.b64encode(hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()).decode()
