"""The pack as the Pulumi engine meets it: a gRPC server that answers the Analyzer protocol.

Why not `pulumi_policy.PolicyPack`: see docs/decisions/0030-policy-dispatch.md.
"""

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import grpc
import pulumi.runtime
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi.runtime.proto import plugin_pb2
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerServicer, add_AnalyzerServicer_to_server
from pulumi_policy import EnforcementLevel

from policies.pack.answers import diagnostic, diagnostics, unknowns
from policies.pack.describe import PACK_VERSION, UNKNOWN_RULE, describe
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import proven
from policies.pack.judge import Judge
from policies.pack.levels import enforced, level_of, settings_from_config
from policies.pack.messages import no_such_rules, unknown_summary
from policies.pack.resource import resource_from_message
from policies.pack.rule import Rule
from policies.pack.wire import level_from_wire

MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024
"""The engine's own limit for one message (sdk/go/common/util/rpcutil); a whole stack travels in one."""


class PackService(AnalyzerServicer):
    """Answers the engine for one deployment: it is started anew for each preview and each update."""

    def __init__(self, rules: Sequence[Rule], config: Mapping[str, str]) -> None:
        self._judge = Judge(rules)
        self._settings = settings_from_config(config)
        self._configured: dict[str, EnforcementLevel] = {}
        self._unknown: dict[str, list[tuple[Rule, Finding]]] = {}

    def GetPluginInfo(self, request: Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """The pack's version."""
        return plugin_pb2.PluginInfo(version=PACK_VERSION)

    def GetAnalyzerInfo(self, request: Empty, context: grpc.ServicerContext) -> protocol.AnalyzerInfo:
        """Every rule as a policy of its own, so that each is listed and configured by its id."""
        return describe(self._judge.rules, self._levels())

    def ConfigureStack(
        self, request: protocol.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> protocol.AnalyzerStackConfigureResponse:
        """Takes the stack's environment from its configuration."""
        self._settings = settings_from_config(request.config)
        return protocol.AnalyzerStackConfigureResponse()

    def Configure(self, request: protocol.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> Empty:
        """Takes the levels of a `--policy-pack-config` file, merged by the engine with the ones described."""
        strangers = set(request.policyConfig) - set(self._levels()) - {"all"}
        if strangers:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, no_such_rules(strangers, list(self._levels())))
        self._configured = {
            name: level_from_wire(chosen.enforcementLevel) for name, chosen in request.policyConfig.items()
        }
        return Empty()

    def Remediate(self, request: protocol.AnalyzeRequest, context: grpc.ServicerContext) -> protocol.RemediateResponse:
        """Nothing: the pack judges, it does not change what the program asked for."""
        return protocol.RemediateResponse()

    def Analyze(self, request: protocol.AnalyzeRequest, context: grpc.ServicerContext) -> protocol.AnalyzeResponse:
        """Judges one resource before it is made."""
        if not self._judge.judges(request.type):
            return protocol.AnalyzeResponse()
        levels = self._levels()
        judgements = self._judge.resource(resource_from_message(request), enforced(levels))
        self._unknown[request.urn] = unknowns(judgements)
        return protocol.AnalyzeResponse(diagnostics=diagnostics(judgements, levels, self._settings))

    def AnalyzeStack(
        self, request: protocol.AnalyzeStackRequest, context: grpc.ServicerContext
    ) -> protocol.AnalyzeResponse:
        """Judges the stack as a whole, and says in one paragraph what could not be judged yet."""
        levels = self._levels()
        graph = Graph(resource_from_message(resource) for resource in request.resources)
        judgements = self._judge.stack(graph, enforced(levels))
        waiting = [entry for urn in graph.resources for entry in self._unknown.get(urn, ())]
        waiting = [(rule, finding) for rule, finding in waiting if not proven(graph, finding)]
        waiting += unknowns(judgements)
        answers = diagnostics(judgements, levels, self._settings)
        if waiting and UNKNOWN_RULE.id in enforced(levels):
            answers.append(diagnostic(UNKNOWN_RULE, levels[UNKNOWN_RULE.id], "", unknown_summary(waiting)))
        return protocol.AnalyzeResponse(diagnostics=answers)

    def _levels(self) -> dict[str, EnforcementLevel]:
        levels = {rule.id: level_of(rule, self._settings) for rule in (*self._judge.rules, UNKNOWN_RULE)}
        return {**levels, **{name: level for name, level in self._configured.items() if name in levels}}


def serve(rules: Sequence[Rule]) -> None:
    """Answers the engine until it ends the process; prints the port first, as the engine expects."""
    # One worker: the engine asks one question at a time, and answers need no locks.
    server = grpc.server(
        ThreadPoolExecutor(max_workers=1), options=[("grpc.max_receive_message_length", MESSAGE_LIMIT_BYTES)]
    )
    add_AnalyzerServicer_to_server(PackService(rules, pulumi.runtime.get_config_env()), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:
        server.stop(None)
