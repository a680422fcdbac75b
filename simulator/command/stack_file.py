"""`Pulumi.<stack>.yaml` as YAML nodes, so that what a person wrote survives to the letter: `on` stays `on`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from simulator.command.problem import CommandError

MAP = "tag:yaml.org,2002:map"
TEXT = "tag:yaml.org,2002:str"


@dataclass
class StackFile:
    """The configuration of one stack."""

    config: dict[str, yaml.Node] = field(default_factory=dict)
    """Configuration keys, `project:name`, and their values."""

    others: dict[str, yaml.Node] = field(default_factory=dict)
    """What stands beside `config`: encryption salt, secrets provider, environments."""

    @classmethod
    def read(cls, path: Path) -> "StackFile":
        """The file's content; empty when there is no such file. Raises CommandError when it is no mapping."""
        if not path.exists():
            return cls()
        try:
            others = entries(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))
            config = entries(others.pop("config", None))
        except (yaml.YAMLError, UnicodeDecodeError, TypeError) as error:
            raise CommandError(f"{path} is not a stack's configuration: {error}") from None
        return cls(config, others)

    def write(self, path: Path) -> None:
        """Write the file, and its folder if need be."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(mapping({**self.others, "config": mapping(self.config)})), encoding="utf-8")


def entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The keys and values of a mapping; none for an absent or empty one. Raises TypeError for anything else."""
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise TypeError(f"line {node.start_mark.line + 1} should hold `key: value` pairs")
    return {str(key.value): value for key, value in node.value}


def mapping(values: dict[str, yaml.Node]) -> yaml.MappingNode:
    """A mapping of these values."""
    return yaml.MappingNode(MAP, [(text(key), value) for key, value in values.items()], flow_style=not values)


def text(value: str) -> yaml.ScalarNode:
    """A string, quoted so that no reader takes it for a number or a truth value."""
    return yaml.ScalarNode(TEXT, value, style='"')


def dump(node: yaml.Node) -> str:
    """The node as YAML; two nodes that say the same give the same text."""
    return yaml.serialize(node, Dumper=yaml.SafeDumper, width=10_000)


def secure(ciphertext: str) -> yaml.MappingNode:
    """An encrypted value as Pulumi writes it."""
    return mapping({"secure": text(ciphertext)})


def is_secure(node: yaml.Node) -> bool:
    """Whether the node is an encrypted value."""
    return isinstance(node, yaml.MappingNode) and [key.value for key, _ in node.value] == ["secure"]


def secure_places(node: yaml.Node, place: str) -> Iterator[str]:
    """The places of all encrypted values in a value, named from `place` on: `registry.password`, `tokens.0`."""
    if is_secure(node):
        yield place
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from secure_places(value, f"{place}.{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from secure_places(value, f"{place}.{index}")


def replaced(node: yaml.Node, place: str, ciphertexts: dict[str, str]) -> yaml.Node:
    """The value with other ciphertexts, given by place, in its encrypted places."""
    if is_secure(node):
        return secure(ciphertexts[place])
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, replaced(value, f"{place}.{key.value}", ciphertexts)) for key, value in node.value]
        return yaml.MappingNode(node.tag, pairs, flow_style=node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        items = [replaced(value, f"{place}.{index}", ciphertexts) for index, value in enumerate(node.value)]
        return yaml.SequenceNode(node.tag, items, flow_style=node.flow_style)
    return node
