"""A preview, summed up for people."""

from groundwork.plan.answer import Plan
from tests.groundwork.building import DATABASE, RDS, instance, previewed, refused, state, step
from tests.groundwork.printing import text

TASK, SERVICE = "aws:ecs/taskDefinition:TaskDefinition", "aws:ecs/service:Service"


def test_a_replaced_database_comes_first_and_says_what_is_lost() -> None:
    old, new = instance(), instance(engine="mysql")
    task = state(TASK, "api-task")
    plan = Plan(
        previewed(
            [DATABASE, old],
            [
                step("create", None, task),
                step("replace", old, new, detailedDiff={"engine": {}, "tags": {}}, replaceReasons=["engine"]),
            ],
        )
    )
    assert plan.title == "shop, prod: 1 replaced, 1 made"
    first, second, third = text(plan).splitlines()[:3]
    assert first == plan.title
    assert third.split(maxsplit=1) == ["database", third.split(maxsplit=1)[1]]
    assert "replaced, with its data (database)" in third
    assert third.rstrip().endswith("engine")
    assert second.split() == ["part", "resource", "because", "of"]


def test_a_new_revision_of_a_task_is_no_replacement_of_anything() -> None:
    old, new = state(TASK, "api-task"), state(TASK, "api-task", {"cpu": "512"})
    plan = Plan(previewed([old], [step("replace", old, new, replaceReasons=["cpu"])]))
    assert plan.title == "shop, prod: 1 in a new version"
    assert [(row.operation, row.loses_data) for row in plan.rows] == [("revise", False)]


def test_a_changed_database_keeps_its_data() -> None:
    old, new = instance(), instance(allocatedStorage=100)
    plan = Plan(previewed([DATABASE, old], [step("update", old, new, detailedDiff={"allocatedStorage": {}})]))
    (row,) = plan.data()["changes"]
    assert row == {
        "part": "database",
        "operation": "update",
        "type": RDS,
        "name": "database-instance",
        "properties": ["allocatedStorage"],
        "data": "database",
        "loses_data": False,
    }


def test_components_have_no_line() -> None:
    plan = Plan(previewed([], [step("create", None, DATABASE), step("create", None, instance())]))
    assert [row.name for row in plan.rows] == ["database-instance"]


def test_without_changes_it_says_so() -> None:
    plan = Plan(previewed([DATABASE], []))
    assert (plan.title, plan.code, text(plan)) == ("shop, prod: nothing changes", 0, "shop, prod: nothing changes\n")


def test_a_refusal_stops_a_pipeline_and_advice_does_not() -> None:
    new = instance()
    steps = [step("create", None, new)]
    advised = Plan(previewed([], steps, [refused("DB-13", new, "Alarms are missing.", mandatory=False)]))
    assert (advised.code, "advice: Alarms are missing." in text(advised)) == (0, True)
    stopped = Plan(previewed([], steps, [refused("DB-01", new, "Storage is not encrypted.")]))
    assert (stopped.code, "refused: Storage is not encrypted." in text(stopped)) == (1, True)
    assert stopped.data()["policies"] == [
        {"rule": "DB-01", "mandatory": True, "urn": new["urn"], "message": "Storage is not encrypted."}
    ]


def test_a_page_shows_markup_in_names_as_text() -> None:
    new = state(SERVICE, "<script>alert(1)</script>")
    assert "&lt;script&gt;" in Plan(previewed([], [step("create", None, new)])).markup()
    assert "<script>" not in Plan(previewed([], [step("create", None, new)])).markup()


def test_the_longest_chain_is_told() -> None:
    key, service = state("aws:kms/key:Key", "platform-key"), instance()
    service["dependencies"] = [key["urn"]]
    plan = Plan(previewed([], [step("create", None, key), step("create", None, service)]))
    assert plan.forecast.lines() == [
        "expected to take 5 min 0 s: platform-key 10 s, database-instance 4 min 50 s",
    ]
    assert plan.data()["forecast"]["seconds"] == 300
