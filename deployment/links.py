"""The connections of a stack: what each part hands to the parts that use it."""

from collections.abc import Iterable, Mapping

import pulumi

from components.connection import Connection
from components.container import WebSpec


class Links:
    """Connections by part, filled as components are made; a container is handed those it asks for."""

    def __init__(self, namespace_domain: str) -> None:
        """`namespace_domain` is the private DNS domain in which services find one another."""
        self._namespace_domain = namespace_domain
        self._connections: dict[str, Connection] = {}

    def add(self, part: str, connection: Connection) -> None:
        """Take the connection of a database, cache or bucket."""
        self._connections[part] = connection

    def add_web(self, parts: Mapping[str, WebSpec], urls: Mapping[str, pulumi.Input[str]]) -> None:
        """Add what others need to reach a part: its private address by port, its public one where it has a route."""
        for part in parts.keys() | urls.keys():
            private = self._private(part, parts[part]) if part in parts else {}
            public = {"url": urls[part]} if part in urls else {}
            self._connections[part] = Connection(values={**private, **public})

    def of(self, parts: Iterable[str], consumer: str) -> Mapping[str, Connection]:
        """Return the connections of these parts as a consumer gets them."""
        return {part: self._connections[part].handed_to(consumer) for part in parts}

    def _private(self, part: str, spec: WebSpec) -> Mapping[str, pulumi.Input[str]]:
        host = f"{part}.{self._namespace_domain}"
        further = {f"port/{name}": str(port) for name, port in spec.private_ports.items()}
        return {"address": f"http://{host}:{spec.port}", "host": host, "port": str(spec.port), **further}
