"""What runs in Function Compute: hands over what Simple Log Service says is new in a log store.

It is called with a piece of a shard, from one cursor to another, and reads that piece itself (PullLogs). This file is
the function's code, with the modules of `components/forwarding` and `log_data` beside it: it imports nothing else but
what the runtime has. The signature: Simple Log Service, "Request signatures".
"""

import base64
import hashlib
import hmac
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from components.clouds.alicloud.log_data import lines
from components.forwarding.forms import Event, RefusedError, system
from components.forwarding.push import connection_to, push

OUTPUT = "content"
"""The field in which a line of output stands."""
GROUPS = 100
"""Groups of lines that are read at once, of at most 1000."""
TIMEOUT_SECONDS = 30


def handler(event: bytes | str, context: Any) -> None:
    """Hand a piece of a shard over; what it raises makes Simple Log Service call again with the same piece."""
    told = json.loads(event)
    where = system(os.environ, os.environ.get("SECRET", ""))
    try:
        for page in pages(told["source"], context.credentials):
            push([_event(told, page, number, line) for number, line in enumerate(lines(page.data))], where)
    except (RefusedError, OSError, HTTPException, ValueError) as failure:
        print(json.dumps({"log_forwarder": "failed", "why": str(failure)}))
        raise


@dataclass(frozen=True)
class Page:
    """What was read at once."""

    cursor: str
    """Where it begins."""
    data: bytes


def pages(source: Mapping[str, Any], credentials: Any) -> Iterator[Page]:
    """Read from the first cursor to the last; RefusedError when the service does not answer with it."""
    cursor, end = source["beginCursor"], source["endCursor"]
    while cursor != end:
        path = f"/logstores/{source['logstoreName']}/shards/{source['shardId']}"
        asked = {"type": "log", "cursor": cursor, "end_cursor": end, "count": str(GROUPS)}
        headers, data = _get(path, asked, credentials)
        yield Page(cursor, data)
        following = headers.get("x-log-cursor") or end
        if following == cursor:
            return
        cursor = following


def signature(text: str, secret: str) -> str:
    """Of what is asked, by the secret key."""
    return base64.b64encode(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest()).decode()


def signed(path: str, asked: Mapping[str, str], headers: Mapping[str, str]) -> str:
    """What of a request is signed: neither content nor its kind, since there is none."""
    own = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers) if name.startswith(("x-log-", "x-acs-")))
    query = "&".join(f"{name}={asked[name]}" for name in sorted(asked))
    return f"GET\n\n\n{headers['Date']}\n{own}{path}?{query}"


def _get(path: str, asked: Mapping[str, str], credentials: Any) -> tuple[Mapping[str, str], bytes]:
    headers = {
        "Accept": "application/x-protobuf",
        "Accept-Encoding": "",
        "Date": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime()),
        "x-log-apiversion": "0.6.0",
        "x-log-bodyrawsize": "0",
        "x-log-signaturemethod": "hmac-sha1",
        "x-acs-security-token": credentials.security_token,
    }
    sign = signature(signed(path, asked, headers), credentials.access_key_secret)
    connection = connection_to(urlsplit(os.environ["ENDPOINT"]), TIMEOUT_SECONDS)
    try:
        login = {"Authorization": f"LOG {credentials.access_key_id}:{sign}"}
        connection.request("GET", f"{quote(path)}?{urlencode(asked)}", headers={**headers, **login})
        answer = connection.getresponse()
        data = answer.read()
    finally:
        connection.close()
    if answer.status != 200:
        raise RefusedError(f"Simple Log Service did not let itself be read: status {answer.status}")
    return {name.lower(): value for name, value in answer.getheaders()}, data


def _event(told: Mapping[str, Any], page: Page, number: int, line: Any) -> Event:
    """A line without the usual field is told whole."""
    return Event(
        id=f"{told['source']['logstoreName']}-{told['source']['shardId']}-{page.cursor}-{number}",
        time_ns=line.time_ns,
        message=line.contents.get(OUTPUT) or json.dumps(line.contents, ensure_ascii=False),
        part=told["parameter"]["part"],
        stream=line.source,
    )
