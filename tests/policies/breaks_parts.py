"""How each rule about identities, containers, the edge and logs is broken."""

import json

from tests.policies.breaks import adding, granting, linking, removing, setting
from tests.policies.building import GONE
from tests.policies.good_data import document
from tests.policies.good_parts import ACCOUNT, READ_FILES, TASK_TRUST, containers

DIGEST = f"sha256:{'0' * 64}"
OWN_ROLE = "arn:aws:iam::111122223333:role/api"
FILES = "arn:aws:s3:::files/*"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
FULL_S3 = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
PUBLIC_TOPIC = document({"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "arn:aws:sns:x:1:t"})
WEAK_PASSWORDS = {
    "minimumPasswordLength": 13.0,
    "requireLowercaseCharacters": False,
    "requireUppercaseCharacters": False,
    "requireNumbers": False,
    "requireSymbols": GONE,
    "passwordReusePrevention": 5.0,
    "maxPasswordAge": 0.0,
}

IDENTITY = [
    *granting("IA-01", {"Action": "*", "Resource": "*"}, "X-02", "IA-02", "IA-03", "IA-04", "IA-05", "IA-09"),
    *granting("IA-01", {"NotAction": "iam:*", "Resource": "*"}, "X-02", "IA-02"),
    *granting("IA-02", {"Action": ["s3:*"], "Resource": FILES}, "X-02"),
    *granting("IA-02", {"NotAction": "s3:DeleteBucket", "Resource": FILES}, "X-02"),
    *granting("IA-03", {"Action": "s3:GetObject", "Resource": "*"}, "IA-05"),
    *granting("IA-03", {"Action": "s3:ListBucket", "NotResource": "arn:aws:s3:::other"}),
    *granting("IA-04", {"Action": "iam:PutRolePolicy", "Resource": OWN_ROLE}),
    *granting("IA-04", {"Action": ["iam:PassRole", "ec2:RunInstances"], "Resource": "*"}, "IA-03", "X-02"),
    *granting("IA-05", {"Action": "sts:GetFederationToken", "Resource": "arn:aws:sts::111122223333:federated-user/x"}),
    *granting("IA-05", {"Action": "s3:Get*", "Resource": "arn:aws:s3:::*/*"}),
    *granting("IA-05", {"Action": "ssm:GetParameter", "Resource": "arn:aws:ssm:eu-central-1:111122223333:parameter/*"}),
    *granting("IA-05", {"Action": "kms:PutKeyPolicy", "Resource": "arn:aws:kms:eu-central-1:111122223333:key/*"}),
    *granting("IA-09", {"Action": "kms:Decrypt", "Resource": "arn:aws:kms:eu-central-1:111122223333:key/*"}),
    *granting(
        "IA-09",
        {
            "Action": "kms:Decrypt",
            "Resource": "arn:aws:kms:eu-central-1:111122223333:key/*",
            "Condition": {"StringEqualsIfExists": {"aws:ResourceTag/managed-by": "groundwork"}},
        },
    ),
    *granting("IA-09", {"Action": "kms:De*", "Resource": "*"}, "IA-03"),
    setting("IA-06", "attachment", "policyArn", ADMINISTRATOR),
    setting("IA-06", "attachment", "policyArn", FULL_S3),
    setting("IA-06", "api-role", "managedPolicyArns", [ADMINISTRATOR]),
    setting("IA-07", "api-role", "assumeRolePolicy", document({**TASK_TRUST, "Principal": "*"})),
    setting("IA-07", "api-role", "assumeRolePolicy", document({**TASK_TRUST, "Principal": {"AWS": "*"}})),
    setting("IA-07", "api-role", "assumeRolePolicy", document({**TASK_TRUST, "Condition": {}})),
    setting(
        "IA-07",
        "api-role",
        "assumeRolePolicy",
        document({**TASK_TRUST, "Principal": {"Federated": "arn:aws:iam::1:oidc-provider/x"}, "Condition": ACCOUNT}),
    ),
    setting(
        "IA-07",
        "api-role",
        "assumeRolePolicy",
        document({**TASK_TRUST, "Condition": {"StringEqualsIfExists": {"aws:SourceAccount": "1"}}}),
    ),
    setting("IA-07", "api-role", "assumeRolePolicy", "{not json"),
    removing("IA-08", "user-key"),
    removing("IA-08", "user-key-stored"),
    linking("IA-08", "user-policy", "user"),
    linking("IA-08", "user-key", "user"),
    adding("IA-08", "aws:iam/userPolicyAttachment:UserPolicyAttachment", {"user": "somebody"}),
    adding("IA-08", "aws:iam/userLoginProfile:UserLoginProfile", {"user": "somebody"}),
    setting("IA-10", "api-role", "permissionsBoundary", GONE),
    *granting("IA-11", {"Action": "s3:GetObject", "Resource": "files"}),
    *granting("IA-11", {"Action": "s4:GetObject", "Resource": "arn:aws:s4:::files/*"}),
    *granting("IA-11", {"Action": "GetObject", "Resource": FILES}),
    *granting("IA-11", {"Action": "dynamodb:GetItem", "Resource": FILES}),
    setting("IA-11", "policy", "policy", json.dumps({"Version": "2008-10-17", "Statement": [READ_FILES]})),
    *(setting("IA-12", "passwords", name, value) for name, value in WEAK_PASSWORDS.items()),
]

COMPUTE = [
    setting("EC-01", "service", "networkConfiguration.assignPublicIp", True),
    setting("EC-01", "job", "target.ecsParameters.networkConfiguration.assignPublicIp", True),
    setting("EC-02", "task", "containerDefinitions", containers(privileged=True)),
    setting("EC-03", "task", "containerDefinitions", containers(readonlyRootFilesystem=False)),
    *(
        setting("EC-04", "task", "containerDefinitions", containers(user=user))
        for user in ("", "root", "0", "0:1000", "root:root", None)
    ),
    setting("EC-05", "task", "networkMode", "host"),
    setting("EC-05", "task", "networkMode", GONE),
    setting("EC-05", "task", "pidMode", "host"),
    setting("EC-05", "task", "ipcMode", "host"),
    *(
        setting("EC-06", "task", "containerDefinitions", containers(environment=[{"name": name, "value": value}]))
        for name, value in (
            ("DATABASE_PASSWORD", "hunter2"),
            ("JWT_SECRET", "change-me"),
            ("OPENAI_API_KEY", "x"),
            ("S3_SECRET_ACCESS_KEY", "x"),
        )
    ),
    *(
        setting(
            "EC-06", "task", "containerDefinitions", containers(environment=[{"name": name, "value": value}]), "X-03"
        )
        for name, value in (
            ("MAILER", "smtp://user:pass@mail.example.com"),
            ("NOTE", "AKIAIOSFODNN7EXAMPLE"),
            ("NOTE", "-----BEGIN RSA PRIVATE KEY-----"),
            ("NOTE", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xx.signature"),
            ("NOTE", "sk-abcdefghijklmnopqrst"),
        )
    ),
    setting("EC-07", "task", "containerDefinitions", containers(logConfiguration=None)),
    setting("EC-08", "cluster", "settings", [{"name": "containerInsights", "value": "disabled"}]),
    setting("EC-08", "cluster", "settings", GONE),
    setting("EC-09", "service", "platformVersion", "1.3.0"),
    setting("EC-10", "service", "enableExecuteCommand", True),
    setting("EC-10", "cluster", "configuration.executeCommandConfiguration.logging", "NONE"),
    setting("EC-10", "cluster", "configuration.executeCommandConfiguration.kmsKeyId", GONE),
    setting("EC-11", "task", "volumes.0.efsVolumeConfiguration.transitEncryption", "DISABLED"),
    setting("EC-11", "task", "volumes.0.efsVolumeConfiguration.transitEncryption", GONE),
    setting("EC-12", "task", "taskRoleArn", GONE),
    setting("EC-12", "task", "executionRoleArn", GONE),
    linking("EC-12", "task", "taskRoleArn", "execution-role"),
    *(
        setting("EC-13", "task", "containerDefinitions", containers(image=image))
        for image in ("registry.example.com/api:1", f"api@{DIGEST}", f"docker.io/library/api@{DIGEST}")
    ),
    setting("EC-14", "task", "cpu", GONE),
    setting("EC-14", "task", "memory", GONE),
    setting("EC-14", "task", "containerDefinitions", containers(linuxParameters={"capabilities": {"drop": ["CHOWN"]}})),
    setting("EC-14", "task", "containerDefinitions", containers(healthCheck=None)),
    setting("EC-15", "service", "networkConfiguration.subnets", ["subnet-3"]),
    linking("EC-15", "service", "networkConfiguration", also=("NET-12",)),
    linking("EC-15", "service", "networkConfiguration", "public", "room", also=("NET-12", "X-08")),
    setting("EC-16", "service", "desiredCount", 1.0),
    setting("EC-16", "service", "deploymentCircuitBreaker.enable", False),
    setting("EC-16", "service", "deploymentCircuitBreaker.rollback", False),
]

EDGE = [
    setting("ED-01", "edge", "defaultCacheBehavior.viewerProtocolPolicy", "allow-all"),
    setting("ED-01", "edge", "orderedCacheBehaviors.0.viewerProtocolPolicy", "allow-all"),
    setting("ED-02", "edge", "viewerCertificate.minimumProtocolVersion", "TLSv1"),
    setting("ED-02", "edge", "viewerCertificate.sslSupportMethod", "vip"),
    setting("ED-04", "edge", "origins.1.customOriginConfig.originProtocolPolicy", "match-viewer"),
    setting("ED-04", "edge", "origins.1.customOriginConfig.originSslProtocols", ["TLSv1", "TLSv1.2"]),
    setting("ED-05", "edge", "origins.0.originAccessControlId", GONE),
    setting("ED-09", "headers", "securityHeadersConfig.strictTransportSecurity", GONE),
    setting("ED-09", "edge", "orderedCacheBehaviors.0.responseHeadersPolicyId", GONE),
    linking("ED-09", "edge", "defaultCacheBehavior"),
    setting("ED-08", "edge", "defaultRootObject", GONE),
]

LOGS = [
    setting("LG-01", "log", "retentionInDays", GONE, "X-06"),
    setting("LG-01", "log", "retentionInDays", 0.0, "X-06"),
    setting("LG-01", "log", "retentionInDays", 180.0),
    setting("LG-02", "log", "kmsKeyId", GONE),
    setting("LG-03", "alarm", "actionsEnabled", False),
    setting("LG-03", "alarm", "alarmActions", [], "X-11"),
    setting("LG-04", "topic", "kmsMasterKeyId", GONE),
    setting("LG-04", "topic", "policy", PUBLIC_TOPIC),
    setting("LG-04", "topic-policy", "policy", PUBLIC_TOPIC),
    setting("LG-04", "subscription", "protocol", "http"),
    setting("LG-06", "log", "skipDestroy", False),
]
