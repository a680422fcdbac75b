"""The real engine on a real daemon: what a person runs, and what is there afterwards."""

import json
import re
import signal
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import pytest

from simulator.cloud import Cloud
from simulator.command import checkpoint
from simulator.command.environment import REPOSITORY
from tests.command.toy import GATEWAY, SECONDS, Toy, succeeded
from tests.simulator.docker_builders import CONTAINER, NGINX, REDIS
from tests.simulator.live_world import LiveWorld

pytestmark = [pytest.mark.live, pytest.mark.engine]

PROGRAM = """
import os
import pulumi, pulumi_docker as docker, pulumi_random, pulumi_tls as tls

prefix = os.environ["PREFIX"]
first = pulumi.ResourceOptions(delete_before_replace=False)
network = docker.Network("back", name=prefix + "-back", internal=True)
volume = docker.Volume("data", name=prefix + "-data")
image = docker.RemoteImage("image", name=os.environ["IMAGE"], keep_locally=True)
password = pulumi_random.RandomPassword("password", length=20)
key = tls.PrivateKey("key", algorithm="ECDSA", ecdsa_curve="P256")
app = docker.Container(
    prefix + "-app", image=image.image_id, entrypoints=["sleep"], command=["1000"], restart="unless-stopped",
    volumes=[{"volume_name": volume.name, "container_path": "/data"}],
    networks_advanced=[{"name": network.id, "aliases": ["app"]}],
    uploads=[
        {"file": "/run/password", "content": password.result, "permissions": "0400"},
        {"file": "/run/key.pem", "content": key.private_key_pem, "permissions": "0400"},
    ],
    healthcheck={"tests": ["CMD-SHELL", os.environ.get("CHECK", "true")], "interval": "1s"}, wait=True,
    wait_timeout=int(os.environ.get("TIMEOUT", "60")), memory=64, opts=first,
)
docker.Container(
    prefix + "-gate", image=image.image_id, entrypoints=["sleep"], command=["1000"],
    envs=[app.name.apply(lambda name: "UPSTREAM=" + name)], opts=first,
)
pulumi.export("app", app.id)
"""


BARE = (
    "DK-04",
    "DK-05",
    "DK-06",
    "DK-07",
    "DK-10",
    "DK-12",
    "EC-03",
    "EC-04",
    "EC-07",
    "EC-14",
    "LG-01",
    "NET-01",
    "X-10",
    "CA-03",
    "CA-08",
    "DK-13",
    "EC-13",
    "CA-04",
)
"""Rules that bare containers do not hold: what is tried here is the daemon."""
POLICIES = f"'groundwork:policies': {{{', '.join(f'{rule}: disabled' for rule in BARE)}}}"


class Project(Toy):
    """The program on the machine's daemon."""

    def __init__(self, folder: Path, host: LiveWorld, program: str = PROGRAM) -> None:
        super().__init__(folder, program, dev=f"config: {{{POLICIES}}}\n")
        self.host = host
        self.live = {"SIMULATOR_DOCKER": "live", "PREFIX": host.prefix}

    def do(self, *arguments: str, image: str = REDIS, **more: str) -> Any:
        """Runs a command on stack dev."""
        flags = ["--yes", "--skip-preview"] if arguments[0] in ("up", "destroy", "refresh") else []
        return self.simulate(*arguments, "--stack", "dev", *flags, **self.live, IMAGE=image, **more)

    def app(self, image: str = REDIS) -> str:
        """The id of the container that the stack knows."""
        return str(self.do("stack", "output", "app", image=image).stdout.strip())

    def running(self, name: str = "app") -> list[str]:
        """Ids of the containers of a name that run."""
        return [each["Id"] for each in self.host.client.containers(filters={"name": f"{self.host.prefix}-{name}"})]


@pytest.fixture
def project(tmp_path: Path, host: LiveWorld) -> Project:
    return Project(tmp_path, host)


