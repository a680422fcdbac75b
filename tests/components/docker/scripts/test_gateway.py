"""gateway.sh: nginx follows new routes and new addresses, and keeps what it had where it refuses the new ones."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.components.docker.scripts.shell import Shell

SYSTEM = ("awk", "cat", "cmp", "cp", "mv", "rm", "sed", "sort", "wc")

SERVER = """
import os, signal, sys, time
signal.signal(signal.SIGQUIT, lambda *_: sys.exit(0))
open("serving", "w").close()
while not os.path.exists("killed"):
    time.sleep(0.05)
sys.exit(1)
"""
"""In Python: a shell that is started in the background does not hear QUIT, which nginx does."""

SERVING = f"exec {sys.executable} -I -c '{SERVER}'"
NGINX = f"""
case "$*" in
*fits.conf*) grep.real -q misfit "$FOLDER/next.key" && exit 1; exit 0 ;;
*"-t "*) if grep.real -q refuse "$FOLDER/routes.conf"; then echo "nginx: no such directive" >&2; exit 1; fi ;;
*daemon*) {SERVING} ;;
esac
"""
"""Refuses routes that say so; the server runs until it is told to quit, or killed."""

GETENT = 'sed -n "s/^$2 /&/p" "$FOLDER/hosts" | awk \'{ print $2, $1 }\''

ROUTES = """upstream api {
    least_conn;
    server 127.0.0.1:9 down;
    server api-1:8000 max_fails=2 fail_timeout=5s;
    server api-2:8000 max_fails=2 fail_timeout=5s;
}
"""
RELOAD = "nginx -s reload -c {folder}/nginx.conf"
NOTHING_YET = "return 503;"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An nginx, and two containers with addresses; no routes yet."""
    shell = Shell(tmp_path, *SYSTEM)
    shell.recording("nginx", NGINX)
    shell.stand_in("getent", GETENT)
    (shell.programs / "grep.real").symlink_to("/bin/grep")
    (shell.programs / "sleep.real").symlink_to("/bin/sleep")
    shell.stand_in("sleep", "exec sleep.real 0.05")
    (tmp_path / "hosts").write_text("api-1 172.20.0.2\napi-2 172.20.0.3\n", encoding="utf-8")
    (tmp_path / "routes").mkdir()
    (tmp_path / "logs").mkdir()
    return shell


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; the test's own limit ends a wait for what never comes."""
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(shell: Shell) -> Iterator[Start]:
    """Starts the script and waits until nginx serves; all that still runs is stopped at the end."""
    processes = []

    def start(**variables: str) -> "subprocess.Popen[str]":
        process = shell.start("gateway.sh", LOGS=f"{shell.folder}/logs", **variables)
        processes.append(process)
        until((shell.folder / "serving").exists)
        return process

    yield start
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def active(shell: Shell) -> str:
    """What nginx follows."""
    path = shell.folder / "routes.conf"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def hand_over(shell: Shell, text: str) -> None:
    """New routes, as open_routes.sh hands them over."""
    coming = shell.folder / "routes/coming.conf"
    coming.write_text(text, encoding="utf-8")
    coming.rename(shell.folder / "routes/routes.conf")


def reloads(shell: Shell) -> int:
    """How often nginx was told to read its routes again."""
    return shell.calls().count(f"nginx -s reload -c {shell.folder}/nginx.conf")


RESOLVED = ROUTES.replace("api-1:", "172.20.0.2:").replace("api-2:", "172.20.0.3:")


def test_before_there_are_routes_nobody_is_led_anywhere(shell: Shell, start: Start) -> None:
    process = start()
    until(lambda: NOTHING_YET in active(shell))
    assert "return 200 none;" in active(shell)
    until(lambda: f"nginx -c {shell.folder}/nginx.conf -g daemon off;" in shell.calls())
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_names_become_addresses(shell: Shell, start: Start) -> None:
    hand_over(shell, ROUTES)
    start()
    until(lambda: active(shell) == RESOLVED)


def test_what_is_forwarded_lies_in_a_file_of_its_own(shell: Shell, start: Start) -> None:
    forwarded = "upstream api-8600 {\n    server api-1:8600 max_fails=1 fail_timeout=5s;\n}\n"
    hand_over(shell, f"{ROUTES}# forwarded\n{forwarded}")
    start()
    until(lambda: active(shell) == RESOLVED)
    file = shell.folder / "forwarded.conf"
    assert file.read_text(encoding="utf-8") == forwarded.replace("api-1:", "172.20.0.2:")
    hand_over(shell, ROUTES)
    until(lambda: file.read_text(encoding="utf-8") == "")
    until(lambda: reloads(shell) == 1)


def test_new_routes_are_followed(shell: Shell, start: Start) -> None:
    start()
    until(lambda: NOTHING_YET in active(shell))
    hand_over(shell, ROUTES)
    until(lambda: active(shell) == RESOLVED and reloads(shell) == 1)


def test_a_container_s_new_address_is_followed(shell: Shell, start: Start) -> None:
    hand_over(shell, ROUTES)
    start()
    until(lambda: active(shell) == RESOLVED)
    (shell.folder / "hosts").write_text("api-1 172.20.0.9\napi-2 172.20.0.3\n", encoding="utf-8")
    until(lambda: active(shell) == RESOLVED.replace("172.20.0.2:", "172.20.0.9:") and reloads(shell) == 1)


def test_one_without_an_address_keeps_its_last(shell: Shell, start: Start) -> None:
    hand_over(shell, ROUTES)
    start()
    until(lambda: active(shell) == RESOLVED)
    (shell.folder / "hosts").write_text("api-2 172.20.0.4\n", encoding="utf-8")
    until(lambda: active(shell) == RESOLVED.replace("172.20.0.3:", "172.20.0.4:"))


