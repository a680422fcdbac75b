"""What an AWS account needs once, that no update does by itself."""

STEPS = (
    "a hosted zone for the domain of each stack that has one, in this account: "
    "https://console.aws.amazon.com/route53/v2/hostedzones",
    "a region that is on by default, or switched on for the account: https://console.aws.amazon.com/billing/home#/account",
    "cost allocation tags `application`, `stack` and `part` activated, by which `budget` and bills tell stacks apart: "
    "https://console.aws.amazon.com/billing/home#/tags",
    "AWS Backup opted in for RDS, S3 and EFS in the region, by which restore drills find what to restore: "
    "https://console.aws.amazon.com/backup/home#/settings",
    "an account that may make CloudFront distributions: a new one is verified first, on request to support: "
    "https://console.aws.amazon.com/support/home",
    "quotas of the region: Elastic IP addresses (5, and three of them for the NAT gateways of one production stack), "
    "VPCs (5), Fargate vCPU (6 in a new account): https://console.aws.amazon.com/servicequotas/home",
    "`iam:CreateServiceLinkedRole` for whoever deploys: the first ECS service, load balancer, database, cache and scaling "
    "policy of an account make a role each",
    "recipients of alarms who confirm the subscription in the mail that the first update sends them",
)
"""Sentences, each with the page of the console where there is one. Sources: traps of a first deployment in AWS's own
documentation of these services; the quotas are its defaults and may have been raised."""
