"""A program for one cloud imports that cloud's SDK and no other: each costs seconds."""

import subprocess
import sys
import typing
from pathlib import Path

import pytest

from components.spec import Cloud

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from tests.components.programs import registered
with registered("notes", "prod", sys.argv[1]) as program:
    assert program.resources
print(*sorted(name for name in sys.modules if name in ("pulumi_aws", "pulumi_alicloud", "pulumi_docker")))
"""


@pytest.mark.parametrize("cloud", typing.get_args(Cloud))
def test_one_cloud_one_sdk(cloud: str) -> None:
    """In a process of its own: this one may have imported both."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, cloud], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"pulumi_{cloud}"]


def test_the_part_for_firewalls_is_loaded_where_there_is_one() -> None:
    """It is the largest of AWS's SDK, and few stacks have one."""
    loaded = (
        PROGRAM.replace('"prod"', '"dev"').rsplit("print", 1)[0] + 'print("pulumi_aws.wafv2.web_acl" in sys.modules)'
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded, "aws"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr
