"""Containers, identities, an edge and alarms that no rule has anything to say about."""

import json

from policies.pack.values import Secret
from tests.policies.building import Stack, cloned, joined, made
from tests.policies.good_data import document
from tests.policies.good_entries import with_entries

BOUNDARY = "arn:aws:iam::111122223333:policy/boundary"
ACCOUNT = {"StringEquals": {"aws:SourceAccount": "111122223333"}}
TASK_TRUST = {
    "Effect": "Allow",
    "Principal": {"Service": "ecs-tasks.amazonaws.com"},
    "Action": "sts:AssumeRole",
    "Condition": ACCOUNT,
}
READ_FILES = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::files/*"}
LOG_IN = {"Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}
CONTAINER = {
    "name": "api",
    "image": f"registry.example.com/api@sha256:{'0' * 64}",
    "user": "1000",
    "portMappings": [{"containerPort": 8000}],
    "healthCheck": {"command": ["CMD", "ask"]},
    "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
    "readonlyRootFilesystem": True,
    "environment": [
        {"name": "APP_ENV", "value": "production"},
        {"name": "PASSWORD_MIN_LENGTH", "value": "12"},
        {"name": "NEXT_PUBLIC_MAP_API_KEY", "value": "shown-to-everybody"},
    ],
    "secrets": [{"name": "DATABASE_URL", "valueFrom": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x"}],
    "logConfiguration": {"logDriver": "awslogs"},
}


LOG = {"retentionInDays": 365.0, "kmsKeyId": "k", "skipDestroy": True}


def containers(**changes: object) -> str:
    """The definitions of one good container, or of one that differs in what is given."""
    return json.dumps([{**CONTAINER, **changes}])


def with_parts(stack: Stack) -> Stack:
    """The stack with everything that runs in it."""
    return with_entries(_with_notices(_with_edge(_with_service(_with_identities(stack)))))


def _with_identities(stack: Stack) -> Stack:
    own = made(
        "aws:iam/role:Role",
        "api-role",
        {
            "assumeRolePolicy": document(TASK_TRUST),
            "inlinePolicies": [{"name": "read", "policy": document(READ_FILES)}],
            "managedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"],
            "permissionsBoundary": BOUNDARY,
        },
    )
    starting = made(
        "aws:iam/role:Role",
        "execution-role",
        {"assumeRolePolicy": document(TASK_TRUST), "permissionsBoundary": BOUNDARY},
    )
    policy = made("aws:iam/policy:Policy", "policy", {"policy": document(READ_FILES)})
    user = made("aws:iam/user:User", "user")
    key = made("aws:iam/accessKey:AccessKey", "user-key", user=user)
    return joined(
        stack,
        own,
        starting,
        policy,
        made("aws:iam/rolePolicy:RolePolicy", "login", {"policy": document(LOG_IN)}, role=starting),
        user,
        key,
        made("aws:iam/userPolicy:UserPolicy", "user-policy", {"policy": document(READ_FILES)}, user=user),
        made(
            "aws:secretsmanager/secretVersion:SecretVersion",
            "user-key-stored",
            {"secretString": Secret("generated")},
            secretString=key,
        ),
        made(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "attachment",
            {"policyArn": "arn:aws:iam::111122223333:policy/own"},
            role=own,
            policyArn=policy,
        ),
    )


def _with_service(stack: Stack) -> Stack:
    task = made(
        "aws:ecs/taskDefinition:TaskDefinition",
        "task",
        {
            "containerDefinitions": containers(),
            "networkMode": "awsvpc",
            "cpu": "512",
            "memory": "1024",
            "volumes": [{"name": "files", "efsVolumeConfiguration": {"transitEncryption": "ENABLED"}}],
            "taskRoleArn": "arn:aws:iam::111122223333:role/api",
            "executionRoleArn": "arn:aws:iam::111122223333:role/execution",
        },
        taskRoleArn=stack["api-role"],
        executionRoleArn=stack["execution-role"],
    )
    return joined(
        stack,
        task,
        made(
            "aws:ecs/cluster:Cluster",
            "cluster",
            {
                "settings": [{"name": "containerInsights", "value": "enabled"}],
                "configuration": {"executeCommandConfiguration": {"logging": "OVERRIDE", "kmsKeyId": "k"}},
            },
            configuration=stack["key"],
        ),
        made(
            "aws:ecs/service:Service",
            "service",
            {
                "desiredCount": 2.0,
                "networkConfiguration": {"assignPublicIp": False, "subnets": ["subnet-3", "subnet-4"]},
                "deploymentCircuitBreaker": {"enable": True, "rollback": True},
            },
            networkConfiguration=[stack["private"], stack["room"]],
            taskDefinition=task,
        ),
        made(
            "aws:scheduler/schedule:Schedule",
            "job",
            {"target": {"ecsParameters": {"networkConfiguration": {"assignPublicIp": False}}}},
            target=[stack["private"], stack["room"]],
        ),
        made(
            "aws:lb/listener:Listener",
            "https",
            {
                "protocol": "HTTPS",
                "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
                "defaultActions": [{"type": "forward"}],
            },
        ),
        made(
            "aws:lb/listener:Listener",
            "http",
            {"protocol": "HTTP", "defaultActions": [{"type": "redirect", "redirect": {"protocol": "HTTPS"}}]},
        ),
    )


def _with_edge(stack: Stack) -> Stack:
    stack = cloned(stack, "files", "pages")
    headers = made(
        "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
        "headers",
        {"securityHeadersConfig": {"strictTransportSecurity": {"accessControlMaxAgeSec": 31536000.0}}},
    )
    control = made("aws:cloudfront/originAccessControl:OriginAccessControl", "control")
    return joined(
        stack,
        control,
        headers,
        made(
            "aws:cloudfront/distribution:Distribution",
            "edge",
            {
                "defaultRootObject": "index.html",
                "defaultCacheBehavior": {"viewerProtocolPolicy": "redirect-to-https"},
                "orderedCacheBehaviors": [{"viewerProtocolPolicy": "https-only", "responseHeadersPolicyId": "h"}],
                "viewerCertificate": {
                    "acmCertificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/1",
                    "minimumProtocolVersion": "TLSv1.2_2021",
                    "sslSupportMethod": "sni-only",
                },
                "enabled": True,
                "restrictions": {"geoRestriction": {"restrictionType": "none"}},
                "webAclId": "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/1",
                "originGroups": [{"originId": "either"}],
                "loggingConfig": {"bucket": "logs.s3.amazonaws.com"},
                "origins": [
                    {"originId": "web", "originAccessControlId": "E1"},
                    {
                        "originId": "api",
                        "customOriginConfig": {
                            "originProtocolPolicy": "https-only",
                            "originSslProtocols": ["TLSv1.2"],
                        },
                    },
                ],
            },
            defaultCacheBehavior=headers,
            orderedCacheBehaviors=headers,
            origins=[control, stack["pages"]],
        ),
    )


def _with_notices(stack: Stack) -> Stack:
    key = stack["key"]
    return joined(
        stack,
        made(
            "aws:secretsmanager/secret:Secret", "secret", {"kmsKeyId": "k", "recoveryWindowInDays": 30.0}, kmsKeyId=key
        ),
        made(
            "aws:secretsmanager/secretVersion:SecretVersion",
            "secret-version",
            {"secretString": Secret("generated"), "secretBinary": Secret("generated")},
        ),
        made("aws:ssm/parameter:Parameter", "parameter", {"value": Secret("generated")}),
        made("aws:cloudwatch/logGroup:LogGroup", "log", LOG, kmsKeyId=key),
        made("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm", {"actionsEnabled": True, "alarmActions": ["topic"]}),
        made("aws:sns/topic:Topic", "topic", {"kmsMasterKeyId": "k", "policy": document()}, kmsMasterKeyId=key),
        made("aws:sns/topicPolicy:TopicPolicy", "topic-policy", {"policy": document()}),
        made("aws:sns/topicSubscription:TopicSubscription", "subscription", {"protocol": "email"}),
    )