def test_a_stack_is_made_stays_the_same_is_updated_without_a_gap_and_leaves_nothing(project: Project) -> None:
    said = succeeded(project.do("up"))
    assert "Docker: 7 operations in " in said
    assert "imulated" not in said.replace("simulate: made the stack", "")
    old = project.app()
    assert project.running() == [old]
    inspected = project.host.client.inspect_container(old)
    assert inspected["State"]["Health"]["Status"] == "healthy"
    assert project.host.run(old, "sh", "-c", "wc -c < /run/password").strip() == "20"
    assert project.host.run(old, "head", "-1", "/run/key.pem").strip() == "-----BEGIN EC PRIVATE KEY-----"

    succeeded(project.do("up", "--expect-no-changes"))
    succeeded(project.do("refresh", "--expect-no-changes"))

    events = project.host.client.events(since=int(time.time()), decode=True, filters={"type": "container"})
    succeeded(project.do("up", image=NGINX))
    new = project.app(NGINX)
    assert project.running() == [new] != [old]
    order = []
    for event in events:
        if not event["Actor"]["Attributes"]["name"].startswith(project.host.prefix):
            continue
        order.append((event["Actor"]["ID"], event["Action"].partition(":")[2].strip() or event["Action"]))
        if order[-1] == (old, "destroy"):
            break
    events.close()
    gate = next(index for index, (made, action) in enumerate(order) if action == "start" and made not in (new, old))
    assert order.index((new, "healthy")) < gate < order.index((old, "destroy"))

    succeeded(project.do("destroy", image=NGINX))
    client, prefix = project.host.client, project.host.prefix
    assert client.containers(all=True, filters={"name": prefix}) == []
    assert client.networks(filters={"name": prefix}) == []
    assert not client.volumes(filters={"name": prefix})["Volumes"]
    assert client.inspect_image(REDIS)["Id"]


def test_a_version_that_does_not_come_up_leaves_the_old_one_in_place(project: Project) -> None:
    succeeded(project.do("up"))
    old = project.app()
    failed = project.do("up", image=NGINX, CHECK="echo no; false", TIMEOUT="2")
    assert failed.returncode != 0
    assert "not healthy after 2 s; its last health check (exit code 1): no" in failed.stdout
    assert old in project.running()
    assert len(project.running()) == 2
    succeeded(project.do("up", image=NGINX))
    assert project.running() == [project.app(NGINX)]
    succeeded(project.do("destroy", image=NGINX))
    assert project.running() == project.running("gate") == []


def test_what_was_stopped_or_removed_by_hand_is_made_good(project: Project) -> None:
    succeeded(project.do("up"))
    old = project.app()
    project.host.client.stop(old, timeout=0)
    assert "mustRun" in succeeded(project.do("refresh"))
    succeeded(project.do("up"))
    assert project.running() == [old]
    project.host.client.remove_container(old, force=True)
    succeeded(project.do("refresh"))
    succeeded(project.do("up"))
    assert project.running() == [project.app()] != [old]
    succeeded(project.do("destroy"))


def test_a_run_that_is_killed_loses_nothing_that_was_made(project: Project) -> None:
    waiting = {**project.live, "IMAGE": REDIS, "CHECK": "false", "TIMEOUT": "600"}
    with project.start("up", "--stack", "dev", "--yes", "--skip-preview", **waiting) as run:
        deadline = time.monotonic() + SECONDS
        while not project.running():
            assert run.poll() is None, run.stdout and run.stdout.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=SECONDS)
    state = checkpoint.path(project.home / "live" / "state", "toy", "dev")
    known = {urn.rpartition("::")[2] for urn in checkpoint.read(state)}
    assert known >= {"back", "data", "image", "password", "key"}


PLUGIN = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import grpc
from pulumi.runtime.proto import provider_pb2_grpc
from simulator.clock import Clock
from simulator.cloud import Cloud
from simulator.docker import docker
from simulator.lifecycle import Lifecycle
from simulator.operations import OperationLog
from simulator.runner import Runner
from simulator.servicer import Servicer

