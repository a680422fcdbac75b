"""As whom a container runs."""

from policies.pack.predicates import Predicate, number

ROOT_NAMES = frozenset({"", "root"})


def not_root() -> Predicate:
    """A user that is named and is not root, as a name, as a number or as `user:group`."""

    def test(user: object) -> bool:
        if (figure := number(user)) is not None:
            return figure > 0
        name = user.partition(":")[0].strip() if isinstance(user, str) else ""
        return name not in ROOT_NAMES and not (name.isdecimal() and int(name) == 0)

    return Predicate("a user other than root", test)
