"""Which parts run: `profile`, `groundwork:profiles`, `groundwork:only`."""

import json

import pytest

from components.connection import Facet, Template
from tests.settings.conftest import Lines, Read

OPTIONAL = """
variables: {AGENT: "{agent.url}", LEVEL: info}
services:
  api:
    uses: [database, agent, cache, files]
    variables: {AGENT_URL: "{agent.address}/v1", MODE: fast}
  agent: {image: "shop/agent:1.0.0", profile: agent, uses: [database], variables: {PEER: x}}
frontends:
  web: {directory: dist}
  admin: {kind: static, directory: dist, profile: back-office}
routes: {"/agent": agent, "admin.{domain}/": admin}
domain: shop.example.com
database: {migrate: {part: agent, command: [up]}}
"""


def config(**keys: object) -> dict[str, str]:
    return {f"groundwork:{key}": json.dumps(value) for key, value in keys.items()}


def test_a_part_whose_profile_is_not_named_is_not_in_the_stack(read: Read) -> None:
    stack = read(OPTIONAL)
    assert set(stack.services) == {"api"}
    assert set(stack.static) == {"web"}
    assert "agent" not in stack.members
    assert not [edge for edge in stack.edges if "agent" in (edge.source, edge.target)]
    assert set(stack.addresses) == {"web", "api"}
    assert stack.entry
    assert stack.entry.alternative_hosts == ()


def test_what_others_say_of_it_is_left_out(read: Read) -> None:
    stack = read(OPTIONAL)
    assert stack.database
    assert stack.database.migrate is None
    api = stack.services["api"]
    assert api.spec.uses == ["database", "cache", "files"]
    assert api.connections == ("database", "cache", "files")
    assert not {"AGENT", "AGENT_URL"} & api.variables.keys()
    assert (api.variables["LEVEL"], api.variables["MODE"]) == (Template(("info",)), Template(("fast",)))
    assert api.migration is None


def test_a_named_profile_is_there_with_all_that_is_said_of_it(read: Read) -> None:
    stack = read(OPTIONAL, config=config(profiles=["agent"]))
    assert set(stack.services) == {"api", "agent"}
    assert set(stack.static) == {"web"}
    api = stack.services["api"]
    assert api.spec.uses == ["database", "agent", "cache", "files"]
    assert api.variables["AGENT_URL"] == Template((Facet("agent", "address"), "/v1"))
    assert api.variables["AGENT"] == Template(("https://shop.example.com/agent",))
    assert stack.services["agent"].migration
    assert stack.services["agent"].private_name
    assert set(stack.addresses) == {"web", "api", "agent"}


def test_its_secrets_are_not_asked_for(read: Read, lines: Lines) -> None:
    change = f"{OPTIONAL}\njobs: {{cleanup: {{profile: nightly, secrets: [TOKEN]}}}}"
    assert read(change).jobs == {}
    assert "TOKEN" in lines(change, config=config(profiles=["nightly"]))[0]


def test_the_stack_s_file_may_speak_of_it(read: Read) -> None:
    said = config(
        overrides={"services": {"agent": {"scale": {"max": 9}}}},
        transform={"agent": {"aws:ecs/service:Service": {"desiredCount": 1}}, "api": {"aws:ecs/service:Service": {}}},
        replace=["admin", "database"],
    )
    stack = read(OPTIONAL, config=said)
    assert set(stack.transform) == {"api"}
    assert stack.replace == {"database"}


def test_a_wrong_name_beside_it_is_told_with_its_place(lines: Lines) -> None:
    change = "services: {agent: {image: 'a:1', profile: agent}, api: {uses: [agent, databse]}}"
    assert lines(change) == ['app.yaml: services.api.uses[1]: there is no part "databse"; did you mean "database"?']


def test_an_unknown_profile_is_refused(lines: Lines) -> None:
    assert lines(OPTIONAL, config=config(profiles=["agent", "office"])) == [
        'Pulumi.dev.yaml: groundwork:profiles[1]: no part has the profile "office"; did you mean "back-office"?'
    ]
    assert lines(config=config(profiles=["agent"])) == [
        'Pulumi.dev.yaml: groundwork:profiles[0]: no part has the profile "agent"; there is none to name here'
    ]
    assert lines("services: {api: {profile: 5}}", config=config(profiles=["agent"])) == [
        (
            "app.yaml: services.api.profile: 5 is not allowed here; allowed: "
            "1 to 15 lower-case letters, digits and -, starting with a letter (in quotes)"
        )
    ]


def test_a_few_parts_alone(read: Read) -> None:
    stack = read("database: {migrate: [up]}", config=config(only=["database", "cache"]))
    assert stack.database
    assert stack.cache
    assert stack.members == ("database", "cache")
    assert (stack.entry, stack.edges, stack.containers, stack.static, stack.buckets) == (None, (), {}, {}, {})


def test_without_routes_prod_needs_no_domain(read: Read) -> None:
    assert read(environment="prod", config=config(only=["database"])).members == ("database",)


def test_stores_that_are_not_named_are_not_there(read: Read) -> None:
    stack = read(config=config(only=["files"]))
    assert (stack.database, stack.cache, set(stack.buckets)) == (None, None, {"files"})


def test_a_part_alone_keeps_its_routes(read: Read) -> None:
    change = "services: {api: {variables: {WEB: '{web.url}', LEVEL: info}}}"
    stack = read(change, config=config(only=["api", "database", "cache", "files"]))
    assert set(stack.addresses) == {"api"}
    assert stack.static == {}
    assert "WEB" not in stack.services["api"].variables
    assert stack.services["api"].variables["LEVEL"] == Template(("info",))


def test_what_a_named_part_uses_must_be_named_too(lines: Lines) -> None:
    assert lines(config=config(only=["database", "tasks", "cash"])) == [
        "Pulumi.dev.yaml: groundwork:only[1]: tasks uses cache, which is not named; name cache too",
        'Pulumi.dev.yaml: groundwork:only[2]: there is no part "cash"; did you mean "cache"?',
    ]


@pytest.mark.parametrize("named", [["agent"], ["api", "agent", "database", "cache", "files"]])
def test_a_profile_is_named_by_its_own_key(lines: Lines, named: list[str]) -> None:
    where = f"Pulumi.dev.yaml: groundwork:only[{named.index('agent')}]"
    assert f'{where}: "agent" runs under a profile that `groundwork:profiles` does not name' in lines(
        OPTIONAL, config=config(only=named)
    )


def test_what_sleeps_need_not_be_named(read: Read) -> None:
    stack = read(OPTIONAL, config=config(only=["api", "database", "cache", "files"]))
    assert set(stack.services) == {"api"}
