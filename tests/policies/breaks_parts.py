"""How each rule about identities, containers, the edge and logs is broken."""

from tests.policies.breaks import granting, linking, setting
from tests.policies.building import GONE
from tests.policies.good_data import document
from tests.policies.good_parts import ACCOUNT, TASK_TRUST, containers

FILES = "arn:aws:s3:::files/*"
ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"
FULL_S3 = "arn:aws:iam::aws:policy/AmazonS3FullAccess"
PUBLIC_TOPIC = document({"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": "arn:aws:sns:x:1:t"})

IDENTITY = [
    *granting("IA-01", {"Action": "*", "Resource": "*"}, "IA-02", "IA-03", "IA-09"),
    *granting("IA-01", {"NotAction": "iam:*", "Resource": "*"}, "IA-02"),
    *granting("IA-02", {"Action": ["s3:*"], "Resource": FILES}),
    *granting("IA-02", {"NotAction": "s3:DeleteBucket", "Resource": FILES}),
    *granting("IA-03", {"Action": "s3:GetObject", "Resource": "*"}),
    *granting("IA-03", {"Action": "s3:GetObject", "NotResource": "arn:aws:s3:::other/*"}),
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
]

COMPUTE = [
    setting("EC-01", "service", "networkConfiguration.assignPublicIp", True),
    setting("EC-01", "job", "target.ecsParameters.networkConfiguration.assignPublicIp", True),
    setting("EC-02", "task", "containerDefinitions", containers(privileged=True)),
    setting("EC-03", "task", "containerDefinitions", containers(readonlyRootFilesystem=False)),
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
    setting("EC-12", "task", "taskRoleArn", GONE),
    setting("EC-12", "task", "executionRoleArn", GONE),
    linking("EC-12", "task", "taskRoleArn", "execution-role"),
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
    setting("LG-01", "log", "retentionInDays", GONE),
    setting("LG-01", "log", "retentionInDays", 0.0),
    setting("LG-02", "log", "kmsKeyId", GONE),
    setting("LG-03", "alarm", "actionsEnabled", False),
    setting("LG-03", "alarm", "alarmActions", []),
    setting("LG-04", "topic", "kmsMasterKeyId", GONE),
    setting("LG-04", "topic", "policy", PUBLIC_TOPIC),
    setting("LG-04", "topic-policy", "policy", PUBLIC_TOPIC),
    setting("LG-04", "subscription", "protocol", "http"),
]
