"""How each rule about load balancers, registries, the edge, names and firewalls is broken."""

from tests.policies.breaks import adding, linking, removing, setting
from tests.policies.building import GONE
from tests.policies.good_data import document
from tests.policies.good_entries import PULL

LOAD_BALANCER = [
    setting("LB-04", "entry", "accessLogs.bucket", GONE),
    setting("LB-06", "entry", "subnets", GONE),
    removing("LB-08", "guarded"),
    setting("LB-09", "targets", "healthCheck.enabled", False),
    setting("LB-09", "targets", "healthCheck.path", GONE),
    setting("LB-09", "targets", "healthCheck.protocol", "HTTP"),
    setting("LB-09", "targets", "protocol", "HTTP"),
    adding(
        "LB-10",
        "aws:lb/loadBalancer:LoadBalancer",
        {
            "internal": False,
            "loadBalancerType": "network",
            "subnets": ["subnet-1", "subnet-2"],
            "dropInvalidHeaderFields": True,
            "enableDeletionProtection": True,
            "accessLogs": {"enabled": True, "bucket": "logs"},
        },
        "X-06",
        "X-11",
    ),
]

REGISTRY = [
    setting("RG-01", "images", "imageScanningConfiguration.scanOnPush", False),
    setting("RG-01", "images", "imageScanningConfiguration", GONE),
    setting("RG-02", "images", "imageTagMutability", "MUTABLE"),
    setting("RG-02", "images", "imageTagMutability", GONE),
    removing("RG-03", "images-kept"),
    setting("RG-04", "images", "encryptionConfigurations", GONE),
    setting("RG-04", "images", "encryptionConfigurations.0.encryptionType", "AES256"),
    setting("RG-04", "images", "encryptionConfigurations.0.kmsKey", GONE),
    setting("RG-05", "images-policy", "policy", document({**PULL, "Principal": "*"})),
]

EDGE = [
    setting("ED-03", "edge", "viewerCertificate", {"cloudfrontDefaultCertificate": True}),
    setting("ED-03", "edge", "viewerCertificate.acmCertificateArn", GONE),
    setting("ED-06", "edge", "loggingConfig", GONE),
    setting("ED-07", "edge", "webAclId", GONE),
    setting("ED-10", "edge", "originGroups", []),
    linking("ED-11", "edge", "origins", "control"),
    setting("ED-12", "edge", "enabled", False),
    setting("ED-12", "edge", "restrictions", GONE),
    setting("ED-13", "certificate", "keyAlgorithm", "RSA_1024"),
    setting("ED-13", "certificate", "domainName", "*.example.com"),
    setting("ED-13", "certificate", "subjectAlternativeNames", ["example.com", "*.example.com"]),
    setting("ED-13", "certificate", "options", {"certificateTransparencyLoggingPreference": "DISABLED"}),
    removing("ED-14", "zone-log"),
    removing("ED-14", "zone-signed"),
    linking("ED-14", "host", "aliases"),
]

FIREWALL = [
    setting("WF-01", "firewall", "rules.1.action", GONE),
    setting("WF-01", "firewall-rule", "action", GONE),
    adding(
        "WF-01",
        "aws:wafv2/webAcl:WebAcl",
        {"visibilityConfig": {"cloudwatchMetricsEnabled": True}},
        "WF-02",
        "WF-04",
        "WF-05",
    ),
    setting("WF-02", "firewall", "rules.0.statement.managedRuleGroupStatement.name", "AWSManagedRulesCommonRuleSet"),
    setting("WF-03", "firewall", "visibilityConfig.cloudwatchMetricsEnabled", False),
    setting("WF-03", "firewall", "rules.0.visibilityConfig", GONE),
    setting("WF-03", "firewall-rule", "visibilityConfig.cloudwatchMetricsEnabled", False),
    removing("WF-04", "firewall-log"),
    setting("WF-05", "firewall", "rules.1.statement", {"geoMatchStatement": {}}),
]

ALL = [*LOAD_BALANCER, *REGISTRY, *EDGE, *FIREWALL]
