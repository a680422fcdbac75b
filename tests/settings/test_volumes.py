"""Folders that outlive a container."""

import pytest

from tests.settings.conftest import Lines, Read
from tests.settings.docker import COMMAND, host

KEEPING = """
workers: {tasks: {volumes: {data: /app/data, models: /app/models}}}
jobs: {cleanup: {command: [clean], volumes: {scratch: /scratch}}}
"""


def test_a_file_system_on_the_network_is_a_member_with_one_port(read: Read) -> None:
    stack = read(KEEPING)
    assert stack.members[-4:] == ("tasks", "tasks-volumes", "cleanup", "cleanup-volumes")
    assert [(edge.source, edge.target) for edge in stack.edges if edge.port == 2049] == [
        ("tasks", "tasks-volumes"),
        ("cleanup", "cleanup-volumes"),
    ]


def test_elsewhere_it_is_none(read: Read) -> None:
    stack = read(KEEPING, config=host())
    assert stack.members[-2:] == ("tasks", "cleanup")
    assert not [edge for edge in stack.edges if edge.port == 2049]


def test_without_volumes_there_is_none(read: Read) -> None:
    assert not [member for member in read(COMMAND).members if member.endswith("-volumes")]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("{volumes: {data: data}}", 'volumes.data: "data" is not allowed here; allowed: text like "/app/data"'),
        ("{volumes: {data: /}}", 'volumes.data: "/" is not allowed here; allowed: text like "/app/data"'),
        (
            "{volumes: {data: /app/../etc}}",
            'volumes.data: "/app/../etc" cannot be a volume; allowed: an absolute path below /, like "/data"',
        ),
        ("{volumes: {a: /data, b: /data}}", 'volumes.b: "/data" is in `volumes.a` already; keep one'),
        ("{volumes: {a: /tmp}}", 'volumes.a: "/tmp" is in `writable` already; keep one'),
    ],
)
def test_folders_are_checked(lines: Lines, change: str, line: str) -> None:
    assert lines(f"workers: {{tasks: {change}}}") == [f"app.yaml: workers.tasks.{line}"]


def test_no_part_is_called_like_a_file_system(lines: Lines) -> None:
    change = "workers: {tasks: {volumes: {data: /data}}, tasks-volumes: {image: 'a:1'}}"
    assert lines(change) == [
        (
            "app.yaml: workers.tasks.volumes: tasks-volumes is what its file system is called, "
            "and a part has that name; rename one"
        )
    ]


def test_a_part_that_keeps_something_may_be_replaced_on_request(read: Read, lines: Lines) -> None:
    config = {"groundwork:replace": '["tasks"]'}
    assert read("workers: {tasks: {volumes: {data: /data}}}", config=config).replace == frozenset({"tasks"})
    assert lines(config=config) == [
        (
            'Pulumi.dev.yaml: groundwork:replace[0]: "tasks" is a worker; '
            "allowed: platform, network, database, cache, files, web"
        )
    ]
