"""For each rule, changes to the good stack that break it: the smallest bad resources there are."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.policies.building import Stack, changed, joined, made, relinked, without
from tests.policies.good_data import document


@dataclass(frozen=True)
class Break:
    """A change that breaks one rule, and whatever else it cannot help breaking."""

    rule: str
    change: Callable[[Stack], Stack]
    also: frozenset[str] = frozenset()


def setting(rule: str, name: str, path: str, value: object, *also: str) -> Break:
    return Break(rule, lambda stack: changed(stack, name, path, value), frozenset(also))


def adding(rule: str, resource_type: str, properties: dict[str, object], *also: str) -> Break:
    return Break(rule, lambda stack: joined(stack, made(resource_type, "added", properties)), frozenset(also))


def removing(rule: str, name: str, *also: str) -> Break:
    return Break(rule, lambda stack: without(stack, name), frozenset(also))


def linking(rule: str, name: str, through: str, *targets: str, also: tuple[str, ...] = ()) -> Break:
    return Break(rule, lambda stack: relinked(stack, name, through, *targets), frozenset(also))


def granting(rule: str, statement: dict[str, object], *also: str) -> list[Break]:
    """The statement in each of the places that can hold one."""
    text = document({"Effect": "Allow", **statement})
    return [
        setting(rule, "policy", "policy", text, *also),
        setting(rule, "login", "policy", text, *also),
        setting(rule, "user-policy", "policy", text, *also),
        setting(rule, "api-role", "inlinePolicies.0.policy", text, *also),
    ]
