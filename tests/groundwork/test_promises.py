"""A previewed stack is held to the promises: what is not known is not guessed."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from components.platform import BudgetSpec
from groundwork.promises import table
from groundwork.promises.previewed import Previewed
from groundwork.promises.verdict import BROKEN, KEPT, NOTHING, OPEN, PARTLY, Verdict, verdict
from groundwork.resources import UNKNOWN
from tests.groundwork.building import part, state
from tests.groundwork.stacks import asked, made

STACK = asked()
RDS, CACHE, FLOW = (
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:ec2/flowLog:FlowLog",
)
PROMISES = {promise.id: promise for promise in table.PROMISES}


def judged(promise: str, *resources: Mapping[str, Any], **changed: Any) -> Verdict:
    found = made(part("Database", "database"), *resources)
    return verdict(PROMISES[promise], Previewed(replace(STACK, **changed), found.after))


def policy(document: Any) -> dict[str, Any]:
    return state("aws:iam/rolePolicy:RolePolicy", "api-policy", {"policy": document})


def test_what_the_update_will_know_counts_as_given() -> None:
    key = {"storageEncrypted": True, "kmsKeyId": UNKNOWN}
    assert judged("encrypted", state(RDS, "database-instance", key)) == Verdict(KEPT)
    found = judged("encrypted", state(RDS, "database-instance", {"storageEncrypted": True}))
    assert found == Verdict(BROKEN, ("database-instance (aws:rds/instance:Instance): database storage",))


def test_a_secret_counts_as_given() -> None:
    key = {"storageEncrypted": True, "kmsKeyId": "[secret]"}
    assert judged("encrypted", state(RDS, "database-instance", key)) == Verdict(KEPT)


def test_an_input_that_should_be_there_breaks_a_promise() -> None:
    switch = state("docker:index/container:Container", "gateway-routes-switch")
    found = judged("rollout", switch, cloud="docker")
    what = "the entry changes over when they answer"
    assert found == Verdict(BROKEN, (f"gateway-routes-switch (docker:index/container:Container): {what}",))


def test_a_document_that_is_not_known_is_not_judged() -> None:
    said = "policies of roles (aws:iam/rolePolicy:RolePolicy): not known yet"
    assert judged("identity", policy(UNKNOWN)) == Verdict(OPEN, (said,))


def test_a_document_that_is_known_is_judged_and_outweighs_what_is_not() -> None:
    narrow = json.dumps({"Statement": [{"Action": "s3:GetObject"}]})
    wide = json.dumps({"Statement": [{"Action": "s3:*"}]})
    assert judged("identity", policy(narrow)) == Verdict(KEPT)
    unknown = {**policy(UNKNOWN), "urn": "urn:pulumi:prod::shop::aws:iam/rolePolicy:RolePolicy::tasks-policy"}
    found = judged("identity", policy(wide), unknown)
    assert found == Verdict(BROKEN, ("api-policy (aws:iam/rolePolicy:RolePolicy): policies of roles",))


def test_a_choice_that_is_not_known_is_no_resource_that_is_missing() -> None:
    task = state("aws:ecs/taskDefinition:TaskDefinition", "api-task", {"containerDefinitions": UNKNOWN})
    said = "an init container (aws:ecs/taskDefinition:TaskDefinition): not known yet"
    assert judged("migration", task) == Verdict(OPEN, (said,))


def test_a_stack_is_held_to_what_it_has() -> None:
    assert judged("zones") == Verdict(NOTHING)
    assert judged("zones", state(CACHE, "cache-group", {"multiAzEnabled": True})) == Verdict(KEPT)
    found = judged("zones", state(CACHE, "cache-group", {"multiAzEnabled": False}))
    assert found == Verdict(BROKEN, ("cache-group (aws:elasticache/replicationGroup:ReplicationGroup): cache",))


def test_what_is_asked_for_must_be_there() -> None:
    assert judged("budget", budget=None) == Verdict(NOTHING)
    missing = "there is no aws:budgets/budget:Budget: a budget over the stack's tags"
    assert judged("budget", budget=BudgetSpec(monthly=100)) == Verdict(BROKEN, (missing,))


def test_a_gap_of_the_cloud_is_told_to_those_whom_it_concerns() -> None:
    why = PROMISES["budget"].exceptions["docker"]
    assert judged("budget", cloud="docker", budget=BudgetSpec(monthly=100)) == Verdict(BROKEN, (why,))
    assert judged("budget", cloud="docker", budget=None) == Verdict(NOTHING)
    assert STACK.database is not None
    copied = STACK.database.model_copy(update={"copy_region": "eu-west-1"})
    why = PROMISES["copies"].exceptions["alicloud"]
    assert judged("copies", cloud="alicloud", database=copied) == Verdict(BROKEN, (why,))
    assert judged("copies", cloud="alicloud") == Verdict(NOTHING)
    assert judged("zones", cloud="docker") == Verdict(BROKEN, (PROMISES["zones"].exceptions["docker"],))
    service = {"deploymentCircuitBreaker": {"rollback": True}, "waitForSteadyState": True}
    found = judged("rollout", state("aws:ecs/service:Service", "api-service", service))
    assert found == Verdict(PARTLY, (PROMISES["rollout"].exceptions["aws"],))


def test_a_stack_is_held_to_what_its_own_cloud_promises() -> None:
    flow = state(FLOW, "network-flows", {"trafficType": "ALL"})
    assert judged("flows", flow) == Verdict(KEPT)
    assert judged("flows", flow, cloud="alicloud") == Verdict(NOTHING)


@pytest.mark.parametrize(
    ("days", "state_"), [(STACK.logs.days, KEPT), (STACK.logs.days - 1, BROKEN), (UNKNOWN, OPEN)], ids=str
)
def test_days_are_compared_with_what_the_stack_asks_for(days: Any, state_: str) -> None:
    group = state("aws:cloudwatch/logGroup:LogGroup", "api-logs", {"retentionInDays": days})
    assert judged("logs", group).state == state_


@pytest.mark.parametrize(
    ("inputs", "state_"),
    [
        ({"envs": [UNKNOWN, "DRILL=weekly"]}, KEPT),
        ({"envs": [UNKNOWN, "DRILL=never"]}, BROKEN),
        ({"envs": [UNKNOWN, "OTHER=1"]}, OPEN),
        ({"envs": ["OTHER=1"]}, BROKEN),
    ],
)
def test_variables_of_a_container_are_read_as_far_as_they_are_known(inputs: dict[str, Any], state_: str) -> None:
    assert STACK.database is not None
    drilled = STACK.database.model_copy(update={"restore_drill": "weekly"})
    backup = state("docker:index/container:Container", "database-backup", inputs)
    assert judged("drills", backup, cloud="docker", database=drilled).state == state_


def test_the_order_of_a_replacement_is_not_guessed() -> None:
    server = state("docker:index/container:Container", "api-1", {"healthcheck": {"tests": []}, "wait": True})
    found = judged("rollout", server, cloud="docker")
    assert (found.state, found.reasons[0][-38:]) == (OPEN, "a preview does not tell which goes first"[-38:])


CONTAINER = "docker:index/container:Container"


def test_a_migration_is_looked_for_in_the_part_that_has_it() -> None:
    shop = part("ApiService", "shop")
    run = state(CONTAINER, "shop-migration", {"mustRun": False, "attach": True}, parent=shop["urn"])
    new = state(CONTAINER, "shop-1", {"wait": True}, parent=shop["urn"], links={"image": [run["urn"]]})
    assert judged("migration", shop, run, new, cloud="docker") == Verdict(KEPT)
    hasty = {**new, "inputs": {"wait": False}}
    said = f"shop-1 ({CONTAINER}): which the new ones wait for"
    assert judged("migration", shop, run, hasty, cloud="docker") == Verdict(BROKEN, (said,))


def test_every_instance_is_looked_at_and_not_the_first_two() -> None:
    found = judged("confined", state(CONTAINER, "api-3", {"readOnly": False}), cloud="docker")
    assert f"api-3 ({CONTAINER}): root file systems of the application" in found.reasons


def test_a_bucket_of_any_name_has_objects_that_age() -> None:
    bucket = "alicloud:oss/bucket:Bucket"
    found = judged("age", state(bucket, "reports-bucket"), cloud="alicloud")
    assert found == Verdict(BROKEN, (f"reports-bucket ({bucket}): rules",))
