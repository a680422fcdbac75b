"""Where a new version is asked whether it is well, before requests move to it."""

from tests.settings.conftest import Read

ROUTES = """
services: {api: {rollout: blue_green, entry_token: ENTRY_TOKEN}}
routes: {"/api": api, "/api/deep": api}
"""


def test_the_first_rule_of_such_a_part_has_a_place_for_its_candidate(read: Read) -> None:
    stack = read(ROUTES, config={"shop:ENTRY_TOKEN": "token-1"}, secret_keys=("shop:ENTRY_TOKEN",))
    routes = stack.services["api"].routes
    asked = [(route.priority, route.candidate_priority) for route in routes if route.candidate_priority is not None]
    assert len(asked) == 1
    taken = [place for route in routes for place in (route.priority, route.guard_priority) if place is not None]
    assert asked[0][1] not in taken
    assert asked[0][1] > asked[0][0]


def test_others_have_none(read: Read) -> None:
    stack = read('routes: {"/api": api}')
    assert [route.candidate_priority for route in stack.services["api"].routes] == [None]
