"""What an AWS account needs once, that no update does by itself.

Sources: what each service's documentation asks of an account; quotas are the documented defaults.
"""

CONSOLE = "https://console.aws.amazon.com"
PAGES = {
    "a hosted zone for the domain of each stack that has one, in this account": "route53/v2/hostedzones",
    "a region that is on by default, or switched on for the account": "billing/home#/account",
    "cost allocation tags `application`, `stack`, `part` activated: `budget` and bills tell stacks apart by them": (
        "billing/home#/tags"
    ),
    "AWS Backup opted in for RDS, S3 and EFS in the region: restore drills find nothing otherwise": (
        "backup/home#/settings"
    ),
    "permission to make CloudFront distributions: support verifies a new account on request": "support/home",
    "quotas: Elastic IP addresses (5, a production stack's NAT gateways need 3), VPCs (5), Fargate vCPU": (
        "servicequotas/home"
    ),
    "`iam:CreateServiceLinkedRole` for whoever deploys: services make roles with their first resource": "iam/home",
}
"""What -> the page of the console where it is seen to."""
STEPS = (
    *(f"{what}: {CONSOLE}/{page}" for what, page in PAGES.items()),
    "recipients of alarms who confirm the subscription, in the mail that the first update sends them",
)
