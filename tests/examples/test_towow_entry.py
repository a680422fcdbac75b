"""What the entry of examples/towow does on every target: files, calls, events; and what is one host's own."""

import json
from collections.abc import Mapping
from typing import Any

from components.spec import Cloud
from tests.components.programs import Program
from tests.examples import pages
from tests.examples.boxes import box
from tests.examples.test_every_entry import arguments, cdn, entry, listener, routes
from tests.examples.wholes import of_type, on_both_clouds, on_every_cloud, one, whole

LONGEST = {"aws": 4000, "alicloud": 600}
"""Seconds without a byte that the load balancers allow at most."""


@on_every_cloud
def test_the_entry_serves_files_and_forwards_calls(cloud: Cloud) -> None:
    """`/api` and `/health` go on to the API, their paths as they are; everything else is a file."""
    program = whole("towow", cloud)
    if cloud == "docker":
        text = routes(program)
        for path in ("/api", "/health"):
            assert f"location = {path} " in text or f"location {path}/ " in text
        assert "proxy_pass http://api" in text
        assert "proxy_pass http://web" in text
    elif cloud == "aws":
        forwarded = {each["pathPattern"]: each["targetOriginId"] for each in cdn(program)["orderedCacheBehaviors"]}
        assert {path: forwarded[path] for path in ("/api", "/api/*", "/health", "/health/*")} == dict.fromkeys(
            ("/api", "/api/*", "/health", "/health/*"), "gateway"
        )
        assert cdn(program)["defaultCacheBehavior"]["targetOriginId"] == "files"
    else:
        conditions = [handed_on(program, "web-cdn", number) for number in (1, 2, 3)]
        assert sorted(conditions) == [["/api", "/api/*"], ["/health", "/health/*"], ["/health-fe", "/health-fe/*"]]


@on_every_cloud
def test_events_pass_the_entry(cloud: Cloud) -> None:
    """Unbuffered and uncached; silent for a day on one host, elsewhere as long as the cloud allows."""
    program = whole("towow", cloud)
    if cloud == "docker":
        text = routes(program)
        api = text[text.index("proxy_pass http://api") :]
        for word in ("proxy_buffering off;", "proxy_read_timeout 86400s;", "proxy_send_timeout 86400s;"):
            assert word in api.partition("}")[0], word
        assert "proxy_http_version 1.1;" in entry(program)
        assert "proxy_set_header Upgrade $http_upgrade;" in entry(program)
        return
    if cloud == "aws":
        assert one(program, "gateway", "LoadBalancer").inputs["idleTimeout"] == LONGEST[cloud]
        onward = [each for each in cdn(program)["orderedCacheBehaviors"] if each["targetOriginId"] == "gateway"]
        assert {each["cachePolicyId"] for each in onward} == {"4135ea2d-6df8-44a3-9df3-4b5a84be39ad"}
    else:
        found = listener(program, "gateway-https")
        assert (found["idleTimeout"], found["requestTimeout"]) == (LONGEST[cloud], LONGEST[cloud])
        assert arguments(program, "web-cdn-onward-1-fresh")["ttl"] == "0"


