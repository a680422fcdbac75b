"""The account that the simulated cloud belongs to, ready for its first stack."""

ACCOUNT = "1234567890123456"
"""Sixteen digits, as Alibaba Cloud counts accounts."""
ROLES = (
    "AliyunRDSInstanceEncryptionDefaultRole",
    "AliyunServiceRoleForAlb",
    "AliyunServiceRoleForAutoScaling",
    "AliyunServiceRoleForDBS",
    "AliyunServiceRoleForECI",
    "AliyunServiceRoleForNatgw",
    "AliyunServiceRoleForRdsPgsqlOnEcs",
    "AliyunServiceRoleForSlbLogDelivery",
    "AliyunCDNAccessingPrivateOSSRole",
)
"""The roles of services that somebody made when the account was set up."""
FIREWALL = "waf_v3_public_cn-simulated01"
"""The Web Application Firewall 3.0 of the account."""
FILED = ("example.cn", "example.com.cn")
"""Domains with an ICP filing: their names and what ends in them may be served from the mainland."""


def is_filed(domain: str) -> bool:
    """Whether a host name has an ICP filing."""
    return any(domain == filed or domain.endswith(f".{filed}") for filed in FILED)
