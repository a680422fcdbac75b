"""Whether a container's image is one certain image, whatever happens to its tag."""

import re
from collections.abc import Iterator

from policies.pack.checks import shown
from policies.pack.finding import Finding
from policies.pack.graph import Graph
from policies.pack.paths import read
from policies.pack.predicates import Predicate
from policies.pack.resource import Resource
from policies.pack.values import Marker, plain
from policies.rules.docker.kinds import IMAGES

DIGEST = re.compile(r"(^|@)sha256:[0-9a-f]{8,64}$")


def pinned(graph: Graph, container: Resource) -> Iterator[Finding]:
    """A tag can be moved to other content; an image of this stack is taken by its id, which cannot."""
    if graph.follow(container, "image", *IMAGES):
        return
    for reading in read(container.properties, "image"):
        value = plain(reading.value)
        if isinstance(value, str) and DIGEST.search(value):
            continue
        yield Finding(
            container,
            reading.location,
            f"is {shown(reading, Predicate('', bool))}",
            "name the digest (@sha256:...), or take it from a RemoteImage or an Image of this stack",
            unknown=value is Marker.UNKNOWN,
        )
