"""The pack in a process of its own, as the engine starts it, and a client to ask it questions."""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import grpc
from google.protobuf import json_format
from google.protobuf.empty_pb2 import Empty
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2 as protocol
from pulumi.runtime.proto.analyzer_pb2_grpc import AnalyzerStub
from pulumi_policy.deserialize import SPECIAL_SECRET_SIG, SPECIAL_SIG_KEY
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE

PACK = Path(__file__).resolve().parents[2] / "policies"
UNKNOWN = UNKNOWN_STRING_VALUE
ANSWER_SECONDS = 30
"""Until a question counts as unanswered; answers take milliseconds."""


def secret(value: object) -> dict[str, object]:
    return {SPECIAL_SIG_KEY: SPECIAL_SECRET_SIG, "value": value}


def urn(resource_type: str, name: str) -> str:
    return f"urn:pulumi:dev::notes::{resource_type}::{name}"


@dataclass(frozen=True)
class Pack:
    """A running pack."""

    stub: AnalyzerStub
    process: subprocess.Popen[str]

    def configure_stack(self, *, dry_run: bool = True, **groundwork: str) -> None:
        config = {f"groundwork:{name}": value for name, value in groundwork.items()}
        request = protocol.AnalyzerStackConfigureRequest(stack="dev", project="notes", dry_run=dry_run, config=config)
        self.stub.ConfigureStack(request, timeout=ANSWER_SECONDS)

    def configure(self, **levels: protocol.EnforcementLevel.ValueType) -> None:
        configured = {
            name.replace("_", "-"): protocol.PolicyConfig(enforcementLevel=level) for name, level in levels.items()
        }
        request = protocol.ConfigureAnalyzerRequest(policyConfig=configured)
        self.stub.Configure(request, timeout=ANSWER_SECONDS)

    def info(self) -> protocol.AnalyzerInfo:
        return self.stub.GetAnalyzerInfo(Empty(), timeout=ANSWER_SECONDS)

    def levels(self) -> dict[str, int]:
        return {policy.name: policy.enforcementLevel for policy in self.info().policies}

    def analyze(
        self, resource_type: str, name: str, properties: Mapping[str, object], *, protect: bool = False
    ) -> dict[str, protocol.AnalyzeDiagnostic]:
        """What the pack says of one resource, by rule."""
        request = protocol.AnalyzeRequest(
            type=resource_type,
            name=name,
            urn=urn(resource_type, name),
            properties=struct(properties),
            options=protocol.AnalyzerResourceOptions(protect=protect),
        )
        answer = self.stub.Analyze(request, timeout=ANSWER_SECONDS)
        return {diagnostic.policyName: diagnostic for diagnostic in answer.diagnostics}

    def analyze_stack(self, *resources: protocol.AnalyzerResource) -> dict[str, protocol.AnalyzeDiagnostic]:
        """What the pack says of a whole stack, by rule."""
        answer = self.stub.AnalyzeStack(protocol.AnalyzeStackRequest(resources=resources), timeout=ANSWER_SECONDS)
        return {diagnostic.policyName: diagnostic for diagnostic in answer.diagnostics}


def struct(properties: Mapping[str, object]) -> Struct:
    return json_format.ParseDict(dict(properties), Struct())


def registered(
    resource_type: str, name: str, properties: Mapping[str, object], **comes_from: tuple[str, str]
) -> protocol.AnalyzerResource:
    """A resource of a whole stack; `bucket=(BUCKET, "files")` says where a property comes from."""
    sources = {
        through: protocol.AnalyzerPropertyDependencies(urns=[urn(*target)]) for through, target in comes_from.items()
    }
    return protocol.AnalyzerResource(
        type=resource_type,
        name=name,
        urn=urn(resource_type, name),
        properties=struct(properties),
        propertyDependencies=sources,
    )


@contextmanager
def running_pack(config: Mapping[str, str] | None = None) -> Generator[Pack]:
    """The pack, started as a language host starts it, and ended afterwards."""
    environment = {**os.environ}
    environment.pop("PULUMI_CONFIG", None)
    if config is not None:
        environment["PULUMI_CONFIG"] = json.dumps(dict(config))
    command = [sys.executable, "-u", "-m", "pulumi.policy", "127.0.0.1:1", str(PACK)]
    with subprocess.Popen(
        command, cwd=PACK, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            port = process.stdout.readline().strip()
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                yield Pack(AnalyzerStub(channel), process)
        finally:
            process.kill()
