"""Variables: common ones, those that `uses` brings, PORT, own ones; facets, and which of them are secrets."""

from components.connection import Facet, Template
from components.container import Migration
from settings.derive import templates
from settings.stack import Registry
from tests.settings.conftest import Read


def text(value: str) -> Template:
    return Template((value,))


def facet(part: str, key: str) -> Template:
    return Template((Facet(part, key),))


def test_what_uses_brings(read: Read) -> None:
    stack = read()
    assert stack.services["api"].variables == {
        "DATABASE_URL": facet("database", "url"),
        "REDIS_URL": facet("cache", "url"),
        "STORAGE_DRIVER": facet("files", "driver"),
        "S3_ENDPOINT": facet("files", "endpoint"),
        "S3_REGION": facet("files", "region"),
        "S3_BUCKET": facet("files", "bucket"),
        "PORT": text("8000"),
    }
    assert stack.jobs["cleanup"].variables == {"DATABASE_URL": facet("database", "url")}
    assert stack.services["api"].connections == ("database", "cache", "files")


def test_a_bucket_with_a_key_brings_it(read: Read) -> None:
    stack = read("buckets: {files: {access_key: true}}")
    variables = stack.services["api"].variables
    assert variables["S3_ACCESS_KEY_ID"] == facet("files", "access_key_id")
    assert variables["S3_SECRET_ACCESS_KEY"] == facet("files", "secret_access_key")
    assert stack.facets["files"] == ("access_key_id", "secret_access_key")


def test_several_buckets_are_told_apart_by_their_names(read: Read) -> None:
    stack = read("buckets: {old-files: {}}\nworkers: {tasks: {uses: [files, old-files]}}")
    assert list(stack.workers["tasks"].variables) == [
        *("FILES_STORAGE_DRIVER", "FILES_S3_ENDPOINT", "FILES_S3_REGION", "FILES_S3_BUCKET"),
        *("OLD_FILES_STORAGE_DRIVER", "OLD_FILES_S3_ENDPOINT", "OLD_FILES_S3_REGION", "OLD_FILES_S3_BUCKET"),
    ]


def test_a_used_service_is_found_by_its_address(read: Read) -> None:
    stack = read('services: {text-model: {image: "m:1", port: 9000}}\nworkers: {tasks: {uses: [text-model]}}')
    assert stack.workers["tasks"].variables == {"TEXT_MODEL_URL": facet("text-model", "address")}
    assert stack.workers["tasks"].connections == ("text-model",)


def test_own_variables_win_over_brought_ones_and_these_over_common_ones(read: Read) -> None:
    change = """
    variables: {LEVEL: info, REDIS_URL: common, MODE: a}
    services: {api: {variables: {LEVEL: debug, REDIS_URL: "{cache.url/1}"}}}
    """
    stack = read(change)
    api, tasks = stack.services["api"].variables, stack.workers["tasks"].variables
    assert (api["LEVEL"], api["MODE"], api["REDIS_URL"]) == (text("debug"), text("a"), facet("cache", "url/1"))
    assert (tasks["LEVEL"], tasks["REDIS_URL"]) == (text("info"), facet("cache", "url"))
    assert stack.facets["cache"] == ("url", "url/1")


def test_a_secret_of_its_own_takes_the_place_of_a_variable(read: Read) -> None:
    stack = read("variables: {TOKEN: x}\nworkers: {tasks: {generate: [TOKEN], optional_secrets: [DATABASE_URL]}}")
    assert list(stack.workers["tasks"].variables) == ["REDIS_URL"]
    assert stack.services["api"].variables["TOKEN"] == text("x")


def test_facets_are_those_that_somebody_reads(read: Read) -> None:
    stack = read('services: {api: {variables: {A: "{database.url+asyncpg}", B: "{database.host}"}}}')
    assert stack.facets == {"database": ("url", "url+asyncpg"), "cache": ("url",), "files": ()}


def test_values_may_stand_in_a_text(read: Read) -> None:
    stack = read('services: {api: {variables: {DSN: "host={database.host} dbname={database.name}"}}}')
    assert stack.services["api"].variables["DSN"] == Template(
        ("host=", Facet("database", "host"), " dbname=", Facet("database", "name"))
    )