def test_one_that_never_had_any_is_left_out(shell: Shell, start: Start) -> None:
    (shell.folder / "hosts").write_text("api-2 172.20.0.3\n", encoding="utf-8")
    hand_over(shell, ROUTES)
    start()
    until(lambda: active(shell) == "".join(line for line in RESOLVED.splitlines(True) if "172.20.0.2" not in line))


def test_routes_that_nginx_refuses_are_told_and_left_aside(shell: Shell, start: Start) -> None:
    hand_over(shell, ROUTES)
    process = start()
    until(lambda: active(shell) == RESOLVED)
    hand_over(shell, "refuse me")
    problem = shell.folder / "routes/problem"
    until(lambda: problem.exists() and problem.read_text(encoding="utf-8") == "nginx: no such directive\n")
    until(lambda: active(shell) == RESOLVED)
    assert reloads(shell) == 0
    hand_over(shell, ROUTES.replace("api-2", "api-1"))
    until(lambda: reloads(shell) == 1)
    assert not problem.exists()
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30)[0] == "nginx: no such directive\n"


def test_routes_that_are_refused_at_the_start_do_not_keep_it_from_starting(shell: Shell, start: Start) -> None:
    hand_over(shell, "refuse me")
    start()
    until(lambda: any("daemon off;" in call for call in shell.calls()))
    until(lambda: (shell.folder / "routes/problem").exists() and NOTHING_YET in active(shell))


def test_the_log_is_kept_in_three_files(shell: Shell, start: Start) -> None:
    log = shell.folder / "logs/access.log"
    for name, content in (("access.log.1", "older"), ("access.log", "x" * 10485761)):
        (shell.folder / "logs" / name).write_text(content, encoding="utf-8")
    start()
    until(lambda: f"nginx -s reopen -c {shell.folder}/nginx.conf" in shell.calls())
    assert not log.exists()
    assert (shell.folder / "logs/access.log.1").stat().st_size == 10485761
    assert (shell.folder / "logs/access.log.2").read_text(encoding="utf-8") == "older"


def test_a_log_of_ten_megabytes_stays(shell: Shell, start: Start) -> None:
    log = shell.folder / "logs/access.log"
    log.write_text("x" * 10485760, encoding="utf-8")
    start()
    until(lambda: NOTHING_YET in active(shell))
    hand_over(shell, ROUTES)
    until(lambda: reloads(shell) == 1)
    hand_over(shell, ROUTES.replace("api-2", "api-1"))
    until(lambda: reloads(shell) == 2)
    assert [path.name for path in log.parent.iterdir()] == ["access.log"]


def test_it_ends_when_nginx_does(shell: Shell, start: Start) -> None:
    process = start()
    until(lambda: any("daemon off;" in call for call in shell.calls()))
    (shell.folder / "killed").touch()
    assert process.wait(30) == 1


def issue(shell: Shell, name: str) -> None:
    """What an ACME client leaves when it was issued a certificate."""
    live = shell.folder / "certificates/live/entry"
    live.mkdir(parents=True, exist_ok=True)
    (live / "privkey.pem").write_text(f"key of {name}")
    (live / "fullchain.pem").write_text(f"chain of {name}")


def shown(shell: Shell) -> tuple[str, str]:
    """Certificate and key that nginx reads."""
    chain, key = shell.folder / "entry.crt", shell.folder / "entry.key"
    return (chain.read_text() if chain.exists() else "", key.read_text() if key.exists() else "")


@pytest.fixture
def start_with_acme(shell: Shell, start: Start) -> Start:
    """Starts it with the folder of an ACME client, and a certificate of its own until then."""
    (shell.folder / "server.crt").write_text("chain of the stack")
    (shell.folder / "server.key").write_text("key of the stack")
    return lambda: start(CERTIFICATES=f"{shell.folder}/certificates")


def test_until_one_is_issued_its_own_certificate_is_shown(shell: Shell, start_with_acme: Start) -> None:
    start_with_acme()
    assert shown(shell) == ("chain of the stack", "key of the stack")
    assert stat.S_IMODE((shell.folder / "entry.key").stat().st_mode) == 0o600


def test_a_certificate_is_taken_when_it_is_issued_and_again_when_it_is_renewed(
    shell: Shell, start_with_acme: Start
) -> None:
    start_with_acme()
    for name in ("the first", "the second"):
        before = shell.calls().count(RELOAD.format(folder=shell.folder))
        issue(shell, name)
        until(lambda name=name: shown(shell) == (f"chain of {name}", f"key of {name}"))
        until(lambda before=before: shell.calls().count(RELOAD.format(folder=shell.folder)) == before + 1)


def test_one_that_is_just_being_written_is_left(shell: Shell, start_with_acme: Start) -> None:
    """Key and certificate are two files; nginx would not start with two that do not fit."""
    start_with_acme()
    issue(shell, "misfit")
    tried = f"nginx -t -q -c {shell.folder}/fits.conf"
    until(lambda: shell.calls().count(tried) >= 3)
    assert shown(shell) == ("chain of the stack", "key of the stack")
    issue(shell, "the first")
    until(lambda: shown(shell) == ("chain of the first", "key of the first"))


def test_after_a_restart_the_issued_one_is_shown_at_once(shell: Shell, start_with_acme: Start) -> None:
    issue(shell, "the first")
    start_with_acme()
    assert shown(shell) == ("chain of the first", "key of the first")
