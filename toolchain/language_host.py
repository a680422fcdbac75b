"""The language host of the Pulumi engine: runs Python programs and Python policy packs in this environment.

The engine starts it as `pulumi-language-python` and talks `pulumirpc.LanguageRuntime` to it. It is used only where the
official distribution, which brings its own, is absent.
"""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
from google.protobuf.empty_pb2 import Empty

from toolchain.children import Children
from toolchain.job import MESSAGE_SHOWN, Job
from toolchain.protocol import language_pb2, language_pb2_grpc, plugin_pb2
from toolchain.streams import merged

VERSION = "1.0.0"
"""The engine asks for it and shows it in its logs; nothing depends on it."""

RESPONSES = {
    "stdout": lambda line: language_pb2.RunPluginResponse(stdout=line),
    "stderr": lambda line: language_pb2.RunPluginResponse(stderr=line),
}


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Answers the engine. As far as the engine is told no program needs a plugin, so it never tries to download one."""

    def __init__(self, engine: str, children: Children) -> None:
        self._engine = engine
        self._children = children

    def Handshake(self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext):
        """Learn the engine's address, which may differ from the one on the command line."""
        self._engine = request.engine_address or self._engine
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: Empty, context: grpc.ServicerContext):
        """The version of this host."""
        return plugin_pb2.PluginInfo(version=VERSION)

    def GetRequiredPackages(self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext):
        """None: what provides the resources is the engine's and the person's business."""
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext):
        """None, as for packages."""
        return language_pb2.GetRequiredPluginsResponse()

    def RuntimeOptionsPrompts(self, request: language_pb2.RuntimeOptionsRequest, context: grpc.ServicerContext):
        """Nothing to ask: this host knows one environment, its own."""
        return language_pb2.RuntimeOptionsResponse()

    def About(self, request: language_pb2.AboutRequest, context: grpc.ServicerContext):
        """The interpreter that runs the programs."""
        return language_pb2.AboutResponse(executable=sys.executable, version=platform.python_version())

    def Cancel(self, request: Empty, context: grpc.ServicerContext):
        """End whatever runs: the engine is winding down."""
        self._children.end_all()
        return Empty()

    def Run(self, request: language_pb2.RunRequest, context: grpc.ServicerContext):
        """Run a program to its end. What it prints reaches the engine through this process's own output."""
        child = self._children.start("toolchain.program", directory=request.pwd, stdin=subprocess.PIPE)
        try:
            child.communicate(self._job(request).to_json().encode())
        finally:
            self._children.end(child)
        if child.returncode in (0, MESSAGE_SHOWN):
            return language_pb2.RunResponse(bail=child.returncode == MESSAGE_SHOWN)
        return language_pb2.RunResponse(error=f"the program ended with exit code {child.returncode}")

    def RunPlugin(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Serve a policy pack until the engine closes the call; its first line of output is the port it listens on."""
        if request.kind != "analyzer":
            context.abort(
                grpc.StatusCode.UNIMPLEMENTED,
                f"a plugin of kind {request.kind!r} cannot be run by this language host, only policy packs can",
            )
        arguments = (str(os.getpid()), *request.args, request.info.program_directory)
        environment = {**os.environ, **dict(pair.split("=", 1) for pair in request.env)}
        child = self._children.start(
            "toolchain.policy_pack",
            *arguments,
            directory=request.pwd,
            environment=environment,
            stdin=subprocess.DEVNULL,
            output=subprocess.PIPE,
        )
        context.add_callback(child.kill)
        try:
            for name, line in merged(stdout=child.stdout, stderr=child.stderr):
                yield RESPONSES[name](line)
            yield language_pb2.RunPluginResponse(exitcode=child.wait())
        finally:
            self._children.end(child)

    def _job(self, request: language_pb2.RunRequest) -> Job:
        return Job(
            program=str(Path(request.info.program_directory, request.info.entry_point)),
            parent=os.getpid(),
            arguments=list(request.args),
            config=dict(request.config),
            secret_keys=list(request.configSecretKeys),
            settings={
                "project": request.project,
                "stack": request.stack,
                "organization": request.organization,
                "monitor": request.monitor_address,
                "engine": self._engine,
                "parallel": request.parallel,
                "dry_run": request.dryRun,
                "root_directory": request.info.root_directory,
            },
        )
