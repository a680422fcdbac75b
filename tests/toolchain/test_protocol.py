"""Pulumi's messages, without the rest of its SDK and beside it."""

import subprocess
import sys

import pytest

from simulator.command.environment import REPOSITORY

ALONE = """
import toolchain.serve
assert {"pulumi", "pulumi.runtime"}.isdisjoint(sys.modules), "the host has imported the SDK"
"""
THEN_THE_SDK = """
from toolchain.protocol import language_pb2
import pulumi, pulumi.runtime
from pulumi.runtime.proto import language_pb2 as usual
assert pulumi.__file__ and pulumi.runtime.Settings
assert usual is language_pb2
"""
AFTER_THE_SDK = """
import pulumi
from pulumi.runtime.proto import language_pb2 as usual
from toolchain.protocol import language_pb2
assert usual is language_pb2
assert sys.modules["pulumi"] is pulumi
"""


@pytest.mark.parametrize("code", [ALONE, THEN_THE_SDK, AFTER_THE_SDK], ids=["alone", "before", "after"])
def test_messages_are_the_same_ones_however_they_are_loaded(code: str) -> None:
    subprocess.run([sys.executable, "-c", f"import sys\n{code}"], cwd=REPOSITORY, check=True)
