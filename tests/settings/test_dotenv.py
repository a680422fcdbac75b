"""Sample environment files: what a part is told, and never a secret's value."""

import shutil
from pathlib import Path

import pytest

from settings import dotenv

CTO_NEW = Path(__file__).parents[2] / "examples" / "cto-new"

ROOT = """\
# cto-new: the secrets of dev that are yours to set.
# of the stack (registry.password_secret)
REGISTRY_PASSWORD=
# of the stack (groundwork:docker)
BACKUP_KEY=
# of worker, cron; may be left out
# OPENAI_API_KEY=
"""
API = """\
NODE_ENV=production
LOG_LEVEL=debug
# url of database: known where the stack runs; here: postgresql://app:<password>@127.0.0.1:5432/app
DATABASE_URL=
# url of cache: known where the stack runs; here: redis://:<password>@127.0.0.1:6379/0
REDIS_URL=
STORAGE_DRIVER=s3
# endpoint of files: known where the stack runs
S3_ENDPOINT=
# region of files: known where the stack runs
S3_REGION=
# bucket of files: known where the stack runs
S3_BUCKET=
# access_key_id of files: known where the stack runs
S3_ACCESS_KEY_ID=
# secret_access_key of files: known where the stack runs
S3_SECRET_ACCESS_KEY=
# internal_endpoint of files: known where the stack runs
S3_INTERNAL_ENDPOINT=
PORT=3001
API_PORT=3001
FRONTEND_BASE_URL=https://dev.cto.example.com
# secret: the stack makes one of its own; any long text will do here
JWT_SECRET=
"""
WORKER = """\
WORKER_CONCURRENCY=4
# url/1 of cache: known where the stack runs; here: redis://:<password>@127.0.0.1:6379/1
WORKER_BROKER_URL=
ENABLE_PROMETHEUS=true
# secret: yours to set; may be left out
# OPENAI_API_KEY=
"""
WEB = """\
PORT=3000
NEXT_PUBLIC_API_BASE_URL=https://api.dev.cto.example.com
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """cto-new for development, on this machine."""
    for file in CTO_NEW.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    stack = tmp_path / "Pulumi.dev.yaml"
    stack.write_text(stack.read_text().replace("groundwork:cloud: aws", "groundwork:cloud: docker"))
    return tmp_path


def printed(project: Path, capsys: pytest.CaptureFixture[str], *part: str) -> str:
    """What the command prints, without the variables of traces."""
    assert dotenv.main(["-C", str(project), "--stack", "dev", *part]) == 0
    lines = capsys.readouterr().out.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("OTEL_"))


def test_for_the_root_the_secrets_that_the_operator_sets(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(project, capsys) == ROOT


def test_for_a_part_every_variable_that_it_will_have(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "# cto-new: what api is told in dev, for a copy of it that runs by itself.\n"
    assert printed(project, capsys, "api") == head + API


@pytest.mark.parametrize(("part", "end"), [("worker", WORKER), ("web", WEB)])
def test_for_every_other_part_as_well(project: Path, capsys: pytest.CaptureFixture[str], part: str, end: str) -> None:
    assert printed(project, capsys, part).endswith(end)


def test_it_is_what_runs_in_any_stack(capsys: pytest.CaptureFixture[str]) -> None:
    """On another cloud another store's variables, and nothing is published there."""
    text = printed(CTO_NEW, capsys, "api")
    assert "# url of database: known where the stack runs\nDATABASE_URL=\n" in text
    assert "STORAGE_DRIVER=s3\n" in text
    assert "S3_REGION=eu-central-1\n" in text
    assert "S3_INTERNAL_ENDPOINT" not in text


def test_an_operator_s_secret_has_no_value_even_where_it_is_set(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "Pulumi.dev.yaml").open("a") as stack:
        stack.write("  cto-new:OPENAI_API_KEY: {secure: v1:cipher}\n")
    for part in ((), ("worker",)):
        text = printed(project, capsys, *part)
        assert "# OPENAI_API_KEY=\n" in text
        assert "cipher" not in text


def test_values_that_a_shell_would_take_apart_are_quoted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = project / "app.yaml"
    own = 'LOG_LEVEL: info\n  GREETING: "two words # and $more"\n  SAID: "it\'s \\"$5\\""'
    app.write_text(app.read_text().replace("LOG_LEVEL: info", own))
    text = printed(project, capsys, "web")
    assert "GREETING='two words # and $more'\n" in text
    assert 'SAID="it\'s \\"\\$5\\""\n' in text


def test_another_name_is_refused_with_those_there_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert dotenv.main(["-C", str(project), "--stack", "dev", "files"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        'no container is called "files"; there are api, web, worker, seed, backup, cron\n',
    )


def test_what_is_refused_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = project / "app.yaml"
    app.write_text(app.read_text().replace("uses: [cache, files]", "uses: [cash, files]"))
    assert dotenv.main(["-C", str(project), "--stack", "dev", "api"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert 'there is no part "cash"' in said.err
