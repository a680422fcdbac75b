"""A small Pulumi project of its own, driven as a person drives it: `simulate ...` in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

RANDOM = """
import pulumi, pulumi_random
password = pulumi_random.RandomPassword("password", length=pulumi.Config().get_int("length") or 16)
pulumi.export("length", password.length)
"""
"""One resource that needs no time."""

GATEWAY = """
import pulumi_aws
pulumi_aws.ec2.InternetGateway("gateway")
"""
"""One resource that takes one simulated second."""

FOREVER = "0.001"
"""SIMULATOR_SPEED at which the gateway takes a thousand real seconds."""

SIMULATE = (sys.executable, "-P", "-m", "simulator")

SECONDS = 120
"""No command takes a tenth of this."""


class Toy:
    """A project folder and a home for its simulated clouds."""

    def __init__(self, folder: Path, program: str = RANDOM, **stacks: str) -> None:
        """Write the project; `stacks` are the contents of the `Pulumi.<stack>.yaml` files."""
        self.folder = folder / "project"
        self.home = folder / "home"
        self.folder.mkdir(parents=True)
        (self.folder / "Pulumi.yaml").write_text(f"name: toy\nruntime:\n  name: python\n{OPTIONS}")
        (self.folder / "__main__.py").write_text(program)
        for stack, text in stacks.items():
            (self.folder / f"Pulumi.{stack}.yaml").write_text(text)

    def simulate(self, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end, in the project's folder."""
        return subprocess.run(
            [*SIMULATE, *arguments],
            cwd=self.folder,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def start(self, *arguments: str, **variables: str) -> "subprocess.Popen[str]":
        """Start a command whose output, standard error included, is read from `stdout`; use it in a `with`."""
        return subprocess.Popen(
            [*SIMULATE, *arguments],
            cwd=self.folder,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def environment(self, **variables: str) -> dict[str, str]:
        """The environment of a command: this one, the toy's home, and more."""
        return {**os.environ, "SIMULATOR_HOME": str(self.home), "SIMULATOR_SPEED": "max", **variables}

    def files(self) -> dict[str, bytes]:
        """The content of every file of the project."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found}


OPTIONS = f"  options: {{toolchain: pip, virtualenv: {sys.prefix}}}\n"
"""For the official language host; ours knows its environment."""


def succeeded(done: "subprocess.CompletedProcess[str]") -> str:
    """What a command said on both streams; fails the test when the command failed."""
    text = done.stdout + done.stderr
    assert done.returncode == 0, text
    return text
