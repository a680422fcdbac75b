"""Speaks to running providers as the engine does."""

from typing import Any

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import provider_pb2 as protocol
from pulumi.runtime.proto import provider_pb2_grpc

from simulator.providers import Providers
from simulator.values import Path, properties, wire


def urn(token: str, name: str = "thing") -> str:
    return "urn:pulumi:test::project::component$other$" + f"{token}::{name}"


class Engine:
    """One configured provider."""

    def __init__(self, providers: Providers, package: str = "aws", **settings: Any) -> None:
        ports = dict(pair.split(":") for pair in providers.debug_providers.split(","))
        self.channel = grpc.insecure_channel(f"127.0.0.1:{ports[package]}", [("grpc.use_local_subchannel_pool", 1)])
        self.stub = provider_pb2_grpc.ResourceProviderStub(self.channel)
        self.stub.Configure(protocol.ConfigureRequest(args=wire(settings), acceptSecrets=True))

    def check(self, token: str, secrets: list[Path] | None = None, /, **inputs: Any) -> protocol.CheckResponse:
        request = protocol.CheckRequest(urn=urn(token), news=wire(inputs, secrets or []), name="thing", randomSeed=b"s")
        return self.stub.Check(request)

    def create(self, token: str, preview: bool = False, /, **inputs: Any) -> protocol.CreateResponse:
        checked = self.check(token, **inputs)
        assert [each.reason for each in checked.failures] == []
        return self.stub.Create(protocol.CreateRequest(urn=urn(token), properties=checked.inputs, preview=preview))

    def diff(
        self, token: str, made: protocol.CreateResponse, old: dict[str, Any], new: dict[str, Any]
    ) -> protocol.DiffResponse:
        before, after = self.check(token, **old).inputs, self.check(token, **new).inputs
        request = protocol.DiffRequest(id=made.id, urn=urn(token), olds=made.properties, old_inputs=before, news=after)
        return self.stub.Diff(request)

    def delete(self, token: str, made: protocol.CreateResponse) -> Empty:
        return self.stub.Delete(protocol.DeleteRequest(id=made.id, urn=urn(token), properties=made.properties))

    def invoke(self, token: str, **arguments: Any) -> dict[str, Any]:
        return properties(getattr(self.stub.Invoke(protocol.InvokeRequest(tok=token, args=wire(arguments))), "return"))
