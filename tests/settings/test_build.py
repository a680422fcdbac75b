"""Images that are built: files that must be there, arguments that the bundle must know."""

from pathlib import Path

from tests.settings.conftest import Lines, Read

WEB = """
frontends:
  site: {{kind: ssr, port: 3000, build: {{context: ., dockerfile: docker/Dockerfile.web, arguments: {{{0}}}}}}}
routes: {{"/site": site}}
"""


def web(tmp_path: Path, arguments: str) -> str:
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker/Dockerfile.web").write_text("FROM scratch\n")
    return WEB.format(arguments)


def test_arguments_know_public_addresses(read: Read, tmp_path: Path) -> None:
    change = web(tmp_path, 'NEXT_PUBLIC_API_BASE_URL: "{api.url}", NODE: "22"')
    stack = read(f"{change}\ndomain: shop.example.com")
    build = stack.rendered["site"].spec.build
    assert build is not None
    assert build.arguments == {"NEXT_PUBLIC_API_BASE_URL": "https://shop.example.com/api", "NODE": "22"}


def test_an_address_that_comes_later_than_the_image(lines: Lines, tmp_path: Path) -> None:
    assert lines(web(tmp_path, 'API: "{api.url}"')) == [
        (
            "app.yaml: frontends.site.build.arguments.API: the address of api is not known when the image is built; "
            "give the stack a `domain`"
        )
    ]


def test_no_secret_in_an_image(lines: Lines, tmp_path: Path) -> None:
    change = web(tmp_path, 'DATABASE: "{database.url}"').replace("port: 3000", "port: 3000, uses: [database]")
    assert lines(change) == [
        (
            "app.yaml: frontends.site.build.arguments.DATABASE: an image must hold no secret and no private address; "
            "allowed: text, and {part.url} of a routed part"
        )
    ]
