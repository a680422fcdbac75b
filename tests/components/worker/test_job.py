import json
from typing import Any

import pulumi
import pytest

from components.worker import JobSpec, Worker
from tests.components.containers.parts import IMAGE, stage, worker_args
from tests.components.recorder import Recorder, run, value, without_tags

SCHEDULE = "aws:scheduler/schedule:Schedule"


def deploy(**spec: Any) -> Worker:
    def program() -> Worker:
        platform, network = stage(environment="dev")
        return Worker("cleanup", worker_args(platform, network, JobSpec(image=IMAGE, **spec)))

    return run(program)


def test_a_scheduled_job_starts_its_task(recorder: Recorder) -> None:
    deploy(schedule="0 3 * * *")
    assert recorder.inputs(SCHEDULE) == {
        "description": "Starts cleanup",
        "scheduleExpression": "cron(0 3 * * ? *)",
        "scheduleExpressionTimezone": "UTC",
        "flexibleTimeWindow": {"mode": "OFF"},
        "target": {
            "arn": "arn:aws:ecs:eu-central-1:123456789012:cluster/platform-cluster-1234567",
            "roleArn": "arn:aws:iam::123456789012:role/cleanup-starter-1234567",
            "retryPolicy": {"maximumRetryAttempts": 3, "maximumEventAgeInSeconds": 3600},
            "ecsParameters": {
                "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:notes-prod-cleanup",
                "launchType": "FARGATE",
                "platformVersion": "LATEST",
                "taskCount": 1,
                "enableEcsManagedTags": True,
                "propagateTags": "TASK_DEFINITION",
                "networkConfiguration": {
                    "subnets": ["network-app-1-id", "network-app-2-id", "network-app-3-id"],
                    "securityGroups": ["network-cleanup-id"],
                    "assignPublicIp": False,
                },
            },
        },
    }


def test_a_job_tells_the_command_that_starts_it_by_hand(recorder: Recorder) -> None:
    assert value(deploy().start) == (
        "aws ecs run-task --region eu-central-1 --launch-type FARGATE --cluster platform-cluster-1234567 "
        "--task-definition notes-prod-cleanup --network-configuration "
        "'awsvpcConfiguration={subnets=[network-app-1-id,network-app-2-id,network-app-3-id],"
        "securityGroups=[network-cleanup-id]}'"
    )


def test_the_schedule_may_start_this_task_with_its_two_roles_and_nothing_else(recorder: Recorder) -> None:
    deploy(schedule="0 3 * * *")
    policy = json.loads(recorder.inputs("aws:iam/rolePolicy:RolePolicy", "cleanup-starter-policy")["policy"])
    cluster = "arn:aws:ecs:eu-central-1:123456789012:cluster/platform-cluster-1234567"
    assert policy["Statement"] == [
        {
            "Effect": "Allow",
            "Action": ["ecs:RunTask"],
            "Resource": ["arn:aws:ecs:eu-central-1:123456789012:task-definition/notes-prod-cleanup:*"],
            "Condition": {"ArnEquals": {"ecs:cluster": cluster}},
        },
        {
            "Effect": "Allow",
            "Action": ["ecs:TagResource"],
            "Resource": ["arn:aws:ecs:eu-central-1:123456789012:task/platform-cluster-1234567/*"],
            "Condition": {"StringEquals": {"ecs:CreateAction": "RunTask"}},
        },
        {
            "Effect": "Allow",
            "Action": ["iam:PassRole"],
            "Resource": [
                "arn:aws:iam::123456789012:role/cleanup-execution-1234567",
                "arn:aws:iam::123456789012:role/cleanup-role-1234567",
            ],
            "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}},
        },
    ]
    (trust,) = json.loads(recorder.inputs("aws:iam/role:Role", "cleanup-starter")["assumeRolePolicy"])["Statement"]
    assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "123456789012"}}


def test_a_job_on_command_has_a_task_and_no_schedule(recorder: Recorder) -> None:
    job = deploy(schedule=None)
    assert recorder.names(SCHEDULE) == []
    assert job.service is None
    assert value(job.task) == "arn:aws:ecs:eu-central-1:123456789012:notes-prod-cleanup"


def test_a_job_runs_no_service_and_opens_no_shell(recorder: Recorder) -> None:
    deploy(schedule="0 3 * * *")
    assert recorder.names("aws:ecs/service:Service") == []
    assert "cleanup-role-policy" not in recorder.names("aws:iam/rolePolicy:RolePolicy")
    task = without_tags(recorder.inputs("aws:ecs/taskDefinition:TaskDefinition"))
    assert "volumes" not in task


def test_a_schedule_that_the_cloud_cannot_keep_is_refused_in_a_sentence(recorder: Recorder) -> None:
    with pytest.raises(pulumi.RunError) as refused:
        deploy(schedule="0 0 1 * 1")
    sentence = "jobs.cleanup.schedule: 0 0 1 * 1: day of month and day of week cannot both be given"
    assert str(refused.value) == sentence
