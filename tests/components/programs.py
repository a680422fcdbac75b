"""The whole program of an application, registered with the recorder."""

import json
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml

import settings
from components.spec import Cloud
from deployment.program import deploy
from settings.merging import merged
from tests.components import answers
from tests.components.recorder import Recorded, Recorder, recording, run

REPOSITORY = Path(__file__).resolve().parents[2]
PROJECTS = {"notes": REPOSITORY, "cto-new": REPOSITORY / "examples/cto-new"}
"""Applications that have every kind of part."""
EXAMPLES = ("cto-new", "loss-assessment", "claw-ai", "towow", "semibot", "sensors")
FOLDERS = PROJECTS | {name: REPOSITORY / "examples" / name for name in EXAMPLES}
OPERATORS = "told-by-nobody"
"""Value of every secret that an operator sets."""
CERTIFICATE = "aws:acm/certificate:Certificate"


@dataclass(frozen=True, kw_only=True)
class Program:
    """One application and stack, registered whole."""

    stack: settings.Stack
    recorder: Recorder

    @property
    def resources(self) -> list[Recorded]:
        """Everything that the cloud's provider makes."""
        return [item for item in self.recorder.noted if item.type.startswith(f"{self.stack.cloud}:")]

    @property
    def components(self) -> dict[str, Recorded]:
        """Components by name."""
        return {item.name: item for item in self.recorder.noted if not item.custom}


def operators(folder: Path, stack_name: str, cloud: Cloud | None = None) -> dict[str, str]:
    """Required secret -> what a test sets it to: OPERATORS, in the form of an address where it must be one."""
    addresses = settings.secret_addresses(folder, stack_name)
    return {
        name: f"https://{OPERATORS}.example.com/" if name in addresses else OPERATORS
        for name in settings.required_secrets(folder, stack_name, cloud)
    }


@contextmanager
def registered(
    application: str,
    stack_name: str,
    cloud: Cloud = "aws",
    overrides: Mapping[str, Any] | None = None,
    keys: Mapping[str, Any] | None = None,
    more_secrets: Iterable[str] = (),
) -> Generator[Program]:
    """Run the program of an application and stack once, on a cloud, with more overrides and `groundwork:` keys.

    `more_secrets` are those that only the overrides ask for.
    """
    folder = FOLDERS[application]
    written = yaml.safe_load((folder / f"Pulumi.{stack_name}.yaml").read_text())["config"]
    written |= {f"groundwork:{key}": value for key, value in (keys or {}).items()}
    written["groundwork:cloud"] = cloud
    written["groundwork:overrides"] = merged(written.get("groundwork:overrides", {}), overrides or {})
    config = {key: value if isinstance(value, str) else json.dumps(value) for key, value in written.items()}
    told = {**operators(folder, stack_name, cloud), **dict.fromkeys(more_secrets, OPERATORS)}
    secrets = {f"{application}:{name}": value for name, value in told.items()}
    stack = settings.read(folder, stack_name, {**config, **secrets}, tuple(secrets))
    with recording(application, stack_name) as recorder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "COMPUTED", {**answers.COMPUTED, CERTIFICATE: lambda _: _proofs(stack)})
        pulumi.runtime.set_all_config({**config, **secrets}, list(secrets))
        run(lambda: deploy(stack))
        yield Program(stack=stack, recorder=recorder)


def _proofs(stack: settings.Stack) -> dict[str, Any]:
    """What a certificate authority asks for, for every host name of a stack."""
    entry_hosts = [stack.entry.host, *stack.entry.alternative_hosts] if stack.entry else []
    page_hosts = [host for part in stack.static.values() for host in (part.host, *part.alternative_hosts)]
    hosts = [host for host in (*entry_hosts, *page_hosts) if host]
    record = {"resourceRecordType": "CNAME", "resourceRecordValue": "_y.acm-validations.aws"}
    options = [{"domainName": host, "resourceRecordName": f"_x.{host}", **record} for host in hosts]
    return {"domainValidationOptions": options}
