"""Speaks the engine's provider protocol for one package; what a resource is and does is decided elsewhere."""

from typing import Any

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc
from pulumi.runtime.proto import provider_pb2 as protocol

from simulator.behaviour import Refusal
from simulator.checking.naming import MADE, Mode, Naming
from simulator.connections import Connections
from simulator.inspection import Inspection
from simulator.lifecycle import name_of, type_of
from simulator.replies import detail, failures, half_made, refuse
from simulator.runner import HalfMade, Runner
from simulator.secrecy import secret_paths
from simulator.values import Path, plain, properties, show, wire

Context = grpc.ServicerContext
NAMING: dict[int, Mode] = {0: "propose", 1: "enforce", 2: "disable"}
"""The engine's modes of auto-naming."""


class Servicer(provider_pb2_grpc.ResourceProviderServicer):
    """One package's provider, for all its configured instances."""

    def __init__(self, runner: Runner) -> None:
        """`runner` makes and changes what is asked for."""
        self.runner = runner
        self.lifecycle = runner.lifecycle
        self.package = runner.lifecycle.package
        self.inspection = Inspection(self.package)
        self.connections = Connections(self.package.default_region)

    def Handshake(
        self, request: protocol.ProviderHandshakeRequest, context: Context
    ) -> protocol.ProviderHandshakeResponse:
        """Tells what this provider understands."""
        return protocol.ProviderHandshakeResponse(accept_secrets=True, supports_autonaming_configuration=True)

    def Attach(self, request: plugin_pb2.PluginAttach, context: Context) -> Empty:
        """The engine attaches to a running provider."""
        return Empty()

    def GetPluginInfo(self, request: Empty, context: Context) -> plugin_pb2.PluginInfo:
        """The version of the SDK that is played."""
        return plugin_pb2.PluginInfo(version=self.package.version)

    def Cancel(self, request: Empty, context: Context) -> Empty:
        """Sent when a provider is closed, and on an interrupt: ends its waits."""
        self.connections.cancel(context.peer())
        return Empty()

    def CheckConfig(self, request: protocol.CheckRequest, context: Context) -> protocol.CheckResponse:
        """Judges a provider's own settings."""
        problems = self.package.check_configuration(properties(request.news))
        return protocol.CheckResponse(inputs=request.news, failures=failures(problems))

    def DiffConfig(self, request: protocol.DiffRequest, context: Context) -> protocol.DiffResponse:
        """Whether changed settings of a provider replace all it made."""
        old, new = properties(request.old_inputs), properties(request.news)
        changed = sorted(key for key in {**old, **new} if old.get(key) != new.get(key) and key != "version")
        replaced = [key for key in changed if key in self.package.replacing_configuration]
        some, none = protocol.DiffResponse.DIFF_SOME, protocol.DiffResponse.DIFF_NONE
        return protocol.DiffResponse(changes=some if changed else none, diffs=changed, replaces=replaced)

    def Configure(self, request: protocol.ConfigureRequest, context: Context) -> protocol.ConfigureResponse:
        """Notes where the calls of this connection go."""
        self.connections.configure(context.peer(), properties(request.args))
        return protocol.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    def Check(self, request: protocol.CheckRequest, context: Context) -> protocol.CheckResponse:
        """Judges the inputs of a resource, and fills in names and defaults."""
        inputs, secrets = plain(request.news)
        naming = Naming(request.name or name_of(request.urn), request.randomSeed)
        if request.HasField("autonaming"):
            naming = Naming(
                naming.logical_name, naming.seed, request.autonaming.proposed_name, NAMING[request.autonaming.mode]
            )
        filled, problems = self.inspection.check(type_of(request.urn), inputs, properties(request.olds), naming)
        return protocol.CheckResponse(inputs=wire(filled, secrets), failures=failures(problems))

    def Diff(self, request: protocol.DiffRequest, context: Context) -> protocol.DiffResponse:
        """What an update would change, and whether it replaces the resource."""
        type_ = self.package.catalogue[type_of(request.urn)]
        old, new = properties(request.old_inputs), properties(request.news)
        place = self.connections.of(context.peer()).place
        changes = self.inspection.diff(type_.token, properties(request.olds), old, new, place, request.ignoreChanges)
        replaces = sorted({str(change.path[0]) for change in changes if change.replaces})
        some, none = protocol.DiffResponse.DIFF_SOME, protocol.DiffResponse.DIFF_NONE
        return protocol.DiffResponse(
            changes=some if changes else none,
            diffs=sorted({str(change.path[0]) for change in changes}),
            replaces=replaces,
            deleteBeforeReplace=bool(replaces) and self.inspection.deletes_first(type_, old, new),
            detailedDiff={show(change.path): detail(change, old, new) for change in changes},
            hasDetailedDiff=True,
        )

    def Create(self, request: protocol.CreateRequest, context: Context) -> protocol.CreateResponse:
        """Makes a resource, or tells what is known of it in a preview."""
        inputs, secrets = plain(request.properties)
        connection = self.connections.of(context.peer())
        call = self.lifecycle.call(request.urn, connection.place, inputs)
        if request.preview:
            known = self.lifecycle.preview(call, connection.place)
            return protocol.CreateResponse(properties=wire(known, secret_paths(call.type, known, secrets)))
        try:
            record = self.runner.create(call, connection)
        except Refusal as problem:
            refuse(context, f"creating {call.type.token}: {problem}")
        except HalfMade as problem:
            state = wire(problem.record.properties, secret_paths(call.type, problem.record.properties, secrets))
            half_made(context, problem, state, request.properties)
        state = wire(record.properties, secret_paths(call.type, record.properties, secrets))
        return protocol.CreateResponse(id=record.id, properties=state)

    def Update(self, request: protocol.UpdateRequest, context: Context) -> protocol.UpdateResponse:
        """Changes a resource, or tells what it would become in a preview."""
        inputs, secrets = plain(request.news)
        old = properties(request.olds)
        connection = self.connections.of(context.peer())
        call = self.lifecycle.call(request.urn, connection.place, inputs, old, request.id)
        if request.preview:
            result: Any = self.lifecycle.preview_update(call, connection.place)
        else:
            try:
                result = self.runner.update(call, connection)
            except Refusal as problem:
                refuse(context, f"updating {call.type.token} ({request.id}): {problem}")
        return protocol.UpdateResponse(properties=wire(result, secret_paths(call.type, result, secrets)))

    def Delete(self, request: protocol.DeleteRequest, context: Context) -> Empty:
        """Removes a resource; one that is gone already is no error."""
        connection = self.connections.of(context.peer())
        old = properties(request.properties)
        call = self.lifecycle.call(request.urn, connection.place, properties(request.old_inputs), old, request.id)
        try:
            self.runner.delete(call, connection)
        except Refusal as problem:
            refuse(context, f"deleting {call.type.token} ({request.id}): {problem}")
        return Empty()

    def Read(self, request: protocol.ReadRequest, context: Context) -> protocol.ReadResponse:
        """What the cloud holds now; an empty id when it holds nothing."""
        state, state_secrets = plain(request.properties)
        inputs, input_secrets = plain(request.inputs)
        connection = self.connections.of(context.peer())
        call = self.lifecycle.call(request.urn, connection.place, inputs, state, request.id)
        try:
            found = self.runner.read(call, connection)
        except Refusal as problem:
            refuse(context, f"reading {call.type.token} ({request.id}): {problem}")
        if found is None:
            return protocol.ReadResponse()
        secrets: set[Path] = secret_paths(call.type, found.properties, state_secrets)
        # Without the list of the names that were made for it, the next check would make new ones.
        kept = {**found.inputs, **({MADE: inputs[MADE]} if MADE in inputs else {})}
        return protocol.ReadResponse(
            id=found.id, properties=wire(found.properties, secrets), inputs=wire(kept, secrets | input_secrets)
        )

    def Invoke(self, request: protocol.InvokeRequest, context: Context) -> protocol.InvokeResponse:
        """Answers a question to the cloud."""
        invoke = self.package.invokes.get(request.tok)
        if invoke is None:
            refuse(
                context,
                f"{request.tok} is not a function that the simulator answers "
                f"(simulator/{self.package.name}/invokes.py)",
            )
        try:
            answer = invoke(
                self.lifecycle.cloud, self.connections.of(context.peer()).place.region, properties(request.args)
            )
        except Refusal as problem:
            refuse(context, f"{request.tok}: {problem}")
        reply = protocol.InvokeResponse()
        getattr(reply, "return").CopyFrom(wire(answer))
        return reply
