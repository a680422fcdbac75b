"""Names of parts: in `uses`, in `routes`, in the braces of variables."""

import pytest

from tests.settings.conftest import Lines

USES = [
    ("[databse]", 'services.api.uses[0]: there is no part "databse"; did you mean "database"?'),
    (
        "[queue]",
        'services.api.uses[0]: there is no part "queue"; allowed: database, cache, files, api',
    ),
    ("[api]", "services.api.uses[0]: api uses itself; leave it out"),
    ("[cache, cache]", 'services.api.uses[1]: "cache" is named twice; keep one'),
    ("[tasks]", 'services.api.uses[0]: "tasks" is a worker; allowed: database, cache, files, api'),
    ("[web]", 'services.api.uses[0]: "web" is a static frontend; allowed: database, cache, files, api'),
]

ROUTES = [
    ('{"/api": apy}', 'routes["/api"]: there is no part "apy"; did you mean "api"?'),
    ('{"/tasks": tasks}', 'routes["/tasks"]: "tasks" is a worker; allowed: api, web'),
    (
        '{"/files/": api}',
        (
            'routes["/files/"]: this is no route; allowed: a path like "/" or "/api" (no * and no / at its end), '
            "alone or after a host name"
        ),
    ),
    (
        '{"/v1/*": api}',
        (
            'routes["/v1/*"]: this is no route; allowed: a path like "/" or "/api" (no * and no / at its end), '
            "alone or after a host name"
        ),
    ),
    (
        '{"/admin": web}',
        (
            'routes["/admin"]: "web" is a static frontend, which answers for a whole host; '
            'allowed: "/", or a host of its own'
        ),
    ),
    (
        '{"api.{domain}/": api}',
        'routes["api.{domain}/"]: a route with a host name needs `domain`, and this stack has none',
    ),
]

HOSTS = [
    (
        '{"other.example.org/": api}',
        (
            'routes["other.example.org/"]: "other.example.org" lies outside the DNS zone "example.com"; '
            "allowed: names within it"
        ),
    ),
    (
        '{"API_.{domain}/": api}',
        'routes["API_.{domain}/"]: "API_.shop.example.com" is no host name; allowed: a host name, like "api.{domain}"',
    ),
    (
        '{"{domain}/api": api}',
        'routes["{domain}/api"]: says the same as "/api", which leads to api; keep one',
    ),
    (
        '{"origin.{domain}/": api}',
        (
            'routes["origin.{domain}/"]: "origin.shop.example.com" is the name by which the CDN finds the gateway; '
            "choose another"
        ),
    ),
]

TEMPLATES = [
    ("{databse.host}", 'there is no part "databse"; did you mean "database"?'),
    ("{database.ur}", 'database has no value "ur"; did you mean "url"?'),
    ("{cache.url/16}", 'cache has no value "url/16"; allowed: url/0 to url/15'),
    ("{cache.zone}", 'cache has no value "zone"; allowed: host, port, url, password'),
    ("{files.secret_access_key}", "files has a key of its own only with `access_key: true`"),
    ("{files.arn}", 'files has no value "arn"; allowed: bucket, region, endpoint, internal_endpoint, driver'),
    ("postgres://{database.url}", "{database.url} is a secret and must be the whole value, with no text around it"),
    ("{cache.url}{cache.url/1}", "{cache.url} is a secret and must be the whole value, with no text around it"),
    ("{database}", "database is a database and not a value; say which value, like {database.host}"),
    ("{tasks}", "tasks is a worker and not a value"),
    ("{domain}", "{domain} needs `domain`, and this stack has none"),
    ("{tasks.host}", "tasks is a worker and has no values to name"),
    ("{web.directory}", 'web has no value "directory"; allowed: url'),
    (
        "a{zq.b}c",
        (
            "what stands in braces names no part; allowed: database, cache, files, api, tasks, cleanup, web; "
            "a backslash before { means text"
        ),
    ),
]


@pytest.mark.parametrize(("uses", "line"), USES)
def test_uses(lines: Lines, uses: str, line: str) -> None:
    assert lines(f"services: {{api: {{uses: {uses}}}}}") == [f"app.yaml: {line}"]


@pytest.mark.parametrize(("routes", "line"), ROUTES)
def test_routes(lines: Lines, routes: str, line: str) -> None:
    assert lines(f"routes: {routes}") == [f"app.yaml: {line}"]


@pytest.mark.parametrize(("routes", "line"), HOSTS)
def test_routes_with_hosts(lines: Lines, routes: str, line: str) -> None:
    assert lines(f"domain: shop.example.com\nroutes: {routes}") == [f"app.yaml: {line}"]


def test_a_path_behind_a_cdn_leads_to_one_part(lines: Lines) -> None:
    change = """
    domain: shop.example.com
    services: {back: {image: "shop/back:1"}}
    frontends: {office: {kind: static, directory: dist}}
    routes: {"office.{domain}/": office, "office.{domain}/api": back}
    """
    assert lines(change) == [
        'app.yaml: routes["office.{domain}/api"]: behind a CDN a path leads to one part, and "/api" leads elsewhere'
    ]


def test_grpc_needs_https_and_a_host_without_a_cdn(lines: Lines) -> None:
    change = "services: {api: {protocol: grpc}}"
    assert lines(change) == [
        'app.yaml: routes["/api"]: api speaks grpc, which needs HTTPS, and this stack has no `domain`'
    ]
    assert lines(f"{change}\ndomain: shop.example.com") == [
        (
            'app.yaml: routes["/api"]: api speaks grpc, which does not pass a CDN; '
            "allowed: a host without a static frontend"
        )
    ]


@pytest.mark.parametrize(("value", "text"), TEMPLATES)
def test_templates(lines: Lines, value: str, text: str) -> None:
    assert lines(f"services: {{api: {{variables: {{X: '{value}'}}}}}}") == [
        f"app.yaml: services.api.variables.X: {text}"
    ]


def test_a_value_is_handed_only_to_parts_that_use_its_part(lines: Lines) -> None:
    assert lines('workers: {tasks: {variables: {API: "{api.address}"}}}') == [
        (
            "app.yaml: workers.tasks.variables.API: {api.address} is handed to parts that use it, "
            "and tasks does not use api; add api to its `uses`"
        )
    ]


def test_a_service_without_a_route_has_no_public_address(lines: Lines) -> None:
    change = 'services: {inner: {image: "shop/inner:1"}, api: {variables: {INNER: "{inner.url}"}}}'
    assert lines(change) == [
        (
            "app.yaml: services.api.variables.INNER: inner has no public address, because no route leads to it; "
            "allowed: address, host, port"
        )
    ]


def test_two_parts_of_one_name(lines: Lines) -> None:
    assert lines('workers: {api: {image: "shop/api:1"}}') == [
        'app.yaml: workers.api: a name has one part only, and services has a "api" already'
    ]


def test_words_that_are_taken(lines: Lines) -> None:
    assert lines('services: {gateway: {image: "shop/api:1"}}') == [
        (
            'app.yaml: services.gateway: "gateway" is a word of its own; choose another name than platform, network, '
            "gateway, dashboard, database, cache, internet, cdn"
        )
    ]
