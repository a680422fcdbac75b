"""Each verb is a thin call of pulumi or docker."""

import stat
from pathlib import Path

import pytest
import yaml

from host.__main__ import main
from tests.host.conftest import Make, Server, row

PS = (
    "docker ps --all --no-trunc --filter label=com.docker.compose.project=shop-local "
    "--filter label=com.docker.compose.oneoff=False --format {{json .}} []"
)


POLICIES = Path(__file__).parents[2] / "policies"


def run(server: Server, *arguments: str) -> int:
    """Run `./server` on the project."""
    return main(["-C", str(server.folder), *arguments])


def commands(server: Server) -> list[str]:
    """What was called, without the questions."""
    return [call.removesuffix(" []") for call in server.calls() if call != PS]


def up(server: Server) -> list[str]:
    """How a stack is deployed."""
    start = f"pulumi --cwd {server.folder}"
    return [
        f"{start} stack select --create local",
        f"{start} up --yes --skip-preview --stack local --policy-pack {POLICIES}",
    ]


def test_install_makes_the_settings_once_and_deploys(make: Make, tmp_path: Path) -> None:
    server = make()
    (server.folder / ".env.prod.example").write_text("KEY=your_key\n# a comment\n\nexport OTHER='a b'\n")
    assert run(server, "install") == 0
    start = f"pulumi --cwd {server.folder}"
    secrets = [
        f"{start} config set --secret KEY --stack local <<< your_key",
        f"{start} config set --secret OTHER --stack local <<< a b",
    ]
    assert commands(server) == [*secrets, *up(server)]
    settings = tmp_path / "opt/.env"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    settings.write_text("KEY=own\n")
    assert run(server, "install") == 0
    assert settings.read_text() == "KEY=own\n"
    assert f"{start} config set --secret KEY --stack local <<< own" in commands(server)


