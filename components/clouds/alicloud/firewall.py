"""A web application firewall before the entry: an edition of the load balancer, whose change keeps the balancer."""

import pulumi

EDITION = "StandardWithWaf"
"""Requests are judged by Web Application Firewall 3.0 inside the load balancer, by the rules that it begins with."""

REGIONS = frozenset(
    {
        "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-southeast-6",
        "ap-southeast-7", "cn-beijing", "cn-chengdu", "cn-guangzhou", "cn-hangzhou", "cn-hongkong", "cn-qingdao",
        "cn-shanghai", "cn-shenzhen", "cn-wulanchabu", "cn-zhangjiakou", "eu-central-1", "me-central-1", "na-south-1",
        "us-east-1", "us-west-1",
    }
)  # fmt: skip
"""Where there is one (WAF 3.0 user guide, "Enable WAF protection for ALB instances", 2025-09-23)."""

ACTIVATION = (
    "activate Web Application Firewall 3.0, pay-as-you-go, where an application has `firewall: true`: "
    "https://yundun.console.aliyun.com"
)
"""What an administrator does once."""


def check(region: str) -> None:
    """Refuse a region without it; RunError names those with."""
    if region not in REGIONS:
        allowed = ", ".join(sorted(REGIONS))
        raise pulumi.RunError(f"app.yaml: firewall: {region} has no load balancer with one; allowed: {allowed}")
