"""The applications of this repository load as every one of their stacks."""

from pathlib import Path

import pytest

import settings
from components.connection import Facet, Template
from settings.report import Report
from settings.stack_file import plain

ROOT = Path(__file__).parent.parent.parent
STACKS = ["dev", "staging", "prod"]
PROJECTS = {"notes": ROOT, "cto-new": ROOT / "examples/cto-new"}


def loaded(project: str, stack: str) -> settings.Stack:
    """A stack as its files say, with every required secret set."""
    folder = PROJECTS[project]
    names = [f"{project}:{name}" for name in settings.required_secrets(folder, stack)]
    config = plain(folder, stack, Report()) | dict.fromkeys(names, "simulated")
    return settings.read(folder, stack, config, names)


@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("project", PROJECTS)
def test_a_stack_loads(project: str, stack: str) -> None:
    loaded_stack = loaded(project, stack)
    assert (loaded_stack.name, loaded_stack.environment, loaded_stack.application) == (stack, stack, project)
    assert loaded_stack.disposable is (stack == "dev")
    assert loaded_stack.project == PROJECTS[project]


@pytest.mark.parametrize("project", PROJECTS)
def test_a_stack_has_every_kind_of_part(project: str) -> None:
    stack = loaded(project, "prod")
    assert stack.database
    assert stack.cache
    assert all([stack.buckets, stack.services, stack.workers, stack.jobs, {**stack.rendered, **stack.static}])


def test_cto_new_has_the_variables_its_document_names() -> None:
    """Source: the table of environment variables of cto-new."""
    stack = loaded("cto-new", "prod")
    api, worker = stack.services["api"].variables, stack.workers["worker"].variables
    web = stack.rendered["web"].variables
    storage = {"STORAGE_DRIVER", "S3_ENDPOINT", "S3_REGION", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"}
    common = {"NODE_ENV", "LOG_LEVEL", *(name for name in api if name.startswith("OTEL_"))}
    assert {*common, *storage, "API_PORT", "PORT", "DATABASE_URL", "REDIS_URL", "FRONTEND_BASE_URL"} == set(api)
    named = {"WORKER_CONCURRENCY", "WORKER_BROKER_URL", "ENABLE_PROMETHEUS", "REDIS_URL"}
    assert {*common, *storage, *named} == set(worker)
    assert {*common, "PORT", "NEXT_PUBLIC_API_BASE_URL", "API_URL"} == set(web)
    assert stack.services["api"].spec.generate == ["JWT_SECRET"]
    assert stack.workers["worker"].spec.optional_secrets == ["OPENAI_API_KEY"]
    assert worker["WORKER_BROKER_URL"] == Template((Facet("cache", "url/1"),))
    assert api["API_PORT"] == Template(("3001",))
    assert api["FRONTEND_BASE_URL"] == Template(("https://cto.example.com",))
    assert web["NEXT_PUBLIC_API_BASE_URL"] == Template(("https://api.cto.example.com",))
    assert web["NODE_ENV"] == Template(("production",))


def test_cto_new_keeps_logs_thirty_days_everywhere() -> None:
    assert [loaded("cto-new", stack).logs.days for stack in STACKS] == [30, 30, 30]


def test_notes_in_dev_needs_neither_secrets_nor_a_domain() -> None:
    assert settings.required_secrets(ROOT, "dev") == []
    assert loaded("notes", "dev").zone is None
    assert loaded("notes", "prod").zone == "example.com"


def test_a_private_registry_asks_for_its_password() -> None:
    assert settings.required_secrets(PROJECTS["cto-new"], "prod") == ["REGISTRY_PASSWORD"]
