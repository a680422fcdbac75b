"""The actions that accept no resource but "*", with the reason each is needed at all."""

STAR_ONLY_ACTIONS = {
    "ecr:GetAuthorizationToken": "a login to the registry is for the registry, not for a repository",
    "ssmmessages:CreateControlChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:CreateDataChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:OpenControlChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:OpenDataChannel": "a shell in a container (ECS Exec) has no resource to name",
    "logs:DescribeLogGroups": "listing log groups has no resource to name",
    "cloudwatch:PutMetricData": "metrics have no ARN; a condition on the namespace narrows it",
    "cloudwatch:GetMetricData": "metrics have no ARN",
    "xray:PutTraceSegments": "traces have no ARN",
    "xray:PutTelemetryRecords": "traces have no ARN",
    "sts:GetCallerIdentity": "asks who one is",
}
"""From the AWS Service Authorization Reference: actions with an empty "Resource types" column."""
