"""What CloudMonitor and Simple Log Service refuse and answer."""

from typing import Any

import pytest

from simulator.cloud import Record
from tests.simulator.alicloud_builders import PROJECT, STORE, store
from tests.simulator.world import World

CONTACT = "alicloud:cms/alarmContact:AlarmContact"
GROUP = "alicloud:cms/alarmContactGroup:AlarmContactGroup"
ALARM = "alicloud:cms/alarm:Alarm"
INDEX = "alicloud:log/storeIndex:StoreIndex"
DASHBOARD = "alicloud:log/dashboard:Dashboard"
ALERT = "alicloud:sls/alert:Alert"
LEVELS = "escalationsCritical, escalationsWarn, escalationsInfo, compositeExpression, prometheuses"
CRITICAL = {"escalationsCritical": {"comparisonOperator": ">=", "statistics": "Average", "threshold": "80", "times": 3}}


def contact(ali: World, **more: Any) -> Record:
    return ali.make(CONTACT, "c", alarmContactName="ops", describe="on call", **more)


@pytest.mark.parametrize("channel", ["channelsMail", "channelsSms"])
def test_a_channel_reads_as_empty_until_a_person_confirms_it(ali: World, channel: str) -> None:
    asked = {"alarmContactName": "ops", "describe": "on call", channel: "somebody"}
    made = ali.make(CONTACT, "c", **asked)
    assert (made.id, made.properties[channel]) == ("ops", "")
    assert [each.path for each in ali.differences(CONTACT, made.properties, **asked)] == [(channel,)]
    assert ali.change(made, **asked)[channel] == ""


def test_a_web_hook_counts_at_once(ali: World) -> None:
    made = contact(ali, channelsDingWebHook="https://example.com/hook")
    assert made.properties["channelsDingWebHook"] == "https://example.com/hook"
    assert "channelsMail" not in made.properties


def test_who_is_told_stays(ali: World) -> None:
    person = contact(ali)
    group = ali.make(GROUP, "g", alarmContactGroupName="ops", contacts=["ops"])
    alarm = ali.make(ALARM, "a", project="acs_alb", metric="m", contactGroups=["ops"], **CRITICAL)
    assert ali.remove_refused(person) == "ContactInUse: The alert contact ops is in the contact group ops"
    words = f"ContactGroupInUse: The alert contact group ops is notified by {alarm.id}"
    assert ali.remove_refused(group) == words
    words = "ContactGroupNotExists: The alert contact group does not exist: nobody"
    assert ali.refused(ALARM, project="acs_alb", metric="m", contactGroups=["nobody"], **CRITICAL) == words


def test_an_alarm_has_a_level(ali: World) -> None:
    contact(ali)
    ali.make(GROUP, "g", alarmContactGroupName="ops", contacts=["ops"])
    asked = {"project": "acs_alb", "metric": "m", "contactGroups": ["ops"], "name": "errors"}
    words = f"ParameterInvalid: an alarm needs one of {LEVELS}"
    assert ali.refused(ALARM, **asked) == words
    made = [ali.make(ALARM, "a", **asked, **CRITICAL) for _ in range(2)]
    assert made[0].id != made[1].id
    assert ali.change_refused(made[0], **asked) == words


def test_a_project_has_one_name(ali: World) -> None:
    assert ali.problems(PROJECT) == ["projectName: exactly one of projectName, name must be given"]
    assert ali.problems(PROJECT, None, projectName="a", name="b") == [
        "projectName: only one of projectName, name may be given, got projectName, name"
    ]


@pytest.mark.parametrize("first", ["projectName", "name"])
@pytest.mark.parametrize("second", ["projectName", "name"])
def test_a_project_is_named_by_its_old_property_too(ali: World, first: str, second: str) -> None:
    made = ali.make(PROJECT, "p", **{first: "logs"})
    assert (made.id, made.properties["projectName"], made.properties["name"]) == ("logs", "logs", "logs")
    assert ali.refused(PROJECT, **{second: "logs"}) == "ProjectAlreadyExist: Project logs already exists"


def test_a_store_is_named_after_its_project(ali: World) -> None:
    made = store(ali)
    assert (made.id, made.properties["retentionPeriod"], made.properties["shardCount"]) == ("logs:api", 30, 2)
    old = ali.make(STORE, "s", project="logs", name="web")
    assert (old.id, old.properties["projectName"], old.properties["logstoreName"]) == ("logs:web", "logs", "web")
    words = "LogStoreAlreadyExist: logstore api already exists"
    assert ali.refused(STORE, projectName="logs", logstoreName="api") == words
    assert ali.refused(STORE, project="nope", name="api") == "ProjectNotExist: The Project does not exist : nope"


def test_the_shards_of_a_store_never_change_by_a_program(ali: World) -> None:
    made = store(ali)
    asked = {"projectName": "logs", "logstoreName": "api", "shardCount": 8}
    assert ali.differences(STORE, made.properties, **asked) == []
    assert ali.change(made, **asked, retentionPeriod=60)["shardCount"] == 2


def test_an_index_covers_something_and_is_there_once(ali: World) -> None:
    store(ali)
    asked = {"project": "logs", "logstore": "api"}
    words = "one of fullText, fieldSearches must be set"
    assert ali.refused(INDEX, **asked) == words
    made = ali.make(INDEX, "i", **asked, fullText={"caseSensitive": False})
    assert made.id == "logs:api"
    assert ali.change_refused(made, **asked) == words
    [field] = ali.change(made, **asked, fieldSearches=[{"name": "status"}])["fieldSearches"]
    assert (field["name"], field["type"]) == ("status", "long")
    words = "IndexAlreadyExist: log store index api is already created"
    assert ali.refused(INDEX, **asked, fullText={}) == words


def test_a_project_takes_all_that_is_in_it_along(ali: World) -> None:
    for name in ("logs", "other"):
        store(ali, name)
        ali.make(INDEX, "i", project=name, logstore="api", fullText={"caseSensitive": False})
        board = ali.make(DASHBOARD, "d", projectName=name, dashboardName="all", charList="[]")
        query = {"configuration": {"queryLists": [{"store": "api", "query": "*"}]}, "schedule": {"type": "FixedRate"}}
        alert = ali.make(ALERT, "a", projectName=name, alertName="slow", displayName="Slow", **query)
        assert (board.id, alert.id) == (f"{name}:all", f"{name}:slow")
    [project] = ali.cloud.find(PROJECT, projectName="logs")
    ali.remove(project)
    assert {each.type for each in ali.cloud.resources()} == {PROJECT, STORE, INDEX, DASHBOARD, ALERT}
    assert {each.id.split(":")[0] for each in ali.cloud.resources()} == {"other"}
