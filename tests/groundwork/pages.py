"""A page of every verb that has one of its own, with something of each kind on it."""

from groundwork.cost.answer import Cost
from groundwork.cost.bill import of_stack
from groundwork.difference.answer import Difference
from groundwork.page import whole
from groundwork.picture.answer import Picture
from groundwork.picture.diagram import drawn
from groundwork.plan.answer import Plan
from groundwork.resources import UNKNOWN
from groundwork.timeline.answer import Timeline
from groundwork.timeline.record import Record
from tests.groundwork.building import DATABASE, RDS, instance, part, previewed, refused, state, step, urn
from tests.groundwork.stacks import asked, side

API = part("ApiService", "api")
ROLE, KEY = "aws:iam/role:Role", "aws:kms/key:Key"
TASK, GROUP = "aws:ecs/taskDefinition:TaskDefinition", "aws:ec2/securityGroup:SecurityGroup"
INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"


def plan() -> Plan:
    """Every operation, both sorts of openings and of verdicts."""
    group, key = state(GROUP, "network-api", {"description": "Part api"}), state(KEY, "platform-key")
    task, role = state(TASK, "api-task"), state(ROLE, "api-role")
    hole, inner, gone = (
        state(
            INGRESS,
            name,
            {"fromPort": 443, "toPort": 443, "ipProtocol": "tcp", "cidrIpv4": cidr},
            links={"securityGroupId": [group["urn"]]},
        )
        for name, cidr in (("hole", "0.0.0.0/0"), ("inner", "10.0.0.0/8"), ("gone", "10.1.0.0/16"))
    )
    steps = [
        step("create", None, hole),
        step("create", None, inner),
        step("delete", gone, None),
        step("replace", instance(), instance(engine="mysql"), replaceReasons=["engine"]),
        step("replace", task, task, replaceReasons=["cpu"]),
        step("update", role, role, detailedDiff={"tags": {}}),
        step("delete", key, None),
    ]
    verdicts = [refused("ST-01", hole, "Open to everybody."), refused("DB-13", role, "No alarm.", mandatory=False)]
    return Plan(previewed([DATABASE, group, key, instance(), task, role, gone], steps, verdicts))


def timeline() -> Timeline:
    """Bars on the longest chain and off it, and one that failed."""
    key, database, role = urn(KEY, "key"), urn(RDS, "database"), urn(ROLE, "role")
    bars = [
        {"urn": key, "type": KEY, "operation": "create", "start": 0, "finish": 10},
        {"urn": role, "type": ROLE, "operation": "create", "start": 0, "finish": 2, "error": "throttled"},
        {"urn": database, "type": RDS, "operation": "create", "start": 10, "finish": 300},
        {"urn": role, "type": ROLE, "operation": "update", "start": 2, "finish": 4},
    ]
    spent = {"makespan": 300.0, "critical_path": [key, database], "critical_path_seconds": 300.0}
    return Timeline(
        Record.model_validate({"command": "up", "stack": "prod", "clock": "ideal", "operations": bars, **spent})
    )


def difference() -> Difference:
    """Promises that are kept, broken and not judged, levels, resources and money."""
    policy = state("aws:iam/rolePolicy:RolePolicy", "api-policy", {"policy": UNKNOWN}, parent=API["urn"])
    here = side(asked("prod"), DATABASE, API, instance(multiAz=True), policy)
    return Difference(here, side(asked("staging"), DATABASE, instance(multiAz=False)))


def cost() -> Cost:
    """Against another bill."""
    here, there = (previewed([], [step("create", None, each)]) for each in (instance(multiAz=True), instance()))
    return Cost("shop, prod", of_stack(here, here.after), of_stack(there, there.after), "staging")


def pages() -> dict[str, str]:
    """Verb -> its page."""
    answers = {
        "cost": cost(),
        "diff": difference(),
        "graph": Picture(drawn(asked("prod"))),
        "plan": plan(),
        "timeline": timeline(),
    }
    return {verb: whole(found.title, found.markup()) for verb, found in answers.items()}
