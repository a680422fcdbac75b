"""What is asked of an account, and what is refused before anything is made."""

import pulumi
import pytest

from bootstrap import request

GIVEN = {
    "bootstrap:cloud": "aws",
    "bootstrap:repository": "example/notes",
    "bootstrap:project": "notes",
    "aws:region": "eu-central-1",
}


def read(**changed: str | None) -> request.Request:
    config = {**GIVEN, **{key.replace("__", ":"): value for key, value in changed.items()}}
    pulumi.runtime.set_all_config({key: value for key, value in config.items() if value is not None})
    return request.read(pulumi.Config("bootstrap"))


def test_what_is_not_said_is_as_in_the_workflows() -> None:
    found = read()
    assert (found.branch, found.environments) == ("main", ("dev", "staging", "prod"))
    assert found.deployer("prod") == "repo:example/notes:environment:prod"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"bootstrap__cloud": "azure"}, "bootstrap:cloud: 'azure' is not allowed here; allowed: alicloud or aws"),
        ({"bootstrap__cloud": None}, "bootstrap:cloud: None is not allowed here; allowed: alicloud or aws"),
        ({"bootstrap__repository": None}, "bootstrap:repository is not set; it is owner/name"),
        ({"bootstrap__repository": "example/*"}, "bootstrap:repository: 'example/*' is not allowed here"),
        ({"bootstrap__repository": "example"}, "bootstrap:repository: 'example' is not allowed here"),
        ({"bootstrap__branch": "*"}, "bootstrap:branch: '*' is not allowed here"),
        ({"bootstrap__project": "no/tes"}, "bootstrap:project: 'no/tes' is not allowed here"),
        ({"bootstrap__environments": '["prod", "*"]'}, "bootstrap:environments: '*' is no name of a stack"),
        ({"aws__region": None}, "aws:region is not set; it is where the state lies"),
    ],
)
def test_what_a_trust_would_take_for_anything_is_refused(changed: dict[str, str | None], words: str) -> None:
    with pytest.raises(request.UnclearError) as problem:
        read(**changed)
    assert str(problem.value).startswith(words)


@pytest.mark.parametrize("given", ["dev", '"dev"', "[]", '{"dev": 1}', "3"])
def test_environments_are_a_list(given: str) -> None:
    with pytest.raises(request.UnclearError, match=r"^bootstrap:environments: .* is no list of stacks; allowed: \["):
        read(bootstrap__environments=given)


def test_environments_may_be_others() -> None:
    assert read(bootstrap__environments='["qa", "live"]').environments == ("qa", "live")
