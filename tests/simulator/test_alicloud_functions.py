"""What Function Compute refuses and answers."""

import json
from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import role, store
from tests.simulator.world import World

FUNCTION = "alicloud:fc/v3Function:V3Function"
TRIGGER = "alicloud:fc/v3Trigger:V3Trigger"


def inputs(**more: Any) -> dict[str, Any]:
    return {
        "functionName": "relay",
        "runtime": "python3.10",
        "handler": "index.handler",
        "code": {"zipFile": "UEsFBg=="},
        **more,
    }


@pytest.fixture
def function(ali: World) -> Record:
    """A function."""
    return ali.make(FUNCTION, "relay", **inputs())


def triggering(**more: Any) -> dict[str, Any]:
    config = '{"authType": "anonymous", "methods": ["POST"]}'
    named = {"functionName": "relay", "triggerName": "calls", "qualifier": "LATEST"}
    return {**named, "triggerType": "http", "triggerConfig": config, **more}


def test_a_function_answers_its_name(function: Record) -> None:
    assert function.id == "relay"
    assert function.properties["functionArn"] == "acs:fc:eu-central-1:1234567890123456:functions/relay"


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"memorySize": 100}, "memorySize: a multiple of 64 from 128 to 32768; got 100"),
        ({"memorySize": 64}, "memorySize: a multiple of 64 from 128 to 32768; got 64"),
        ({"memorySize": 128, "cpu": 1}, "cpu: 1 to 4 GiB of memory for each vCPU, and at least 0.05 vCPU; got 1"),
        (
            {"memorySize": 1024, "cpu": 0.01},
            "cpu: 1 to 4 GiB of memory for each vCPU, and at least 0.05 vCPU; got 0.01",
        ),
        ({"diskSize": 1024}, "diskSize: one of 512, 10240; got 1024"),
    ],
)
def test_sizes_go_together(ali: World, more: dict[str, Any], problem: str) -> None:
    assert ali.problems(FUNCTION, None, **inputs(**more)) == [problem]
    assert ali.problems(FUNCTION, None, **inputs(memorySize=128, cpu=0.05, diskSize=512)) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"functionName": "1st"}, "InvalidArgument: a function's name has 1 to 128 letters, digits, _ and -; 1st"),
        ({"code": {}}, "InvalidArgument: code is required but not provided"),
    ],
)
def test_a_function_has_a_name_and_code(ali: World, more: dict[str, Any], words: str) -> None:
    assert ali.refused(FUNCTION, **inputs(**more)) == words


def test_a_runtime_is_one_that_there_is(ali: World) -> None:
    (words,) = ali.problems(FUNCTION, None, **inputs(runtime="python2.7"))
    assert words.startswith("runtime: ")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"role": "acs:ram::1:role/x"}, "InvalidArgument: role 'acs:ram::1:role/x' does not exist"),
        ({"logConfig": {"project": "p"}}, "InvalidArgument: project 'p' does not exist"),
        ({"logConfig": {"logstore": "s"}}, "InvalidArgument: logstore 's' does not exist"),
    ],
)
def test_a_function_acts_as_a_role_and_writes_to_a_store(ali: World, more: dict[str, Any], words: str) -> None:
    assert ali.refused(FUNCTION, **inputs(**more)) == words


def test_a_trigger_answers_an_address(ali: World, function: Record) -> None:
    made = ali.make(TRIGGER, "calls", **triggering())
    assert made.id == "relay:calls"
    assert made.properties["httpTrigger"]["urlInternet"] == "https://relay.eu-central-1.fcapp.run"
    assert ali.remove_refused(function) == "InvalidArgument: function 'relay' has the trigger 'relay:calls'"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"functionName": "other"}, "FunctionNotFound: function 'other' does not exist"),
        (
            {"triggerConfig": "{}"},
            "InvalidArgument: an HTTP trigger needs authType (anonymous, function, jwt) and methods",
        ),
        (
            {"triggerType": "cron"},
            (
                "InvalidArgument: triggerType: one of http, timer, oss, log, mns_topic, cdn_events, tablestore, "
                "eventbridge, not cron"
            ),
        ),
    ],
)
def test_a_trigger_says_who_may_call(ali: World, function: Record, more: dict[str, Any], words: str) -> None:
    assert ali.refused(TRIGGER, **triggering(**more)) == words


def watching(caller: Record, **config: Any) -> dict[str, Any]:
    """A trigger that calls for what is new in the log store `api`."""
    told = {
        "sourceConfig": {"logstore": "api"},
        "logConfig": {"project": "logs", "logstore": "own"},
        "jobConfig": {"triggerInterval": 60},
        **config,
    }
    return triggering(
        triggerType="log",
        triggerConfig=json.dumps(told),
        sourceArn="acs:log:eu-central-1:1234567890123456:project/logs",
        invocationRole=caller.properties["arn"],
    )


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"sourceConfig": {}}, "a log trigger needs sourceConfig.logstore, logConfig.project and .logstore"),
        (
            {"logConfig": {"project": "logs"}},
            "a log trigger needs sourceConfig.logstore, logConfig.project and .logstore",
        ),
        (
            {"logConfig": {"project": "logs", "logstore": "api"}},
            "logConfig.logstore must not be the log store that is watched: api",
        ),
        ({"jobConfig": {"triggerInterval": 1}}, "triggerInterval: 3 to 600 seconds; got 1"),
    ],
)
def test_a_log_trigger_says_what_it_watches(ali: World, function: Record, config: dict[str, Any], words: str) -> None:
    store(ali)
    assert (
        ali.refused(TRIGGER, **watching(role(ali, service="log.aliyuncs.com"), **config)) == f"InvalidArgument: {words}"
    )


def test_a_log_trigger_watches_what_there_is_as_a_role(ali: World, function: Record) -> None:
    caller = role(ali, service="log.aliyuncs.com")
    assert ali.refused(TRIGGER, **watching(caller)) == "LogStoreNotExist: logstore api does not exist"
    store(ali)
    assert ali.refused(TRIGGER, **watching(role(ali, "other"))) == (
        "InvalidArgument: a log trigger needs an invocationRole that log.aliyuncs.com may assume"
    )
    assert ali.make(TRIGGER, "calls", **watching(caller)).id == "relay:calls"
