"""The protocol's messages for what went wrong and for what differs."""

from collections.abc import Mapping
from typing import Any, NoReturn

import grpc
from google.protobuf.any_pb2 import Any as Packed
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import provider_pb2 as protocol
from pulumi.runtime.proto import status_pb2

from simulator.difference import Change
from simulator.runner import HalfMade

KINDS = {
    ("add", False): protocol.PropertyDiff.ADD,
    ("add", True): protocol.PropertyDiff.ADD_REPLACE,
    ("delete", False): protocol.PropertyDiff.DELETE,
    ("delete", True): protocol.PropertyDiff.DELETE_REPLACE,
    ("update", False): protocol.PropertyDiff.UPDATE,
    ("update", True): protocol.PropertyDiff.UPDATE_REPLACE,
}
UNKNOWN_CODE = 2
"""gRPC's status code UNKNOWN, which Go programs answer for a plain error."""


def failures(problems: list[str]) -> list[protocol.CheckFailure]:
    """The problems for the engine; the path is in the sentence, because the engine would print the value beside it."""
    return [protocol.CheckFailure(reason=words) for words in problems]


def detail(change: Change, old: Mapping[str, Any], new: Mapping[str, Any]) -> protocol.PropertyDiff:
    """One difference for the engine's display: between inputs, or between the inputs and what the cloud holds."""
    key = str(change.path[0])
    return protocol.PropertyDiff(kind=KINDS[change.kind, change.replaces], inputDiff=old.get(key) != new.get(key))


def refuse(context: grpc.ServicerContext, words: str) -> NoReturn:
    """Ends the call with an error."""
    context.abort(grpc.StatusCode.UNKNOWN, words)
    raise AssertionError(words)


def half_made(context: grpc.ServicerContext, problem: HalfMade, state: Struct, inputs: Struct) -> NoReturn:
    """Ends the call with an error that lets the engine keep what was made."""
    details = Packed()
    details.Pack(
        protocol.ErrorResourceInitFailed(id=problem.record.id, properties=state, inputs=inputs, reasons=[str(problem)])
    )
    status = status_pb2.Status(code=UNKNOWN_CODE, message=str(problem), details=[details])
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    refuse(context, str(problem))
