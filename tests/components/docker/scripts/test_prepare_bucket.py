"""prepare_bucket.sh: a bucket is brought to what it should be, however often it is asked."""

from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

START = "aws --endpoint-url http://files:7070 s3api"
END = "--bucket notes-prod-files"


def prepared(shell: Shell, **variables: str) -> list[str]:
    """What the client is asked, without the words that every call has."""
    usual = {
        "ENDPOINT": "http://files:7070",
        "BUCKET": "notes-prod-files",
        "VERSIONING": "Enabled",
        "CORS": "",
        "POLICY": "",
    }
    done = shell.run("prepare_bucket.sh", **{**usual, **variables})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    calls = shell.calls()
    assert all(call.startswith(f"{START} ") and call.endswith(f" {END}") for call in calls)
    return [call.removeprefix(f"{START} ").removesuffix(f" {END}") for call in calls]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """The bucket is there."""
    shell = Shell(tmp_path)
    shell.recording("aws")
    return shell


def test_a_bucket_that_is_there_is_not_made_again(shell: Shell) -> None:
    assert prepared(shell) == [
        "head-bucket",
        "put-bucket-versioning --versioning-configuration Status=Enabled",
        "delete-bucket-cors",
        "delete-bucket-policy",
    ]


def test_one_that_is_not_there_is_made(shell: Shell) -> None:
    shell.recording("aws", '[ "$4" != head-bucket ] || exit 254')
    assert prepared(shell)[:2] == ["head-bucket", "create-bucket"]


def test_settings_are_put_as_they_are_given(shell: Shell) -> None:
    assert prepared(shell, VERSIONING="Suspended", CORS='{"CORSRules": []}', POLICY='{"Statement": []}')[1:] == [
        "put-bucket-versioning --versioning-configuration Status=Suspended",
        'put-bucket-cors --cors-configuration {"CORSRules": []}',
        'put-bucket-policy --policy {"Statement": []}',
    ]


@pytest.mark.parametrize("refused", ["create-bucket", "put-bucket-versioning", "put-bucket-cors", "put-bucket-policy"])
def test_what_the_store_refuses_is_a_failure(shell: Shell, refused: str) -> None:
    shell.recording("aws", f'case "$4" in head-bucket | {refused}) echo "no" >&2; exit 254 ;; esac')
    done = shell.run(
        "prepare_bucket.sh", ENDPOINT="http://files:7070", BUCKET="b", VERSIONING="Enabled", CORS="{}", POLICY="{}"
    )
    assert (done.returncode, done.stderr) == (254, "no\n")
    assert shell.calls()[-1].split()[4] == refused
