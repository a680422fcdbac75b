"""A whole application, of every kind of part: what the five systems need together can be said."""

from pathlib import Path
from types import MappingProxyType

import pytest
from pydantic import ValidationError

from components.connection import Facet, Template
from tests.settings.conftest import Read

APP = """
name: towow
database: {version: "15", extensions: [vector], migrate: [alembic, upgrade, head]}
cache: {}
buckets:
  files: {cors: ["https://{domain}"], expire_days: 30}
services:
  api:
    image: ghcr.io/towow/api:1.4.2
    port: 8000
    health: /health/ready
    uses: [database, cache, files, agent]
    streaming: true
    scale: {min: 2, max: 10, cpu_percent: 70}
    variables:
      APP_ENV: production
      CORS_ORIGINS: "{web.url}"
      DATABASE_URL: "{database.url+asyncpg}"
      OPENAGENT_HOST: "{agent.host}"
      OPENAGENT_HTTP_PORT: "{agent.port}"
      WORKER_BROKER_URL: "{cache.url/1}"
    secrets: [ANTHROPIC_API_KEY]
    generate: [ADMIN_API_KEY]
  agent:
    build: {context: agent, dockerfile: docker/Dockerfile.agent, target: run}
    port: 8700
    health: /api/health
    architecture: arm64
    user: "1000:1000"
    read_only: false
    secrets: [ANTHROPIC_API_KEY]
workers:
  tasks:
    image: ghcr.io/towow/api:1.4.2
    command: [dramatiq, app.tasks]
    uses: [database, cache]
    scale: {min: 1, max: 6, queue_delay_seconds: 60}
    spot: true
jobs:
  cleanup: {image: "ghcr.io/towow/api:1.4.2", command: [clean], schedule: "0 3 * * *", uses: [database]}
frontends:
  web: {kind: static, directory: dist}
routes: {"/": web, "/api": api, "/events": api}
domain: app.example.com
"""


def test_the_sample_loads(read: Read, tmp_path: Path) -> None:
    (tmp_path / "agent").mkdir()
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker/Dockerfile.agent").write_text("FROM scratch\n")
    config = {"shop:ANTHROPIC_API_KEY": "sk-ant-1"}
    stack = read(app=APP, environment="prod", config=config, secret_keys=tuple(config))
    api = stack.services["api"]
    assert {name: api.variables[name] for name in ("DATABASE_URL", "OPENAGENT_HOST", "OPENAGENT_HTTP_PORT")} == {
        "DATABASE_URL": Template((Facet("database", "url+asyncpg"),)),
        "OPENAGENT_HOST": Template((Facet("agent", "host"),)),
        "OPENAGENT_HTTP_PORT": Template(("8700",)),
    }
    assert api.variables["CORS_ORIGINS"] == Template(("https://app.example.com",))
    assert stack.buckets["files"].cors == ["https://app.example.com"]
    assert [(route.path, route.priority) for route in api.routes] == [("/api", 9024), ("/events", 9100)]
    assert stack.entry is not None
    assert stack.entry.streaming
    assert stack.services["agent"].private_name
    assert stack.services["agent"].routes == ()
    assert api.migration is not None
    assert api.migration.command == ("alembic", "upgrade", "head")
    assert (stack.services["agent"].secrets, stack.workers["tasks"].secrets) == (("ANTHROPIC_API_KEY",), ())


def test_the_stack_cannot_be_changed(read: Read) -> None:
    stack = read()
    for target, name, error in (
        (stack, "region", AttributeError),
        (stack.services["api"].spec, "cpu", ValidationError),
    ):
        with pytest.raises(error):
            setattr(target, name, getattr(target, name))
    for mapping in (stack.services, stack.jobs, stack.static, stack.addresses, stack.services["api"].variables):
        assert isinstance(mapping, MappingProxyType)