home = Path(__file__).resolve().parent
(home / "was-started").touch()
runner = Runner(Lifecycle(docker(), Cloud(home / "cloud")), Clock(None), OperationLog())
server = grpc.server(ThreadPoolExecutor(4))
provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(runner), server)
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
server.wait_for_termination()
"""
"""Stands in for the official plugin: it serves the package from a process of its own."""


def test_the_official_plugin_is_used_where_it_is_installed(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "pulumi" / "plugins" / "resource-docker-v5.2.0"
    folder.mkdir(parents=True)
    (folder / "pulumi-resource-docker").write_text(PLUGIN)
    (folder / "pulumi-resource-docker").chmod(0o755)
    succeeded(project.do("up", PULUMI_HOME=str(tmp_path / "pulumi")))
    assert (folder / "was-started").exists()
    assert project.running() == []


SSH = f"""#!{sys.executable}
import os, socket, sys, threading
words = sys.argv[1:]
open(os.environ["SSH_LOG"], "a").write(" ".join(words) + "\\n")
here, _, there = words[words.index("-L") + 1].partition(":")
def carry(source, target):
    while data := source.recv(65536):
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)
def serve():
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(here)
    listener.listen()
    while True:
        near, far = listener.accept()[0], socket.socket(socket.AF_UNIX)
        far.connect(there)
        for pair in ((near, far), (far, near)):
            threading.Thread(target=carry, args=pair, daemon=True).start()
threading.Thread(target=serve, daemon=True).start()
sys.stdin.read()
"""
"""Stands in for the ssh client: the far host is this machine."""


def test_a_host_is_reached_through_the_ssh_client(host: LiveWorld, tmp_path: Path) -> None:
    program = f'import pulumi_docker as docker\ndocker.Container("{host.prefix}-far", image="{REDIS}")\n'
    project = Project(tmp_path, host, program)
    (project.folder / "Pulumi.dev.yaml").write_text(
        f"config: {{docker:host: 'ssh://me@far.example:23', docker:sshOpts: [-v], {POLICIES}}}\n"
    )
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(SSH)
    ssh.chmod(0o755)
    log = tmp_path / "ssh.log"
    path = {"PATH": f"{ssh.parent}:/usr/local/bin:/usr/bin:/bin", "SSH_LOG": str(log)}
    succeeded(project.do("up", **path))
    assert len(project.running("far")) == 1
    [line] = log.read_text().splitlines()
    assert re.fullmatch(
        r"-v -T -o BatchMode=yes .*-l me -p 23 -L \S+/docker\.sock:/var/run/docker\.sock -- far\.example cat", line
    )
    succeeded(project.do("destroy", **path))
    assert project.running("far") == []


def test_a_simulated_stack_and_a_live_one_of_the_same_name_do_not_meet(project: Project) -> None:
    succeeded(project.do("up"))
    other = {"IMAGE": REDIS, "PREFIX": str(uuid.uuid4())}
    succeeded(project.simulate("up", "--stack", "dev", "--yes", "--skip-preview", **other))
    succeeded(project.simulate("destroy", "--stack", "dev", "--yes", "--skip-preview", **other))
    assert project.running() == [project.app()]
    succeeded(project.do("destroy"))


def test_times_are_real_ones_and_what_is_simulated_beside_takes_none(host: LiveWorld, tmp_path: Path) -> None:
    toy = Toy(tmp_path, GATEWAY, dev="config: {aws:region: eu-central-1}\n")
    report = tmp_path / "report.json"
    times = {"SIMULATOR_SPEED": "200", "SIMULATOR_REPORT": str(report), "SIMULATOR_DOCKER": "live"}
    succeeded(toy.simulate("up", "--stack", "dev", "--yes", "--skip-preview", **times))
    told = json.loads(report.read_text())
    assert (told["clock"], len(told["operations"])) == ("real", 1)
    # The gateway takes one simulated second.
    assert told["critical_path_seconds"] < 0.9


def test_nothing_but_the_daemon_keeps_what_is_live(project: Project) -> None:
    succeeded(project.do("up"))
    cloud = Cloud(project.home / "live")
    assert cloud.find(CONTAINER) == cloud.resources() == []
    cloud.close()
    succeeded(project.do("destroy"))
