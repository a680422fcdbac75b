import json
from typing import Any

import pytest

from components.api_service import ApiService, ServiceSpec
from components.connection import Facet, Template
from tests.components.containers.parts import IMAGE, SECRET, VARIABLES, secret, service_args, stage
from tests.components.recorder import Recorder, run

POLICY = "aws:iam/rolePolicy:RolePolicy"
LOGS = {
    "Effect": "Allow",
    "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
    "Resource": ["arn:aws:logs:eu-central-1:123456789012:log-group:api-logs-1234567:*"],
}
DATABASE_SECRET = {"Effect": "Allow", "Action": ["secretsmanager:GetSecretValue"], "Resource": [SECRET]}
BUCKET = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": ["arn:aws:s3:::files/*"]}
KEY = "arn:aws:kms:eu-central-1:123456789012:key/platform-key-1234567"


def deploy(spec: ServiceSpec, environment: str = "prod", **changes: Any) -> None:
    def program() -> None:
        platform, network = stage(environment=environment)
        ApiService("api", service_args(platform, network, spec, **changes))

    run(program)


def statements(recorder: Recorder, name: str) -> list[dict[str, Any]]:
    return json.loads(recorder.inputs(POLICY, name)["policy"])["Statement"]


def test_whoever_starts_a_container_writes_its_log_and_nothing_else(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE))
    assert statements(recorder, "api-execution-policy") == [LOGS]


def test_whoever_starts_a_container_reads_exactly_its_secrets(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, uses=["database"]), variables=VARIABLES, secret_values={"API_KEY": secret("hush")})
    assert statements(recorder, "api-execution-policy") == [
        LOGS,
        DATABASE_SECRET,
        {
            "Effect": "Allow",
            "Action": ["secretsmanager:GetSecretValue"],
            "Resource": ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:api-secrets-1234567"],
        },
        {
            "Effect": "Allow",
            "Action": ["kms:Decrypt"],
            "Resource": [KEY],
            "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.eu-central-1.amazonaws.com"}},
        },
    ]


def test_a_secret_that_no_variable_reads_is_not_opened(recorder: Recorder) -> None:
    host_only = {"DATABASE_HOST": Template(segments=(Facet(part="database", key="host"),))}
    deploy(ServiceSpec(image=IMAGE, uses=["database"]), variables=host_only)
    assert statements(recorder, "api-execution-policy") == [LOGS]


def test_the_code_itself_may_do_what_the_parts_it_uses_grant(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE, uses=["database", "files"]), variables=VARIABLES)
    assert statements(recorder, "api-role-policy") == [BUCKET]


def test_a_part_that_is_named_but_not_used_grants_nothing(recorder: Recorder) -> None:
    named = {"BUCKET": Template(segments=(Facet(part="files", key="bucket"),))}
    deploy(ServiceSpec(image=IMAGE), variables=named)
    assert "api-role-policy" not in recorder.names(POLICY)


@pytest.mark.parametrize("environment", ["dev", "staging"])
def test_outside_prod_a_shell_is_possible_and_recorded(recorder: Recorder, environment: str) -> None:
    deploy(ServiceSpec(image=IMAGE), environment=environment)
    shells = "arn:aws:logs:eu-central-1:123456789012:log-group:platform-cluster-shells-1234567:*"
    assert statements(recorder, "api-role-policy") == [
        {
            "Effect": "Allow",
            "Action": [
                "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ],
            "Resource": ["*"],
        },
        {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": [KEY]},
        {"Effect": "Allow", "Action": ["logs:DescribeLogGroups"], "Resource": ["*"]},
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            "Resource": [shells],
        },
    ]


def test_only_tasks_of_this_account_assume_the_roles(recorder: Recorder) -> None:
    deploy(ServiceSpec(image=IMAGE))
    for name in ("api-execution", "api-role"):
        (trust,) = json.loads(recorder.inputs("aws:iam/role:Role", name)["assumeRolePolicy"])["Statement"]
        assert trust == {
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
        }
