"""The pack as the Pulumi engine meets it: a gRPC server that answers the Analyzer protocol.

Why not `pulumi_policy.PolicyPack`: see docs/decisions/0030-policy-dispatch.md.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import grpc
import pulumi.runtime
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi.runtime.proto import plugin_pb2
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerServicer, add_AnalyzerServicer_to_server

from policies.pack.answers import diagnostic, diagnostics, unknowns
from policies.pack.declined import Declined
from policies.pack.describe import PACK_VERSION, UNKNOWN_RULE, describe
from policies.pack.exemptions import exemption_facts
from policies.pack.facts import unjudged_facts
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.joins import proven
from policies.pack.messages import no_such_rules, unknown_summary
from policies.pack.paths import top_level
from policies.pack.report import VARIABLE, Report
from policies.pack.resource import Resource, resource_from_message
from policies.pack.rule import MANDATORY, Rule
from policies.pack.setup import Setup, today
from policies.pack.values import plain_properties
from policies.pack.wire import level_from_wire

MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024
"""The engine's own limit for one message (sdk/go/common/util/rpcutil); a whole stack travels in one."""


class PackService(AnalyzerServicer):
    """Answers the engine for one deployment: it is started anew for each preview and each update.

    It judges and changes nothing, so it has no `Remediate`.
    """

    def __init__(self, rules: Sequence[Rule], config: Mapping[str, str], facts: Sequence[Resource] = ()) -> None:
        self._setup = Setup(rules, config)
        self._facts = tuple(facts)
        self._unknown: dict[str, list[tuple[Rule, Finding]]] = {}
        self._inputs: dict[str, frozenset[str]] = {}
        self._preview = True
        self._report = Report(os.environ.get(VARIABLE), rules)

    def GetPluginInfo(self, request: Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        """The pack's version."""
        return plugin_pb2.PluginInfo(version=PACK_VERSION)

    def GetAnalyzerInfo(self, request: Empty, context: grpc.ServicerContext) -> protocol.AnalyzerInfo:
        """Every rule as a policy of its own, so that each is listed and configured by its id."""
        return describe(self._setup.judge.rules, self._setup.levels)

    def ConfigureStack(
        self, request: protocol.AnalyzerStackConfigureRequest, context: grpc.ServicerContext
    ) -> protocol.AnalyzerStackConfigureResponse:
        """Takes the stack's environment and `groundwork:policies` from its configuration."""
        self._preview = request.dry_run
        self._report.stack = f"{request.project}/{request.stack}"
        self._setup.from_stack(request.config)
        self._refuse_odd(context)
        return protocol.AnalyzerStackConfigureResponse()

    def Configure(self, request: protocol.ConfigureAnalyzerRequest, context: grpc.ServicerContext) -> Empty:
        """Takes a `--policy-pack-config` file, whose levels the engine merges with the ones described."""
        strangers = set(request.policyConfig) - set(self._setup.names()) - {"all"}
        if strangers:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, no_such_rules(strangers, self._setup.names()))
        levels = {name: level_from_wire(chosen.enforcementLevel) for name, chosen in request.policyConfig.items()}
        said = {name: plain_properties(chosen.properties) for name, chosen in request.policyConfig.items()}
        self._setup.from_file(levels, said)
        self._refuse_odd(context)
        return Empty()

    def Analyze(self, request: protocol.AnalyzeRequest, context: grpc.ServicerContext) -> protocol.AnalyzeResponse:
        """Judges one resource before it is made."""
        self._inputs[request.urn] = frozenset(request.properties)
        if not self._setup.judge.judges(request.type):
            return protocol.AnalyzeResponse()
        setup = self._setup
        judgements = setup.judge.resource(resource_from_message(request), setup.enforced)
        self._unknown[request.urn] = unknowns(judgements)
        answers = diagnostics(judgements, setup.levels, setup)
        self._report.take(request.urn, answers)
        return protocol.AnalyzeResponse(diagnostics=answers)

    def AnalyzeStack(
        self, request: protocol.AnalyzeStackRequest, context: grpc.ServicerContext
    ) -> protocol.AnalyzeResponse:
        """Judges the stack as a whole, and says in one paragraph what could not be judged yet."""
        levels, on = self._setup.levels, self._setup.enforced
        graph = Graph(resource_from_message(resource) for resource in request.resources)
        judgements = self._setup.judge.stack(graph, on)
        waiting = [entry for urn in graph.resources for entry in self._unknown.get(urn, ())]
        waiting += unknowns(judgements)
        waiting = [
            (rule, finding) for rule, finding in waiting if not (self._left_out(finding) or proven(graph, finding))
        ]
        judgements += self._setup.judge.stack(self._own_work(waiting), on)
        answers = diagnostics(judgements, levels, self._setup)
        if waiting and UNKNOWN_RULE.id in on:
            answers.append(diagnostic(UNKNOWN_RULE, levels[UNKNOWN_RULE.id], "", unknown_summary(waiting)))
        self._report.take("", answers)
        return protocol.AnalyzeResponse(diagnostics=answers)

    def _left_out(self, finding: Finding) -> bool:
        """Whether a preview waits for what the cloud alone computes: the program has left the property out."""
        name, inputs = top_level(finding.location), self._inputs.get(finding.resource.urn)
        return self._preview and finding.itself and inputs is not None and name not in inputs

    def _own_work(self, waiting: Sequence[tuple[Rule, Finding]]) -> Graph:
        """What the pack knows about its own work, for the rules that judge that."""
        strict = [(rule, finding) for rule, finding in waiting if self._setup.levels[rule.id] is MANDATORY]
        unjudged = unjudged_facts(strict, after=not self._preview)
        return Graph([*self._facts, *unjudged, *exemption_facts(self._setup.exemptions(), today())])

    def _refuse_odd(self, context: grpc.ServicerContext) -> None:
        problems = [problem for problem in (self._setup.problems(), self._report.problem()) if problem]
        if problems:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "\n".join(problems))


def serve(rules: Sequence[Rule], facts: Sequence[Resource] = ()) -> None:
    """Answers the engine until it ends the process; prints the port first, as the engine expects."""
    # One worker: the engine asks one question at a time, and answers need no locks.
    server = grpc.server(
        ThreadPoolExecutor(max_workers=1),
        interceptors=[Declined(PackService)],
        options=[("grpc.max_receive_message_length", MESSAGE_LIMIT_BYTES)],
    )
    add_AnalyzerServicer_to_server(PackService(rules, pulumi.runtime.get_config_env(), facts), server)
    port = server.add_insecure_port("127.0.0.1:0")
    # What is loaded by now stays as long as the process.
    gc.freeze()
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    try:
        server.wait_for_termination()
    except KeyboardInterrupt:
        server.stop(None)
