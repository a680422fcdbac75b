"""Rules between values, one line each."""

import pytest

from tests.settings.conftest import Lines

CONTAINERS = [
    ("{image: null}", "services.api: has neither `image` nor `build`; allowed: one of the two"),
    (
        "{build: {context: dist, dockerfile: dist/index.html}}",
        "services.api: has both `image` and `build`; allowed: one of the two",
    ),
    (
        "{image: shop/api}",
        'services.api.image: "shop/api" names no version; allowed: a tag or digest, like "shop/api:1.4.2"',
    ),
    (
        "{image: 'shop api:1'}",
        'services.api.image: "shop api:1" is no image; allowed: a name with tag or digest, like "api:1.4.2"',
    ),
    ("{command: []}", "services.api.command: an empty list runs nothing; leave it out for the image's own"),
    (
        "{cpu: 0.25, memory: 4096}",
        "services.api.memory: 4096 MiB does not go with 0.25 vCPU; allowed: 512, 1024, 2048",
    ),
    (
        "{memory: 1536}",
        "services.api.memory: 1536 MiB does not go with 0.5 vCPU; allowed: 1024 to 4096 in steps of 1024",
    ),
    (
        "{cpu: 8, memory: 17408}",
        "services.api.memory: 17408 MiB does not go with 8 vCPU; allowed: 16384 to 61440 in steps of 4096",
    ),
    ("{user: 'a b'}", 'services.api.user: "a b" is no user; allowed: "1000", "1000:1000", a name, null'),
    (
        "{writable: [cache]}",
        'services.api.writable[0]: "cache" cannot be made writable; allowed: an absolute path below /, like "/tmp"',
    ),
    (
        "{writable: [/]}",
        'services.api.writable[0]: "/" cannot be made writable; allowed: an absolute path below /, like "/tmp"',
    ),
    ("{writable: [/tmp, /tmp]}", 'services.api.writable[1]: "/tmp" is named twice; keep one'),
    ("{outbound_ports: [443, 443]}", "services.api.outbound_ports[1]: port 443 is used twice; keep one"),
    (
        "{outbound_ports: []}",
        (
            "services.api.outbound_ports: 443 is missing: "
            "the image, the secrets and the logs of a container travel over it"
        ),
    ),
    (
        "{variables: {PORT: '9000'}}",
        "services.api.variables.PORT: differs from `port`, 8000; leave it out: PORT always says what `port` says",
    ),
    (
        "{optional_secrets: [PORT]}",
        "services.api.optional_secrets[0]: PORT has its value from `port`; leave it out here",
    ),
    (
        "{variables: {A: x}, optional_secrets: [A]}",
        "services.api.optional_secrets[0]: A has its value from `variables` already; keep one of the two",
    ),
    (
        "{generate: [A], optional_secrets: [A]}",
        "services.api.generate[0]: A has its value from `optional_secrets` already; keep one of the two",
    ),
    ("{generate: [A, A]}", "services.api.generate[1]: A has its value from `generate` already; keep one of the two"),
    ("{scale: {min: 5}}", "services.api.scale.min: 5 is more than max, 4; allowed: 0 to 4"),
    (
        "{scale: {min: 0}}",
        "services.api.scale.min: with 0 instances nobody answers, and no request starts the first; allowed: 1 to 4",
    ),
    (
        "{scale: {queue_delay_seconds: 9}}",
        "services.api.scale.queue_delay_seconds: a service has no queue; allowed: only of workers",
    ),
    (
        "{build: {context: src}, image: null}",
        'services.api.build.context: there is no folder "src" in the project',
    ),
    (
        "{build: {context: dist}, image: null}",
        'services.api.build.dockerfile: there is no file "dist/Dockerfile" in the project',
    ),
]

