"""The one change in an example that each rule about logs, alarms and firewalls must notice, on both clouds."""

from policies.pack.resource import Resource
from tests.policies.building import GONE, Stack, made
from tests.policies.mutation import Mutation, edited, of_type, otherwise, removed
from tests.policies.mutations.entries import without

ALARM, GROUP = "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/logGroup:LogGroup"
ALI_ALARM, STORE = "alicloud:cms/alarm:Alarm", "alicloud:log/store:Store"
TOPIC, WEB_ACL = "aws:sns/topic:Topic", "aws:wafv2/webAcl:WebAcl"
CONTACT = "alicloud:cms/alarmContact:AlarmContact"
DOMAIN, RULE = "alicloud:wafv3/domain:Domain", "alicloud:wafv3/defenseRule:DefenseRule"
TEMPLATE = "alicloud:wafv3/defenseTemplate:DefenseTemplate"
BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet"
COUNTED = {"cloudwatchMetricsEnabled": True}
ACL = {
    "visibilityConfig": COUNTED,
    "rules": [
        {
            "overrideAction": {"none": {}},
            "visibilityConfig": COUNTED,
            "statement": {"managedRuleGroupStatement": {"name": BAD_INPUTS}},
        },
        {
            "action": {"block": {}},
            "visibilityConfig": COUNTED,
            "statement": {"rateBasedStatement": {"limit": 100.0}},
        },
    ],
}


def _acl(stack: Stack) -> list[Resource]:
    """A firewall that writes into the stack's first log group."""
    acl = made(WEB_ACL, "added", ACL)
    log = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
    return [acl, made(log, "added-log", resourceArn=acl, logDestinationConfigs=of_type(stack, GROUP)[:1])]


def of_acl(rule: str, path: str, value: object) -> Mutation:
    return Mutation(rule=rule, cloud="aws", type=WEB_ACL, path=path, value=value, adds=_acl)


def _protected(stack: Stack) -> list[Resource]:
    return [edited(store, "opts.protect", True) for store in of_type(stack, STORE)]


def _domain(_stack: Stack) -> list[Resource]:
    template = made(TEMPLATE, "added", {"status": "1"})
    act = {"config": {"ruleAction": "block"}}
    scenes = ("waf_group", "cc")
    rules = [made(RULE, f"added-{scene}", {"defenseScene": scene, **act}, templateId=template) for scene in scenes]
    return [template, made(DOMAIN, "added-domain", {"domain": "example.com"}), *rules]


def of_defense(rule: str, *scenes: str) -> Mutation:
    """The firewall less its rules of these scenes."""
    names = [f"added-{scene}" for scene in scenes]

    def change(stack: Stack) -> Stack:
        return removed(stack, *(each for each in stack.values() if each.type == RULE and each.name in names))

    return Mutation(rule=rule, cloud="alicloud", adds=_domain, change=change)


MUTATIONS = (
    otherwise("LG-01", GROUP, "retentionInDays", GONE),
    otherwise("LG-02", GROUP, "kmsKeyId", GONE),
    otherwise("LG-03", ALARM, "alarmActions", []),
    otherwise("LG-04", TOPIC, "kmsMasterKeyId", GONE),
    otherwise("LG-06", GROUP, "skipDestroy", False),
    otherwise("LG-01", STORE, "retentionPeriod", GONE, "X-06"),
    otherwise("LG-02", STORE, "encryptConf.enable", False),
    otherwise("LG-03", ALI_ALARM, "contactGroups", []),
    otherwise("LG-04", CONTACT, "channelsDingWebHook", "http://oapi.example.com/robot"),
    otherwise("LG-05", STORE, "enableWebTracking", True),
    Mutation(rule="LG-06", cloud="alicloud", type=STORE, path="opts.protect", value=False, adds=_protected),
    of_acl("WF-01", "rules[].overrideAction", GONE),
    of_acl("WF-02", "rules[].statement.managedRuleGroupStatement.name", "AWSManagedRulesCommonRuleSet"),
    otherwise("WF-03", WEB_ACL, "visibilityConfig.cloudwatchMetricsEnabled", False),
    without("WF-04", "aws", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"),
    of_acl("WF-05", "rules", lambda old: old[:1]),
    Mutation(rule="WF-01", cloud="alicloud", type=TEMPLATE, path="status", value="0", adds=_domain),
    of_defense("WF-02", "waf_group"),
    of_defense("WF-05", "cc"),
)
