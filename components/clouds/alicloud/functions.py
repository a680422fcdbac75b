"""Functions of Function Compute: one file of Python each and modules beside it, importing what the runtime has."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import names, preflight
from components.clouds.alicloud.logs import LogStore
from components.platform import PlatformArgs

CPU, MEMORY_MIB, DISK_MIB = 0.05, 128, 512
"""The least that Function Compute runs (Function Compute API, CreateFunction)."""
SERVICE = "fc.aliyuncs.com"
"""Who assumes a function's role."""
LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Function:
    """What runs, and as whom."""

    part: str
    description: str
    code: Path
    """Has the function `handler`."""
    variables: Mapping[str, pulumi.Input[str]]
    timeout_seconds: int
    modules: Mapping[str, str] = field(default_factory=dict)
    """Path in the archive -> text of what the code imports."""
    cpu: float = CPU
    """vCPU: 1 to 4 GiB of memory for each."""
    memory_mib: int = MEMORY_MIB
    role: pulumi.Input[str] | None = None
    """The role's resource name; None: it may do nothing in the account."""
    logs: LogStore | None = None
    """Where what it prints is kept; None: nowhere."""


def create(name: str, wanted: Function, args: PlatformArgs, opts: pulumi.ResourceOptions) -> alicloud.fc.V3Function:
    """Create the function, in an account in which functions can run."""
    preflight.check_functions(opts)
    files = {"index.py": wanted.code.read_text("utf-8"), **wanted.modules}
    # A change of the code alone would not be sent: the provider looks at the other properties.
    told = {**wanted.variables, "CODE": hashlib.sha256("".join(files.values()).encode()).hexdigest()[:16]}
    return alicloud.fc.V3Function(
        name,
        function_name=names.of(name, args),
        description=wanted.description,
        runtime="python3.10",
        handler="index.handler",
        code={"zip_file": packed(files)},
        environment_variables=told,
        role=wanted.role,
        log_config={"project": wanted.logs.project, "logstore": wanted.logs.name} if wanted.logs else None,
        internet_access=True,
        cpu=wanted.cpu,
        memory_size=wanted.memory_mib,
        disk_size=DISK_MIB,
        timeout=wanted.timeout_seconds,
        tags=args.tags(wanted.part),
        opts=opts,
    )


def packed(files: Mapping[str, str]) -> str:
    """Code (path -> text) as Function Compute takes it: the same texts are always the same archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path, text in files.items():
            file.writestr(zipfile.ZipInfo(path, LONG_AGO), text)
    return base64.b64encode(archive.getvalue()).decode()
