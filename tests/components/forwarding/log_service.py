"""Simple Log Service on this machine: a shard that can be read from cursor to cursor by whoever signs."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

from tests.serving import Quiet, serving

KEY, SECRET, TOKEN = "STS.key", "key-secret", "key-token"
"""What the function's role signs with."""

PROTO = {
    "Pair": {"Key": (1, "TYPE_STRING"), "Value": (2, "TYPE_STRING")},
    "Log": {"Time": (1, "TYPE_UINT32"), "Contents": (2, "Pair"), "Time_ns": (4, "TYPE_FIXED32")},
    "LogGroup": {
        "Logs": (1, "Log"),
        "Topic": (3, "TYPE_STRING"),
        "Source": (4, "TYPE_STRING"),
        "LogTags": (6, "Pair"),
    },
    "LogGroupList": {"LogGroups": (1, "LogGroup")},
}
"""Messages of Simple Log Service's own definition, sls.proto: field -> number and type."""


def _messages() -> Mapping[str, type]:
    file = descriptor_pb2.FileDescriptorProto(name="sls.proto", package="sls", syntax="proto2")
    for name, fields in PROTO.items():
        message = file.message_type.add(name=name)
        for field, (number, kind) in fields.items():
            plain = kind.startswith("TYPE_")
            message.field.add(
                name=field,
                number=number,
                type=descriptor_pb2.FieldDescriptorProto.Type.Value(kind if plain else "TYPE_MESSAGE"),
                type_name=None if plain else f".sls.{kind}",
                label=descriptor_pb2.FieldDescriptorProto.Label.Value("LABEL_OPTIONAL" if plain else "LABEL_REPEATED"),
            )
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"sls.{name}")) for name in PROTO}


MESSAGES = _messages()


def group(*lines: Mapping[str, str], source: str = "10.30.1.7") -> bytes:
    """A list of one group of logs, one a second, as Google's own library encodes it."""
    listed = MESSAGES["LogGroupList"]()
    made = listed.LogGroups.add(Topic="", Source=source)
    made.LogTags.add(Key="__hostname__", Value="api-0")
    for number, contents in enumerate(lines):
        log = made.Logs.add(Time=1_700_000_001 + number, Time_ns=5)
        for key, value in contents.items():
            log.Contents.add(Key=key, Value=value)
    return bytes(listed.SerializeToString())


@dataclass(frozen=True)
class Credentials:
    """As Function Compute hands them over."""

    access_key_id: str = KEY
    access_key_secret: str = SECRET
    security_token: str = TOKEN


@dataclass(frozen=True)
class Context:
    """What a function is called with besides the event."""

    credentials: Credentials = Credentials()


class Service(ThreadingHTTPServer):
    """Holds what follows each cursor."""

    def __init__(self, pages: Mapping[str, tuple[str, bytes]]) -> None:
        """Cursor -> next cursor and what lies between."""
        super().__init__(("127.0.0.1", 0), Reader)
        self.pages = pages
        self.asked: list[tuple[str, dict[str, str]]] = []


class Reader(Quiet, BaseHTTPRequestHandler):
    """Answers one call."""

    def do_GET(self) -> None:
        """Refuse what is not signed; else what follows a cursor."""
        assert isinstance(self.server, Service)
        where = urlsplit(self.path)
        asked = dict(parse_qsl(where.query))
        self.server.asked.append((where.path, asked))
        if self.headers["Authorization"] != f"LOG {KEY}:{self._signature(where.path, asked)}":
            self.send_response(401)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        following, data = self.server.pages[asked["cursor"]]
        self.send_response(200)
        self.send_header("x-log-cursor", following)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _signature(self, path: str, asked: Mapping[str, str]) -> str:
        """Written down once more, from "Request signatures"."""
        own = {name.lower(): value for name, value in self.headers.items()}
        signed = [f"{name}:{own[name]}" for name in sorted(own) if name[:6] in ("x-log-", "x-acs-")]
        query = "&".join(f"{name}={value}" for name, value in sorted(asked.items()))
        text = "\n".join(["GET", "", own.get("content-type", ""), own["date"], *signed, f"{path}?{query}"])
        return base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha1).digest()).decode()


def service(pages: Mapping[str, tuple[str, bytes]]) -> AbstractContextManager[Service]:
    """The service, until the end."""
    return serving(Service(pages))
