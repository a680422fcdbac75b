"""Uploads that were begun and never finished."""

from policies.pack.predicates import Predicate


def ends_uploads(setting: str) -> Predicate:
    """One of the lifecycle rules has this setting, by which the cloud ends them."""

    def test(rules: object) -> bool:
        listed = rules if isinstance(rules, list) else []
        return any(isinstance(rule, dict) and bool(rule.get(setting)) for rule in listed)

    return Predicate("a rule that ends uploads", test, lambda _: f"without {setting}")
