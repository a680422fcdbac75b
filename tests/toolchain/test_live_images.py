"""Images other than PostgreSQL's keep the contract that the docker cloud and the examples rely on, real or stand-in."""

import io

import docker
import pytest

from components.clouds.docker import images
from tests.toolchain.certificates import certificate_of
from tests.toolchain.containers import Containers, asked, ended, user_of, wait_until

pytestmark = pytest.mark.live

PYTHON = "python:3.11-slim-bookworm"

REDIS = """\
port 0
tls-port 6379
tls-cert-file /run/certificate.pem
tls-key-file /run/key.pem
tls-ca-cert-file /run/certificate.pem
tls-auth-clients no
requirepass secret
appendonly yes
"""


def test_redis_serves_its_configuration_file_over_tls(containers: Containers) -> None:
    key, certificate = certificate_of("localhost")
    files = {"/run/redis.conf": REDIS, "/run/key.pem": key, "/run/certificate.pem": certificate}
    command = ["redis-server", "/run/redis.conf"]
    container = containers.start(images.REDIS, command, files, user="999:999", cap_drop=["ALL"])
    client = ["redis-cli", "--tls", "--cacert", "/run/certificate.pem", "-h", "localhost"]
    password = {"REDISCLI_AUTH": "secret"}
    wait_until(container, *client, "PING")
    assert user_of(container) == "999:999"
    assert asked(container, *client, "PING") == "NOAUTH Authentication required."
    assert asked(container, *client, "SET", "key", "value", environment=password) == "OK"
    container.restart()
    wait_until(container, *client, "PING")
    assert asked(container, *client, "GET", "key", environment=password) == "value"


def test_redis_started_by_root_runs_as_its_own_user(containers: Containers, daemon: docker.DockerClient) -> None:
    container = containers.start(images.REDIS, ["--port", "6380"])
    wait_until(container, "redis-cli", "-p", "6380", "PING")
    assert user_of(container) == "999:999"
    assert asked(container, "stat", "-c", "%u:%g", "/data") == "999:999"
    assert daemon.images.get(images.REDIS).attrs["Config"]["Volumes"] == {"/data": {}}


NGINX = """\
pid /tmp/nginx.pid;
error_log stderr;
events {}
http {
    include /etc/nginx/mime.types;
    client_body_temp_path /tmp/body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    uwsgi_temp_path /tmp/uwsgi;
    scgi_temp_path /tmp/scgi;
    server {
        listen 8080;
        location / { return 200 "served\\n"; }
    }
}
"""


def test_nginx_accepts_its_own_configuration(containers: Containers) -> None:
    code, said = ended(containers.start(images.NGINX, ["nginx", "-t"]))
    assert code == 0, said


def test_nginx_serves_as_its_user_with_the_tools_of_the_gateway(containers: Containers) -> None:
    container = containers.start(
        images.NGINX,
        ["-c", "nginx -c /run/given.conf -g 'daemon off;'"],
        {"/run/given.conf": NGINX},
        entrypoint="sh",
        user="101:101",
        cap_drop=["ALL"],
    )
    wait_until(container, "wget", "-q", "-O", "-", "http://127.0.0.1:8080/")
    assert asked(container, "id", "-u") == "101"
    assert asked(container, "id", "-un") == "nginx"
    assert asked(container, "wget", "-q", "-O", "-", "http://127.0.0.1:8080/") == "served"
    tools = ("getent", "sha256sum", "awk", "sed")
    found = asked(container, "sh", "-c", f"for tool in {' '.join(tools)}; do command -v $tool; done")
    assert len(found.split()) == len(tools)


def test_store_keeps_what_the_client_gives_it(containers: Containers) -> None:
    root = {"AWS_ACCESS_KEY_ID": "root", "AWS_SECRET_ACCESS_KEY": "secret-of-root"}
    store = containers.start(
        images.STORE,
        ["--port", ":7070", "posix", "/data"],
        user="1000:1000",
        environment={"ROOT_ACCESS_KEY": "root", "ROOT_SECRET_KEY": "secret-of-root"},
        tmpfs={"/data": "uid=1000,gid=1000"},
    )
    client = containers.start(
        images.S3_CLIENT,
        ["-c", "exec sleep 600"],
        entrypoint="sh",
        user="1000:1000",
        network_mode=f"container:{store.id}",
        environment={**root, "AWS_DEFAULT_REGION": "us-east-1"},
        init=True,
    )
    aws = ["aws", "--endpoint-url", "http://127.0.0.1:7070"]
    wait_until(client, *aws, "s3api", "list-buckets")
    asked(client, *aws, "s3api", "create-bucket", "--bucket", "notes")
    asked(client, "sh", "-c", f"echo kept | {' '.join(aws)} s3 cp - s3://notes/key")
    assert asked(client, *aws, "s3", "cp", "s3://notes/key", "-") == "kept"
    assert user_of(store) == "1000:1000"


def test_client_tells_its_version(containers: Containers) -> None:
    code, said = ended(containers.start(images.S3_CLIENT, ["--version"]))
    assert code == 0
    assert said.startswith("aws-cli/")


def test_python_installs_packages_in_a_build_and_in_a_container(
    containers: Containers, daemon: docker.DockerClient
) -> None:
    text = f"FROM {PYTHON}\nRUN pip install six && python -c 'import six'\n"
    built, _ = daemon.images.build(fileobj=io.BytesIO(text.encode()), tag="try-toolchain-python", rm=True, nocache=True)
    try:
        command = "pip download --quiet --dest /tmp/packages idna && python3 -c 'import six, sys; print(sys.version)'"
        code, said = ended(containers.start(built.id, ["sh", "-c", command]))
        assert code == 0, said
        assert "\n3.11." in f"\n{said}"
    finally:
        containers.remove()
        daemon.images.remove(built.id, force=True)
