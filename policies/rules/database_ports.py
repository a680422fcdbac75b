"""The port that a database listens on."""

from policies.pack.predicates import Predicate, number

DEFAULT_PORT = 5432


def not_the_default_port() -> Predicate:
    """A port that is set and is not PostgreSQL's own; Alibaba Cloud writes it as a text."""

    def test(port: object) -> bool:
        found = number(float(port)) if isinstance(port, str) and port.isdigit() else number(port)
        return found is not None and found != DEFAULT_PORT

    return Predicate(f"another port than {DEFAULT_PORT}", test)