def test_install_fails_when_a_service_is_ill(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    server.containers(row("api-1-abc", "api"), row("cache-abc", "cache", "Up 1 second (unhealthy)"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("host.verbs.HEALTHY_WITHIN", 0)
        assert run(server, "install") == 1
    assert "ILL cache" in capsys.readouterr().out


def test_state_and_passphrase_are_the_owner_s(make: Make, tmp_path: Path) -> None:
    server = make()
    assert run(server, "start") == 0
    passphrase = tmp_path / "opt/.passphrase"
    assert stat.S_IMODE(passphrase.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "opt/state").stat().st_mode) == 0o700
    before = passphrase.read_text()
    assert len(before) >= 40
    assert run(server, "start") == 0
    assert passphrase.read_text() == before


def test_start_starts_what_is_there_and_deploys(make: Make) -> None:
    server = make()
    assert run(server, "start") == 0
    assert commands(server) == ["docker start api-1-abc database-backup-abc", *up(server)]


def test_stop_stops_and_removes_nothing(make: Make) -> None:
    server = make()
    assert run(server, "stop") == 0
    assert commands(server) == ["docker stop api-1-abc database-backup-abc"]


@pytest.mark.parametrize(
    ("arguments", "names"), [((), "api-1-abc database-backup-abc"), (("database",), "database-backup-abc")]
)
def test_restart_is_of_a_part_or_of_all(make: Make, arguments: tuple[str, ...], names: str) -> None:
    server = make()
    assert run(server, "restart", *arguments) == 0
    assert commands(server) == [f"docker restart {names}"]


def test_status_shows_part_name_and_state(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    assert run(server, "status") == 0
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert told[0] == ["api", "api-1-abc", "Up", "2", "minutes", "(healthy)"]
    assert [line[0] for line in told] == ["api", "database"]


def test_logs_of_a_part_can_be_followed(make: Make) -> None:
    server = make()
    assert run(server, "logs", "api", "--follow", "--tail", "5") == 0
    assert commands(server) == ["docker logs --timestamps --tail 5 --follow api-1-abc"]


def test_all_logs_can_be_followed_at_once(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line says whose it is."""
    server = make()
    assert run(server, "logs", "--follow", "--tail", "5") == 0
    start = "docker logs --follow --timestamps --tail 5"
    assert sorted(commands(server)) == [f"{start} api-1-abc", f"{start} database-backup-abc"]
    assert sorted(capsys.readouterr().out.splitlines()) == [
        "api-1-abc           | written by api-1-abc",
        "database-backup-abc | written by database-backup-abc",
    ]


def test_following_fails_when_the_daemon_does(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    server = make()
    monkeypatch.setenv("FAILS", "logs")
    assert run(server, "logs", "--follow") == 7


def test_backup_and_restore_run_the_container_s_scripts(make: Make) -> None:
    server = make()
    assert run(server, "backup") == 0
    assert run(server, "restore") == 0
    assert run(server, "restore", "app-1.sql.gz") == 0
    start = "docker exec database-backup-abc bash /etc/groundwork"
    assert commands(server) == [
        f"{start}/backup_database.sh",
        f"{start}/restore_database.sh",
        f"{start}/restore_database.sh app-1.sql.gz",
    ]


def test_without_a_database_there_is_nothing_to_back_up(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    server = make()
    server.containers(row("api-1-abc", "api"))
    assert run(server, "backup") == 2
    assert "the application has no database" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("status", "state", "code"),
    [
        ("Up 2 minutes (healthy)", "running", 0),
        ("Up 2 minutes", "running", 0),
        ("Up 2 minutes (unhealthy)", "running", 1),
        ("Up 2 seconds (health: starting)", "running", 1),
        ("Exited (1) 2 minutes ago", "exited", 1),
    ],
)
def test_health_is_in_the_exit_code(
    make: Make, capsys: pytest.CaptureFixture[str], status: str, state: str, code: int
) -> None:
    server = make()
    server.containers(row("api-1-abc", "api", status, state))
    assert run(server, "health") == code
    assert capsys.readouterr().out.startswith("ILL api" if code else "ok  api")


def test_update_pulls_a_checkout_first(make: Make) -> None:
    server = make()
    (server.folder / ".git").mkdir()
    assert run(server, "update") == 0
    assert commands(server) == [f"git -C {server.folder} pull --ff-only", *up(server), "docker image prune --force"]


def test_update_of_plain_files_only_deploys(make: Make) -> None:
    server = make()
    assert run(server, "update") == 0
    assert commands(server) == [*up(server), "docker image prune --force"]


def test_a_remote_host_is_asked_through_ssh(make: Make) -> None:
    server = make(**{"docker:host": "ssh://deploy@server"})
    assert run(server, "stop") == 0
    assert server.calls()[-1] == "docker stop api-1-abc database-backup-abc [ssh://deploy@server]"


def test_a_line_that_is_no_setting_is_refused_without_being_shown(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = make()
    (tmp_path / "opt").mkdir()
    (tmp_path / "opt/.env").write_text("KEY=fine\nsecret without a name\n")
    assert run(server, "update") == 2
    said = capsys.readouterr().err
    assert f"{tmp_path}/opt/.env, line 2: not a setting; allowed: NAME=value, a comment, or nothing" in said
    assert "without a name" not in said
    assert commands(server) == []


def test_without_the_official_plugin_simulate_deploys(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that is run is the repository's own, told to work on the real daemon."""
    from host import engine

    monkeypatch.setattr(engine.shutil, "which", lambda _: None)
    monkeypatch.setenv("PULUMI_HOME", "/nowhere")
    monkeypatch.setattr(engine, "REPOSITORY", Path("/repository"))
    called: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(engine.subprocess, "run", lambda words, env, **_: called.append((words, env)))
    monkeypatch.setattr("host.verbs._health", lambda *_: 0)
    server = make()
    assert run(server, "install") == 0
    ((words, environment),) = called
    assert words[0] == "/repository/.venv/bin/simulate"
    assert words[1:] == ["--cwd", str(server.folder), "up", "--yes", "--skip-preview", "--stack", "local"]
    assert environment["SIMULATOR_DOCKER"] == "live"


@pytest.mark.parametrize(("plugin", "program"), [(True, "pulumi"), (False, "simulate")])
def test_the_plugin_may_lie_where_pulumi_keeps_its_own(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: bool, program: str
) -> None:
    from host import engine

    server = make()
    (tmp_path / "bin/pulumi-resource-docker").unlink()
    monkeypatch.setenv("PULUMI_HOME", str(tmp_path / "pulumi"))
    if plugin:
        (tmp_path / "pulumi/plugins/resource-docker-v5.2.0").mkdir(parents=True)
    called: list[str] = []
    monkeypatch.setattr(engine.subprocess, "run", lambda words, **_: called.append(Path(words[0]).name))
    monkeypatch.setattr("host.verbs._health", lambda *_: 0)
    assert run(server, "install") == 0
    assert set(called) == {program}


def test_without_docker_a_sentence_says_so(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = make()
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert run(server, "status") == 2
    assert "there is no `docker` on PATH" in capsys.readouterr().err


def test_env_prints_a_sample_of_what_the_files_ask_for(make: Make, capfd: pytest.CaptureFixture[str]) -> None:
    server = make()
    service = {"image": "api:1", "variables": {"LEVEL": "info"}, "secrets": ["STRIPE_KEY"]}
    (server.folder / "app.yaml").write_text(yaml.safe_dump({"name": "shop", "services": {"api": service}}))
    (server.folder / "Pulumi.local.yaml").write_text(
        yaml.safe_dump({"config": {"groundwork:cloud": "docker", "groundwork:environment": "dev"}})
    )
    assert run(server, "env") == 0
    assert capfd.readouterr().out == "# shop: the secrets of local that are yours to set.\n# of api\nSTRIPE_KEY=\n"
    assert run(server, "env", "api") == 0
    assert capfd.readouterr().out.splitlines()[1:] == [
        "PORT=8000", "LEVEL=info", "# secret: yours to set", "STRIPE_KEY=",
    ]  # fmt: skip
