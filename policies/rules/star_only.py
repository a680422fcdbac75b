"""The actions that accept no resource but "*", with the reason each is needed at all."""

STAR_ONLY_ACTIONS = {
    "ecr:GetAuthorizationToken": "a login to the registry is for the registry, not for a repository",
    "ssmmessages:CreateControlChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:CreateDataChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:OpenControlChannel": "a shell in a container (ECS Exec) has no resource to name",
    "ssmmessages:OpenDataChannel": "a shell in a container (ECS Exec) has no resource to name",
    "logs:DescribeLogGroups": "listing log groups has no resource to name",
    "tag:GetResources": "looks through the tags of every service",
    "ec2:DescribeAccountAttributes": "lists what the account has",
    "ec2:DescribeAvailabilityZones": "lists what the region has",
    "ec2:DescribeInternetGateways": "lists what the region has",
    "ec2:DescribeNetworkInterfaces": "lists what the region has",
    "ec2:DescribeSecurityGroups": "lists what the region has",
    "ec2:DescribeSubnets": "lists what the region has",
    "ec2:DescribeVpcs": "lists what the region has",
    "elasticloadbalancing:DescribeListeners": "lists what the region has",
    "elasticloadbalancing:DescribeRules": "lists what the region has",
    "elasticloadbalancing:DescribeTargetGroups": "lists what the region has",
    "elasticloadbalancing:DescribeTargetHealth": "lists what the region has",
    "cloudwatch:PutMetricData": "metrics have no ARN; a condition on the namespace narrows it",
    "cloudwatch:GetMetricData": "metrics have no ARN",
    "xray:PutTraceSegments": "traces have no ARN",
    "xray:PutTelemetryRecords": "traces have no ARN",
    "sts:GetCallerIdentity": "asks who one is",
}
"""From the AWS Service Authorization Reference: actions with an empty "Resource types" column."""
