"""Values that are wrong by themselves: each line names file, path, what is wrong and what is allowed."""

import pytest

from tests.settings.conftest import Lines

CASES = [
    ("services: {api: {prot: 80}}", 'services.api.prot: unknown key; did you mean "port"?'),
    (
        "network: {subnets: 3}",
        "network.subnets: unknown key; allowed: cidr, zones, nat, flow_logs",
    ),
    ("servces: {}", 'servces: unknown key; did you mean "services"?'),
    (
        'services: {api: {port: "80"}}',
        'services.api.port: "80" is not allowed here; allowed: a whole number from 1 to 65535',
    ),
    (
        "services: {api: {port: 70000}}",
        "services.api.port: 70000 is not allowed here; allowed: a whole number from 1 to 65535",
    ),
    ("services: {api: {streaming: 1}}", "services.api.streaming: 1 is not allowed here; allowed: true or false"),
    ("services: {api: {uses: database}}", 'services.api.uses: "database" is not allowed here; allowed: a list'),
    ("services: {api: [1]}", "services.api: a list is not allowed here; allowed: a mapping"),
    ("services: {api: {health: ok}}", 'services.api.health: "ok" is not allowed here; allowed: text like "/healthz"'),
    (
        "services: {api: {cpu: 3}}",
        "services.api.cpu: 3 is not allowed here; allowed: 0.25, 0.5, 1, 2, 4, 8",
    ),
    ("database: {version: 15}", 'database.version: 15 is not allowed here; allowed: "14", "15", "16", "17"'),
    ("database: {backup_days: 0}", "database.backup_days: 0 is not allowed here; allowed: a whole number from 1 to 35"),
    (
        "database: {backup_window: night}",
        'database.backup_window: "night" is not allowed here; allowed: text like "02:00-03:00"',
    ),
    (
        "database: {migrate: upgrade}",
        'database.migrate: "upgrade" is not allowed here; allowed: a list or a mapping',
    ),
    ("database: {migrate: {comand: [x]}}", 'database.migrate.comand: unknown key; did you mean "command"?'),
    ("database: {migrate: [1]}", "database.migrate[0]: 1 is not allowed here; allowed: text (in quotes)"),
    ("database: {migrate: [a, {b: c}]}", "database.migrate[1]: a mapping is not allowed here; allowed: text"),
    ("cache: {replicas: 6}", "cache.replicas: 6 is not allowed here; allowed: a whole number from 0 to 5"),
    (
        "services: {api: {user: 1000}}",
        "services.api.user: 1000 is not allowed here; allowed: text (in quotes)",
    ),
    ("frontends: {web: {kind: spa}}", 'frontends.web.kind: "spa" is not allowed here; allowed: "ssr", "static"'),
    ("frontends: {admin: {directory: dist}}", 'frontends.admin.kind: missing; allowed: "ssr", "static"'),
    ("frontends: {admin: {kind: static}}", "frontends.admin.directory: missing; allowed: text"),
    (
        "frontends: {ssr: {kind: ssr, image: 'a:1', port: x}}",
        'frontends.ssr.port: "x" is not allowed here; allowed: a whole number from 1 to 65535',
    ),
    (
        "workers: {Tasks: {image: 'a:1'}}",
        (
            "workers.Tasks: this name cannot be used; allowed: 1 to 15 lower-case letters, digits and -, "
            "starting with a letter"
        ),
    ),
    (
        "services: {api: {variables: {A-B: x}}}",
        (
            "services.api.variables.A-B: this name cannot be used; allowed: a name of letters, digits and _, "
            "not starting with a digit"
        ),
    ),
    (
        "name: Shop",
        'name: "Shop" is not allowed here; allowed: 1 to 20 lower-case letters, digits and -, starting with a letter',
    ),
    ("domain: localhost", 'domain: "localhost" is not allowed here; allowed: text like "app.example.com"'),
    (
        "alarms: {error_percent: 0}",
        "alarms.error_percent: 0 is not allowed here; allowed: a number above 0, up to 100",
    ),
]


@pytest.mark.parametrize(("change", "line"), CASES, ids=[line.split(":")[0] for _, line in CASES])
def test_a_wrong_value_is_told_in_one_line(lines: Lines, change: str, line: str) -> None:
    assert lines(change) == [f"app.yaml: {line}"]


def test_a_missing_name_is_told(lines: Lines) -> None:
    assert lines(app="services: {}\n") == [
        "app.yaml: name: missing; allowed: 1 to 20 lower-case letters, digits and -, starting with a letter"
    ]


def test_an_empty_section_says_what_to_write(lines: Lines) -> None:
    assert lines(app="name: shop\ncache:\n") == ['app.yaml: cache: is empty; write "cache: {}", or leave the line out']


def test_an_empty_part_says_what_it_holds(lines: Lines) -> None:
    assert lines(app="name: shop\nbuckets: {files: }\n") == [
        "app.yaml: buckets.files: nothing is not allowed here; allowed: a mapping"
    ]
