"""Which operation waits for which, and the longest chain of them."""

from simulator.command.schedule import Schedule, schedule
from tests.command.operations import graph, operation, urn


def waits(plan: Schedule) -> dict[str, list[str]]:
    """What each operation waits for, by `operation name`."""
    names = [f"{each.operation} {each.urn.removeprefix(urn(''))}" for each in plan.operations]
    return {name: sorted(names[earlier] for earlier in each) for name, each in zip(names, plan.waits, strict=True)}


def test_resource_is_made_after_what_it_needs() -> None:
    plan = schedule([operation("b"), operation("a")], graph(), graph(a="", b="a"))
    assert waits(plan) == {"create b": ["create a"], "create a": []}


def test_resources_without_an_operation_pass_on_what_they_need() -> None:
    after = graph(a="", component="unchanged", unchanged="a", b="component")
    assert waits(schedule([operation("a"), operation("b")], graph(), after))["create b"] == ["create a"]


def test_only_the_nearest_operations_are_waited_for() -> None:
    after = graph(a="", b="a", c="b")
    plan = schedule([operation("a"), operation("b"), operation("c")], graph(), after)
    assert waits(plan)["create c"] == ["create b"]


def test_resource_is_deleted_after_what_needed_it() -> None:
    plan = schedule([operation("a", "delete"), operation("b", "delete")], graph(a="", b="a"), graph())
    assert waits(plan) == {"delete a": ["delete b"], "delete b": []}


def test_engine_deletes_after_it_has_made_everything() -> None:
    operations = [operation("new", at=(0, 5)), operation("old", "delete", at=(5, 6))]
    assert waits(schedule(operations, graph(old=""), graph(new=""))) == {"create new": [], "delete old": ["create new"]}


def test_resource_deleted_first_to_be_replaced_is_made_after_that() -> None:
    operations = [operation("a", "delete", at=(0, 5)), operation("a", at=(5, 9))]
    assert waits(schedule(operations, graph(a=""), graph(a=""))) == {"delete a": [], "create a": ["delete a"]}


def test_update_after_create_before_delete_replacement() -> None:
    operations = [
        operation("a", at=(0, 1)),
        operation("b", "update", at=(1, 2)),
        operation("a", "delete", at=(2, 3)),
    ]
    plan = schedule(operations, graph(a="", b="a"), graph(a="", b="a"))
    assert waits(plan) == {"create a": [], "update b": ["create a"], "delete a": ["create a", "update b"]}


def test_reads_wait_for_nothing() -> None:
    plan = schedule([operation("a", "read"), operation("b", "read")], graph(a="", b="a"), graph(a="", b="a"))
    assert waits(plan) == {"read a": [], "read b": []}


DIAMOND = [operation("a", seconds=2), operation("b", seconds=10), operation("c", seconds=3), operation("d", seconds=4)]
AFTER = graph(a="", b="a", c="a", d="b c")


def test_ideal_times_start_as_soon_as_possible() -> None:
    times = {each.urn: (each.start, each.finish) for each in schedule(DIAMOND, {}, AFTER).ideal().operations}
    assert times == {urn("a"): (0, 2), urn("b"): (2, 12), urn("c"): (2, 5), urn("d"): (12, 16)}


def test_critical_path_is_the_longest_chain_by_the_table() -> None:
    plan = schedule(DIAMOND, {}, AFTER)
    assert [each.urn for each in plan.critical_path()] == [urn("a"), urn("b"), urn("d")]
    assert plan.ideal().makespan() == 16


def test_makespan_is_counted_from_the_first_start() -> None:
    operations = [operation("a", at=(600, 602)), operation("b", at=(601, 615.5))]
    assert schedule(operations, {}, {}).makespan() == 15.5


def test_nothing_done_takes_no_time() -> None:
    plan = schedule([], {}, {})
    assert (plan.makespan(), plan.ideal().operations, plan.critical_path()) == (0.0, (), [])
