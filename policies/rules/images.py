"""Images of containers: from a registry of one's own, and one certain image, whatever happens to its tag."""

import re

from policies.pack.predicates import Predicate

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
OPEN_REGISTRIES = frozenset({"docker.io", "index.docker.io", "registry-1.docker.io", "public.ecr.aws", "quay.io"})
"""Where anybody publishes: what is used from there is copied into a registry of one's own first."""


def own_and_pinned() -> Predicate:
    """An image of a named registry that is not everybody's, by its digest."""

    def test(image: object) -> bool:
        if not isinstance(image, str) or DIGEST.search(image) is None:
            return False
        registry, slash, _ = image.partition("/")
        names_one = bool(slash) and ("." in registry or ":" in registry)
        return names_one and registry not in OPEN_REGISTRIES

    return Predicate("an image of an own registry with its digest (@sha256:...)", test)
