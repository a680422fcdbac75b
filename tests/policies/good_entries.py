"""What stands around an entry: firewalls, registries, names, passwords; no rule has anything to say about it."""

from tests.policies.building import Stack, joined, made
from tests.policies.good_data import document

COUNTED = {"cloudwatchMetricsEnabled": True}
OWN = {"AWS": "arn:aws:iam::111122223333:root"}
PULL = {"Effect": "Allow", "Principal": OWN, "Action": "ecr:BatchGetImage"}


def with_entries(stack: Stack) -> Stack:
    """The stack with everything that its entries need."""
    return _with_names(_with_registry(_with_firewall(stack)))


def _with_firewall(stack: Stack) -> Stack:
    known = {
        "name": "known",
        "overrideAction": {"none": {}},
        "visibilityConfig": COUNTED,
        "statement": {"managedRuleGroupStatement": {"name": "AWSManagedRulesKnownBadInputsRuleSet"}},
    }
    limit = {
        "name": "limit",
        "action": {"block": {}},
        "visibilityConfig": COUNTED,
        "statement": {"rateBasedStatement": {"limit": 1000.0}},
    }
    acl = made("aws:wafv2/webAcl:WebAcl", "firewall", {"visibilityConfig": COUNTED, "rules": [known, limit]})
    apart = {"action": {"count": {}}, "visibilityConfig": COUNTED, "statement": {"geoMatchStatement": {}}}
    return joined(
        stack,
        acl,
        made("aws:wafv2/webAclRule:WebAclRule", "firewall-rule", apart, webAclArn=acl),
        made("aws:wafv2/webAclAssociation:WebAclAssociation", "guarded", resourceArn=stack["entry"], webAclArn=acl),
        made(
            "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
            "firewall-log",
            {"logDestinationConfigs": ["arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-1"]},
            resourceArn=acl,
        ),
        made(
            "aws:lb/targetGroup:TargetGroup",
            "targets",
            {"protocol": "HTTPS", "healthCheck": {"path": "/healthz", "protocol": "HTTPS"}},
        ),
    )


def _with_registry(stack: Stack) -> Stack:
    repository = made(
        "aws:ecr/repository:Repository",
        "images",
        {
            "imageTagMutability": "IMMUTABLE",
            "imageScanningConfiguration": {"scanOnPush": True},
            "encryptionConfigurations": [{"encryptionType": "KMS", "kmsKey": "k"}],
        },
        encryptionConfigurations=stack["key"],
    )
    return joined(
        stack,
        repository,
        made("aws:ecr/lifecyclePolicy:LifecyclePolicy", "images-kept", repository=repository),
        made(
            "aws:ecr/repositoryPolicy:RepositoryPolicy",
            "images-policy",
            {"policy": document(PULL)},
            repository=repository,
        ),
    )


def _with_names(stack: Stack) -> Stack:
    zone = made("aws:route53/zone:Zone", "zone", {"name": "example.com"})
    return joined(
        stack,
        zone,
        made("aws:route53/zone:Zone", "inside-zone", {"name": "internal", "vpcs": [{"vpcId": "vpc-1"}]}),
        made("aws:route53/queryLog:QueryLog", "zone-log", zoneId=zone),
        made("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", "zone-signed", hostedZoneId=zone),
        made("aws:route53/record:Record", "host", {"type": "A", "aliases": [{"name": "x"}]}, aliases=stack["entry"]),
        made("aws:route53/record:Record", "mail", {"type": "MX", "records": ["10 mail.example.net"]}),
        made(
            "aws:acm/certificate:Certificate",
            "certificate",
            {"domainName": "example.com", "subjectAlternativeNames": ["www.example.com"], "keyAlgorithm": "RSA_2048"},
        ),
        made(
            "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
            "passwords",
            {
                "minimumPasswordLength": 14.0,
                "requireLowercaseCharacters": True,
                "requireUppercaseCharacters": True,
                "requireNumbers": True,
                "requireSymbols": True,
                "passwordReusePrevention": 24.0,
                "maxPasswordAge": 90.0,
            },
        ),
    )
