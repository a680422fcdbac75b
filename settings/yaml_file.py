"""Reads a YAML file of a person: syntax errors with their line, no key twice, keys are text."""

from pathlib import Path
from typing import Any

import yaml

from settings.place import Place, written
from settings.report import Report


def read(project: Path, file: str, report: Report) -> dict[str, Any] | None:
    """The mapping a file holds; what is wrong with it is reported, and None when it cannot be used at all."""
    try:
        text = (project / file).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        report.line(file, "", "cannot be read: it is not UTF-8 text")
    except (FileNotFoundError, ValueError):  # the latter for a name that no file can have
        report.line(file, "", "there is no such file in the project's folder")
    except OSError as error:
        report.line(file, "", f"cannot be read: {error.strerror}")
    else:
        return parse(text, file, report)
    return None


def parse(text: str, file: str, report: Report) -> dict[str, Any] | None:
    """The mapping a YAML text holds, as `read`."""
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            _check(node, (), file, report)
            return loader.construct_document(node)
        report.line(file, "", "must hold a mapping (`key: value` lines)")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        report.line(file, where, f"not valid YAML: {error.problem}")
    except yaml.YAMLError:
        report.line(file, "", "not valid YAML: it holds a character that YAML does not allow")
    return None


def _check(node: yaml.Node, place: Place, file: str, report: Report) -> None:
    """Report keys that are written twice or are no text, and turn the latter into text."""
    if isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            _check(item, (*place, position), file, report)
    if not isinstance(node, yaml.MappingNode):
        return
    lines: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            report.line(file, written(place), f"line {key.start_mark.line + 1}: a key must be text")
            node.value = [pair for pair in node.value if pair[0] is not key]
            continue
        line = key.start_mark.line + 1
        here = (*place, key.value)
        if key.value in lines:
            report.line(file, written(here), f"written twice, in lines {lines[key.value]} and {line}; keep one")
        if key.tag not in {"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"}:
            report.line(file, written(here), f'line {line}: a key must be text; write "{key.value}" in quotes')
            key.tag = "tag:yaml.org,2002:str"
        lines[key.value] = line
        _check(value, here, file, report)