def test_addresses_that_the_domain_tells_are_text(read: Read) -> None:
    change = 'services: {api: {variables: {WEB: "{web.url}/login", SELF: "{api.url}", LISTEN: "0.0.0.0:{api.port}"}}}'
    variables = read(f"{change}\ndomain: shop.example.com").services["api"].variables
    assert variables["WEB"] == text("https://shop.example.com/login")
    assert variables["SELF"] == text("https://shop.example.com/api")
    assert variables["LISTEN"] == text("0.0.0.0:8000")


def test_addresses_that_only_the_cloud_knows_are_facets(read: Read) -> None:
    part = read('services: {api: {variables: {WEB: "{web.url}/login"}}}').services["api"]
    assert part.variables["WEB"] == Template((Facet("web", "url"), "/login"))
    assert part.connections == ("database", "cache", "files", "web")


def test_braces_that_are_meant_as_they_stand() -> None:
    assert templates.parsed('{"a": {"b": 1}}') == ['{"a": {"b": 1}}']
    assert templates.parsed("Dear {{name}}") == ["Dear {{name}}"]
    assert templates.parsed(r"\{domain}") == ["{domain}"]
    assert templates.parsed("Dear {{user.name}}") == ["Dear {{user.name}}"]
    assert templates.parsed(r"\{extra.user}") == ["{extra.user}"]
    assert templates.parsed("{{a.b}") == ["{", Facet("a", "b")]
    assert templates.parsed("[{a.b}}]") == ["[", Facet("a", "b"), "}]"]
    assert templates.parsed("") == []


def test_one_word_in_braces_is_the_domain_or_text(read: Read) -> None:
    change = 'domain: shop.example.com\nworkers: {tasks: {variables: {HOST: ".{domain}", FORMAT: "{time} {level}"}}}'
    variables = read(change).workers["tasks"].variables
    assert variables["HOST"] == text(".shop.example.com")
    assert variables["FORMAT"] == text("{time} {level}")


def test_an_empty_variable_stays(read: Read) -> None:
    assert read("workers: {tasks: {variables: {PROXY: ''}}}").workers["tasks"].variables["PROXY"] == Template(())


def test_the_migration_runs_in_the_only_service_that_uses_the_database(read: Read) -> None:
    stack = read("database: {migrate: [alembic, upgrade, head]}")
    assert stack.services["api"].migration == Migration(command=("alembic", "upgrade", "head"))
    assert stack.workers["tasks"].migration is None


def test_the_migration_runs_in_the_part_that_is_named(read: Read) -> None:
    change = 'services: {other: {image: "o:1", uses: [database]}}\ndatabase: {migrate: {command: [up], part: other}}'
    stack = read(change)
    assert stack.services["other"].migration == Migration(command=("up",))
    assert stack.services["api"].migration is None


REGISTRY = "registry: {address: registry.example.com/shop, username: me, password_secret: PASSWORD}"


def test_images_without_a_host_come_from_the_registry(read: Read) -> None:
    change = f"""
    {REGISTRY}
    services: {{api: {{image: "api:1"}}, hub: {{image: "docker.io/library/nginx:1"}}}}
    jobs: {{cleanup: {{image: "tools/clean@sha256:{"0" * 64}"}}}}
    """
    config = {"shop:PASSWORD": "pass-word-1"}
    stack = read(change, config=config, secret_keys=tuple(config))
    parts = {"api": stack.services["api"], "hub": stack.services["hub"], "cleanup": stack.jobs["cleanup"]}
    assert {name: (part.spec.image, part.private_image) for name, part in parts.items()} == {
        "api": ("registry.example.com/shop/api:1", True),
        "hub": ("docker.io/library/nginx:1", False),
        "cleanup": (f"registry.example.com/shop/tools/clean@sha256:{'0' * 64}", True),
    }
    assert stack.registry == Registry(address="registry.example.com/shop", username="me", password_secret="PASSWORD")


def test_a_public_registry_has_no_login(read: Read) -> None:
    stack = read("registry: {address: ghcr.io/shop}")
    assert stack.registry is None
    assert stack.services["api"].spec.image == "ghcr.io/shop/shop/api:1.0.0"
    assert not stack.services["api"].private_image


def test_origins_may_name_the_domain(read: Read) -> None:
    stack = read('domain: shop.example.com\nbuckets: {files: {cors: ["https://{domain}"]}}')
    assert stack.buckets["files"].cors == ["https://shop.example.com"]
