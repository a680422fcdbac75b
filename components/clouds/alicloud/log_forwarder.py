"""A function in Function Compute that Simple Log Service tells of what is new, and that hands it to the central system.

What it cannot hand over stays where it is: Simple Log Service calls again with the same piece until it succeeds, for as
long as the stack keeps its logs; and somebody is told.
"""

from pathlib import Path

import pulumi
import pulumi_alicloud as alicloud

from components.clouds.alicloud import functions, identity, log_alert, logs, policy, secret
from components.clouds.alicloud.functions import Function
from components.clouds.alicloud.identity import Actor, Identity
from components.clouds.alicloud.log_alert import Question
from components.clouds.alicloud.logs import LogStore
from components.connection import Statement
from components.forwarding import modules, variables
from components.log_forwarder import LogForwarderArgs, LogForwarderOutputs
from components.platform import Written

CODE = Path(__file__).with_name("forward_logs.py")
MODULES = (Path(__file__).with_name("log_data.py"),)
CPU, MEMORY_MIB = 0.1, 256
TIMEOUT_SECONDS = 300
SECONDS = 60
"""From one call for a shard to the next."""
RETRIES = 3
"""Calls for the same piece at once; after that, with the next ones (Function Compute API, JobConfig)."""
PART = "platform"
FAILED = '* and log_forwarder | SELECT count_if(message LIKE \'%"log_forwarder": "failed"%\') AS failed'


def create(name: str, args: LogForwarderArgs, opts: pulumi.ResourceOptions) -> LogForwarderOutputs:
    """Create the function and have it called for every log store."""
    platform = args.platform
    own_log = logs.store(f"{name}-logs", platform, opts, {"message": "text"})
    function = _function(name, args, own_log, opts)
    actor = Actor(service="log.aliyuncs.com", kind="Simple Log Service")
    may_call = Statement(actions=("fc:InvokeFunction",), resources=(function.function_arn,))
    caller = identity.create(f"{name}-caller", PART, [may_call], platform, opts, actor)
    for written in args.written:
        _trigger(written, args, function, caller, own_log, opts)
    question = Question(title="the central log system does not take logs", query=FAILED, condition="failed > 0")
    log_alert.create(f"{name}-alarm", own_log, question, platform, opts)
    return LogForwarderOutputs(function=function.function_name)


def _function(
    name: str, args: LogForwarderArgs, own_log: LogStore, opts: pulumi.ResourceOptions
) -> alicloud.fc.V3Function:
    platform = args.platform
    told = variables(args.spec, platform.args.application, platform.args.environment)
    given = {"SECRET": args.secret} if args.secret is not None else {}
    secret.keep(f"{name}-secret", PART, given, platform, opts)
    endpoint = pulumi.Output.concat("https://", own_log.project, f".{platform.args.region}.log.aliyuncs.com")
    actor = Actor(service=functions.SERVICE, kind="Logs")
    role = identity.create(f"{name}-role", PART, _statements(args, own_log), platform, opts, actor)
    wanted = Function(
        part=PART,
        description=f"Hands logs over to {args.spec.kind}",
        code=CODE,
        modules=modules(*MODULES),
        variables={**told, "ENDPOINT": endpoint, **given},
        timeout_seconds=TIMEOUT_SECONDS,
        cpu=CPU,
        memory_mib=MEMORY_MIB,
        role=role.able,
        logs=own_log,
    )
    return functions.create(name, wanted, platform.args, opts)


def _statements(args: LogForwarderArgs, own_log: LogStore) -> list[Statement]:
    """Read these log stores, and write its own."""
    start = pulumi.Output.concat(_project(args, own_log), "/logstore/")
    stores = tuple(pulumi.Output.concat(start, written.store) for written in args.written)
    return [
        Statement(actions=("log:GetCursorOrData",), resources=stores),
        Statement(actions=("log:PostLogStoreLogs",), resources=(pulumi.Output.concat(start, own_log.name),)),
    ]


def _project(args: LogForwarderArgs, own_log: LogStore) -> pulumi.Output[str]:
    """Resource name of the project that all log stores of the stack lie in."""
    start = f"acs:log:{args.platform.args.region}:"
    return pulumi.Output.concat(start, args.platform.account, ":project/", own_log.project)


def _trigger(
    written: Written,
    args: LogForwarderArgs,
    function: alicloud.fc.V3Function,
    caller: Identity,
    own_log: LogStore,
    opts: pulumi.ResourceOptions,
) -> None:
    alicloud.fc.V3Trigger(
        f"{written.name}-forward",
        function_name=function.function_name,
        trigger_name=written.name,
        trigger_type="log",
        invocation_role=caller.able,
        source_arn=_project(args, own_log),
        trigger_config=policy.json_text(
            {
                "sourceConfig": {"logstore": written.store},
                "jobConfig": {"maxRetryTime": RETRIES, "triggerInterval": SECONDS},
                # The function reads the part's name from it.
                "functionParameter": {"part": written.part},
                "logConfig": {"project": own_log.project, "logstore": own_log.name},
                "enable": True,
            }
        ),
        qualifier="LATEST",
        opts=opts,
    )