@on_every_cloud
def test_http_2_is_spoken(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    if cloud == "docker":
        assert "ssl http2" in routes(program) or "http2 on;" in routes(program)
    elif cloud == "aws":
        assert cdn(program)["httpVersion"] == "http2and3"
    else:
        assert listener(program, "gateway-https")["http2Enabled"] is True


@on_every_cloud
def test_the_files_of_the_folder_are_served(cloud: Cloud) -> None:
    assert pages.starts(whole("towow", cloud), "web")


@on_every_cloud
def test_unknown_paths_lead_to_the_start(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    if cloud == "docker":
        uploads = one(program, "web-server", "Container").inputs["uploads"]
        assert any(
            "/index.html" in each.get("content", "") and "try_files" in each.get("content", "") for each in uploads
        )
    elif cloud == "aws":
        assert "/index.html" in one(program, "web-pages", "Function").inputs["code"]
    else:
        assert arguments(program, "web-cdn-pages") == {
            "source_url": "^[^.]*$",
            "target_url": "/index.html",
            "flag": "break",
        }


def test_the_page_s_server_is_asked() -> None:
    check = one(whole("towow", "docker"), "web-server", "Container").inputs["healthcheck"]
    assert check["tests"]
    assert check["retries"] == 3


def test_the_entry_cannot_write_its_certificate() -> None:
    """Certificate and configuration belong to the superuser, or can be read alone; the entry is another user."""
    server = one(whole("towow", "docker"), "gateway-server", "Container").inputs
    assert server["user"] == "101:101"
    modes = {each["file"]: each["permissions"] for each in server["uploads"]}
    assert set(modes.values()) <= {"0400", "0444"}
    assert any(file.endswith("nginx.conf") for file in modes)


def test_every_container_is_on_networks_of_the_stack() -> None:
    """Or on none at all."""
    program = whole("towow", "docker")
    own = {f"{name}-1234567" for name in of_type(program, "Network")}
    for name, inputs in of_type(program, "Container").items():
        networks = [each["name"] for each in inputs["networksAdvanced"]]
        assert set(networks) <= own, name
        assert networks or inputs["networkMode"] == "none", name


def test_the_database_is_asked_with_pg_isready() -> None:
    program = whole("towow", "docker")
    check = one(program, "database-server", "Container").inputs["healthcheck"]
    database = program.stack.database
    assert database is not None
    assert (database.user, database.name) == ("towow", "towow")
    assert check["tests"] == ["CMD", "pg_isready", "-q", "-h", "127.0.0.1", "-U", "towow", "-d", "towow"]
    assert (check["interval"], check["timeout"], check["retries"], check["startPeriod"]) == ("10s", "5s", 5, "10s")


def test_volumes_are_local() -> None:
    drivers: Mapping[str, Mapping[str, Any]] = of_type(whole("towow", "docker"), "Volume")
    assert "database-data" in drivers
    assert {each.get("driver", "local") for each in drivers.values()} == {"local"}


def test_the_entry_keeps_32_connections() -> None:
    text = routes(whole("towow", "docker"))
    assert "keepalive 32;" in text[text.index("upstream api {") :].partition("}")[0]


def test_files_lie_in_opt_towow() -> None:
    """Backups and the entry's log; state and settings are kept there by `server`."""
    program = whole("towow", "docker")
    mounted = {
        each["hostPath"]
        for inputs in of_type(program, "Container").values()
        for each in inputs.get("volumes", [])
        if "hostPath" in each
    }
    assert mounted
    assert {path for path in mounted if path.startswith("/opt/")} == {
        path for path in mounted if path.startswith("/opt/towow/")
    }
    assert "/opt/towow/backups" in mounted


@on_both_clouds
def test_a_listener_sends_forwarded_headers(cloud: Cloud) -> None:
    """Of the client's address and the scheme; a load balancer of AWS always does."""
    program = whole("towow", cloud)
    if cloud == "alicloud":
        sent = listener(program, "gateway-https")["xForwardedForConfig"]
        assert (sent["xForwardedForEnabled"], sent["xForwardedForProtoEnabled"]) == (True, True)
    else:
        assert one(program, "gateway", "LoadBalancer").inputs.get("xffHeaderProcessingMode", "append") == "append"


def test_the_api_is_told_who_asks() -> None:
    sent = entry(whole("towow", "docker"))
    for header in (
        "Host $http_host",
        "X-Real-IP $remote_addr",
        "X-Forwarded-For $remote_addr",
        "X-Forwarded-Proto $scheme",
    ):
        assert f"proxy_set_header {header};" in sent
    assert box(whole("towow", "docker"), "api").inputs["ports"] == []


@on_every_cloud
def test_the_www_name_is_answered_too(cloud: Cloud) -> None:
    program = whole("towow", cloud)
    names = ["towow.example.com", "www.towow.example.com"]
    if cloud == "docker":
        assert all(f"server_name {name}" in routes(program) for name in names)
    elif cloud == "aws":
        assert sorted(cdn(program)["aliases"]) == names
        issued = of_type(program, "Certificate")["web-certificate"]
        assert {issued["domainName"], *issued["subjectAlternativeNames"]} == set(names)
    else:
        assert sorted(each["domainName"] for each in of_type(program, "DomainNew").values()) == names


@on_every_cloud
def test_every_answer_carries_the_headers(cloud: Cloud) -> None:
    """Pages, and what the CDN hands on to the API; names below the domain are meant too."""
    program = whole("towow", cloud)
    if cloud == "docker":
        transport = "default ''; '' 'max-age=31536000; includeSubDomains'; }"
        text = entry(program)
        assert f"map $upstream_http_strict_transport_security $own_strict_transport_security {{ {transport}" in text
        assert "add_header Strict-Transport-Security $own_strict_transport_security always;" in text
        assert "add_header Strict-Transport-Security" not in routes(program)
        return
    if cloud == "aws":
        for name in ("web-headers", "web-headers-onward"):
            said = one(program, name, "ResponseHeadersPolicy").inputs["securityHeadersConfig"]
            assert said["frameOptions"]["frameOption"] == "SAMEORIGIN", name
            assert said["contentTypeOptions"], name
            assert (said["xssProtection"]["protection"], said["xssProtection"]["modeBlock"]) == (True, True), name
            transport = said["strictTransportSecurity"]
            assert (transport["accessControlMaxAgeSec"], transport["includeSubdomains"]) == (31536000, True), name
        behaviors = [cdn(program)["defaultCacheBehavior"], *cdn(program)["orderedCacheBehaviors"]]
        assert {each["responseHeadersPolicyId"] for each in behaviors} == {"web-headers-id", "web-headers-onward-id"}
        return
    said = {}
    for name in of_type(program, "DomainConfig"):
        if name.startswith("web-cdn-header-"):
            found = arguments(program, name)
            said[found["key"]] = found["value"]
    assert {name: said[name] for name in ("X-Content-Type-Options", "X-Frame-Options", "X-XSS-Protection")} == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-XSS-Protection": "1; mode=block",
    }
    hsts = arguments(program, "web-cdn-hsts")
    assert (hsts["https_hsts_max_age"], hsts["https_hsts_include_subdomains"]) == ("31536000", "on")


def test_texts_are_packed_by_the_cdn() -> None:
    assert arguments(whole("towow", "alicloud"), "web-cdn-gzip") == {"enable": "on"}


def test_texts_are_packed_on_one_host() -> None:
    """From 256 bytes on, so those of 1024 and more too; proxied ones as well, and caches are told."""
    text = entry(whole("towow", "docker"))
    for word in ("gzip on;", "gzip_vary on;", "gzip_proxied any;", "gzip_min_length 256;"):
        assert word in text
    types = next(line for line in text.splitlines() if "gzip_types" in line)
    assert all(kind in types for kind in ("text/plain", "text/css", "application/json", "text/javascript", "text/xml"))


@on_every_cloud
def test_metrics_are_not_for_the_world(cloud: Cloud) -> None:
    """The path is no route: it is a page's, and the API is not asked."""
    program = whole("towow", cloud)
    assert not [
        route
        for route in program.stack.services["api"].routes
        if "/metrics".startswith(route.path.rstrip("/") + "/") and not route.refused
    ]
    if cloud == "aws":
        assert "/metrics" not in {each["pathPattern"] for each in cdn(program)["orderedCacheBehaviors"]}
    elif cloud == "docker":
        assert "/metrics" not in routes(program)


def test_certificates_are_asked_for_both_names() -> None:
    """Of Let's Encrypt, for whoever is told when one is not renewed."""
    asked = one(whole("towow", "docker"), "gateway-acme", "Container").inputs
    told = " ".join([*asked.get("envs", []), *asked.get("command", []), *asked.get("entrypoints", [])])
    assert "towow.example.com" in told
    assert "www.towow.example.com" in told
    assert "admin@towow.example.com" in told


def test_ciphers_are_in_the_server_s_order() -> None:
    """Those of the page and no others; a client's sessions are kept for ten minutes."""
    text = entry(whole("towow", "docker"))
    ciphers = text.partition("ssl_ciphers ")[2].partition(";")[0].split(":")
    assert ciphers == ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256"]
    for word in ("ssl_prefer_server_ciphers on;", "ssl_session_cache shared:tls:10m;", "ssl_session_timeout 10m;"):
        assert word in text


def handed_on(program: Program, domain: str, number: int) -> list[str]:
    """Paths that the CDN hands on by one of its conditions."""
    return json.loads(arguments(program, f"{domain}-onward-{number}")["rule"])["match"]["criteria"][0]["matchValue"]
