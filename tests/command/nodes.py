"""YAML nodes from text, for tests."""

import yaml


def node(text: str) -> yaml.Node:
    """The one document in the text."""
    found = yaml.compose(text, Loader=yaml.SafeLoader)
    assert found is not None
    return found