APPLICATION = [
    (
        "workers: {tasks: {scale: {requests_per_instance: 9}}}",
        (
            "workers.tasks.scale.requests_per_instance: a worker answers no requests; "
            "allowed: only of services and ssr frontends"
        ),
    ),
    (
        'services: {inner: {image: "a:1", scale: {requests_per_instance: 9}}}',
        "services.inner.scale.requests_per_instance: requests are counted at the gateway, and no route leads here",
    ),
    (
        "workers: {tasks: {scale: {min: 0, queue_delay_seconds: 9}}}",
        "workers.tasks.scale.min: with 0 instances nobody reports how long tasks wait; allowed: 1 to 4",
    ),
    ("variables: {PORT: '1'}", "variables.PORT: api has PORT from its `port`; leave it out here"),
    (
        "database: {max_storage_gib: 40}",
        "database.max_storage_gib: 40 GiB is less than storage_gib, 50; allowed: 50 to 65536",
    ),
    ("database: {extensions: [vector, vector]}", 'database.extensions[1]: "vector" is named twice; keep one'),
    (
        "database: {backup_window: '03:00-04:00'}",
        (
            'database.backup_window: "03:00-04:00" meets the maintenance window "sun:03:30-sun:04:30"; '
            "allowed: times apart"
        ),
    ),
    (
        "database: {backup_window: '25:00-26:00'}",
        'database.backup_window: "25:00-26:00" is no time; allowed: hours 00 to 23, minutes 00 to 59',
    ),
    (
        "database: {backup_window: '01:00-01:20'}",
        'database.backup_window: "01:00-01:20" is too short; allowed: 30 minutes or more',
    ),
    (
        "database: {maintenance_window: 'son:05:00-son:06:00'}",
        (
            'database.maintenance_window: "son:05:00-son:06:00" is no time of the week; '
            "allowed: days mon, tue, wed, thu, fri, sat, sun, times 00:00 to 23:59"
        ),
    ),
    (
        "cache: {maintenance_window: 'sun:05:00-sun:05:30'}",
        'cache.maintenance_window: "sun:05:00-sun:05:30" has the wrong length; allowed: 60 minutes to 24 hours',
    ),
    (
        "database: {migrate: {command: [up], part: tasks}}",
        'database.migrate.part: "tasks" is no service that uses the database; allowed: api',
    ),
    (
        'services: {other: {image: "a:1", uses: [database]}}\ndatabase: {migrate: [up]}',
        "database.migrate: api, other use the database; say which one migrates: `part`",
    ),
    (
        "services: {api: {uses: []}}\ndatabase: {migrate: [up]}",
        "database.migrate: no service uses the database",
    ),
    (
        "database: {migrate: []}",
        "database.migrate: an empty list runs nothing; leave it out when there is no migration",
    ),
    (
        "network: {cidr: 8.8.0.0/16}",
        (
            'network.cidr: "8.8.0.0/16" is not private; '
            "allowed: a /16 to /20 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
        ),
    ),
    (
        "network: {cidr: 10.20.1.0/16}",
        (
            'network.cidr: "10.20.1.0/16" is no range: address and length do not fit; '
            "allowed: a /16 to /20 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16"
        ),
    ),
    (
        "network: {nat: none}\nworkers: {tasks: {outbound_ports: [443, 587]}}",
        (
            "workers.tasks.outbound_ports: 587 cannot be reached: `network.nat: none` leaves no way to the internet; "
            "allowed: [443]"
        ),
    ),
    ("alarms: {email: [somebody]}", 'alarms.email[0]: "somebody" is no e-mail address'),
    (
        "buckets: {files: {cors: ['*']}}",
        'buckets.files.cors[0]: "*" is no origin; allowed: scheme and host, like "https://app.example.com"',
    ),
    (
        "buckets: {files: {cors: ['https://{domain}']}}",
        'buckets.files.cors[0]: "https://{domain}" needs `domain`, and this stack has none',
    ),
    (
        "frontends: {web: {directory: build}}",
        'frontends.web.directory: there is no folder "build" in the project; build the frontend first',
    ),
    (
        f"frontends: {{web: {{directory: {'x' * 300}}}}}",
        f'frontends.web.directory: there is no folder "{"x" * 300}" in the project; build the frontend first',
    ),
    (
        "frontends: {web: {directory: .}}",
        'frontends.web.directory: the folder "." has no index.html; build the frontend first',
    ),
    (
        "registry: {address: ghcr.io/shop, username: me}",
        "registry.password_secret: missing: a login has `username` and `password_secret`",
    ),
    (
        'buckets: {redis: {}}\nservices: {redis-: {image: "a:1"}}',
        (
            "services.redis-: this name cannot be used; allowed: 1 to 15 lower-case letters, digits and -, "
            "starting with a letter"
        ),
    ),
    (
        'services: {redis: {image: "a:1"}, api: {uses: [database, cache, redis]}}',
        "services.api.uses: cache and redis both bring REDIS_URL; say which under `variables`",
    ),
]


@pytest.mark.parametrize(("change", "line"), CONTAINERS)
def test_containers(lines: Lines, change: str, line: str) -> None:
    assert lines(f"services: {{api: {change}}}") == [f"app.yaml: {line}"]


@pytest.mark.parametrize(("change", "line"), APPLICATION)
def test_application(lines: Lines, change: str, line: str) -> None:
    assert lines(change) == [f"app.yaml: {line}"]


def test_a_preset_that_exceeds_the_maximum_is_told_at_what_was_written(lines: Lines) -> None:
    change = "domain: shop.example.com\nworkers: {tasks: {scale: {max: 1}}}"
    assert lines(change, environment="prod") == [
        "app.yaml: workers.tasks.scale.max: 1 is less than min, 2; allowed: 2 to 1000"
    ]


def test_prod_without_backups(lines: Lines) -> None:
    change = "domain: shop.example.com\ndatabase: {backup_days: 3}"
    assert lines(change, environment="prod") == [
        "app.yaml: database.backup_days: prod without enough backups: 3 days are kept; allowed: 7 to 35"
    ]


@pytest.mark.parametrize("environment", ["staging", "prod"])
def test_a_routed_stack_other_than_dev_needs_a_domain(lines: Lines, environment: str) -> None:
    assert lines(environment=environment) == [
        (
            f"app.yaml: domain: missing: {environment} answers over HTTPS only, and a certificate needs a host name; "
            'allowed: a host name, like "app.example.com"'
        )
    ]
