"""The language host as the engine sees it: a process, a port, remote calls."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

from tests.command.processes import all_gone, descendants
from tests.toolchain.fakes import script
from toolchain.setup import SOURCES
from toolchain.streams import merged

HOST = (sys.executable, "-P", "-u", "-m", "toolchain.serve")
NO_ENGINE = "127.0.0.1:1"
SECONDS = 60
PACK = """
from pulumi_policy import PolicyPack, ResourceValidationPolicy
PolicyPack("pack", policies=[ResourceValidationPolicy("policy", "holds always", lambda args, report: None)])
"""


@pytest.fixture
def host() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen([*HOST, NO_ENGINE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def stub(host: "subprocess.Popen[str]") -> Iterator[language_pb2_grpc.LanguageRuntimeStub]:
    assert host.stdout is not None
    with grpc.insecure_channel(f"127.0.0.1:{int(host.stdout.readline())}") as channel:
        yield language_pb2_grpc.LanguageRuntimeStub(channel)


@pytest.fixture
def pack(tmp_path: Path) -> language_pb2.RunPluginRequest:
    """The call that runs a policy pack."""
    (tmp_path / "PulumiPolicy.yaml").write_text("runtime: python\n")
    (tmp_path / "__main__.py").write_text(PACK)
    info = language_pb2.ProgramInfo(program_directory=str(tmp_path), entry_point=".", root_directory=str(tmp_path))
    return language_pb2.RunPluginRequest(
        pwd=str(tmp_path), args=[NO_ENGINE], env=["PULUMI_STACK=dev"], kind="analyzer", info=info
    )


def test_no_plugin_is_ever_asked_for(stub: language_pb2_grpc.LanguageRuntimeStub) -> None:
    """Whatever is asked for the engine would try to download."""
    assert not stub.GetRequiredPackages(language_pb2.GetRequiredPackagesRequest(), timeout=SECONDS).packages
    assert not stub.GetRequiredPlugins(language_pb2.GetRequiredPluginsRequest(), timeout=SECONDS).plugins


def test_host_tells_which_python_runs_the_programs(stub: language_pb2_grpc.LanguageRuntimeStub) -> None:
    about = stub.About(language_pb2.AboutRequest(), timeout=SECONDS)
    assert about.executable == sys.executable
    assert stub.GetPluginInfo(Empty(), timeout=SECONDS).version == "1.0.0"


def test_policy_pack_tells_its_port_and_ends_with_its_call(
    host: "subprocess.Popen[str]", stub: language_pb2_grpc.LanguageRuntimeStub, pack: language_pb2.RunPluginRequest
) -> None:
    call = stub.RunPlugin(pack, timeout=SECONDS)
    assert int(next(call).stdout) > 0
    served = descendants(host.pid)
    assert len(served) == 1
    call.cancel()
    assert all_gone(served)


def test_broken_policy_pack_says_why_and_ends(
    stub: language_pb2_grpc.LanguageRuntimeStub, pack: language_pb2.RunPluginRequest
) -> None:
    Path(pack.pwd, "__main__.py").write_text("raise ValueError('no such rule')\n")
    answers = list(stub.RunPlugin(pack, timeout=SECONDS))
    assert b"ValueError: no such rule" in b"".join(answer.stderr for answer in answers)
    assert answers[-1].exitcode == 1


def test_other_plugins_are_refused(
    stub: language_pb2_grpc.LanguageRuntimeStub, pack: language_pb2.RunPluginRequest
) -> None:
    pack.kind = "resource"
    call = stub.RunPlugin(pack, timeout=SECONDS)
    with pytest.raises(grpc.RpcError):
        next(call)
    assert call.code() is grpc.StatusCode.UNIMPLEMENTED
    assert call.details() == "a plugin of kind 'resource' cannot be run by this language host, only policy packs can"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_host_ends_quietly_with_what_it_runs(
    host: "subprocess.Popen[str]",
    stub: language_pb2_grpc.LanguageRuntimeStub,
    pack: language_pb2.RunPluginRequest,
    number: signal.Signals,
) -> None:
    next(stub.RunPlugin(pack, timeout=SECONDS))
    served = descendants(host.pid)
    host.send_signal(number)
    assert host.communicate(timeout=SECONDS) == ("", "")
    assert host.returncode == 0
    assert all_gone(served)


def test_host_does_not_outlive_its_engine() -> None:
    """The engine here is a Python that starts a host, tells its process id and waits to be killed."""
    engine = f"import subprocess; child = subprocess.Popen({[*HOST, NO_ENGINE]!r}); print(child.pid); child.wait()"
    with subprocess.Popen([sys.executable, "-u", "-c", engine], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        host = int(process.stdout.readline())
        process.stdout.readline()  # the port: it serves
        process.kill()
    assert all_gone({host})


def test_installed_host_runs_in_the_environment_beside_the_tools(tmp_path: Path) -> None:
    """What `make setup` copies to `.tools/bin` finds `.venv` wherever the repository is."""
    (tmp_path / ".tools" / "bin").mkdir(parents=True)
    host = tmp_path / ".tools" / "bin" / "pulumi-language-python"
    host.write_bytes((SOURCES / "pulumi-language-python").read_bytes())
    host.chmod(0o755)
    script(tmp_path / ".venv" / "bin" / "python", 'echo "$@"')
    said = subprocess.run([host, NO_ENGINE], capture_output=True, text=True, check=True).stdout
    assert said == f"-P -u -m toolchain.serve {NO_ENGINE}\n"


def test_streams_are_merged_until_all_of_them_end() -> None:
    quick = subprocess.Popen(["sh", "-c", "echo one; echo two >&2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with quick:
        assert sorted(merged(stdout=quick.stdout, stderr=quick.stderr)) == [("stderr", b"two\n"), ("stdout", b"one\n")]
