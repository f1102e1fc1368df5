"""The one YAML loader, and a strict one: every scalar is the string that was written, and no key stands twice.

Plain YAML reads `1.10` as 1.1, `12:30` as 750, `010` as 8 and `no` as false, and of two equal keys it keeps
the last without a word. Vocabulary, settings and test cases hold codes and amounts, so nothing is guessed here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from audit.errors import UsageError

# The C parser is ten times as fast; the pure one serves where PyYAML was built without it.
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}


class _StrictLoader(_Base):  # type: ignore[misc]
    """Scalars stay strings (BaseLoader); mappings refuse a second equal key."""

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: tuple[bool, bool] | bool) -> str:
        """The type of a node without a tag: nothing is guessed from its text, so nothing is looked for in it."""
        return _TAGS[kind]

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be plain text", key_node.start_mark)
            key = str(key_node.value)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen[key] = self.construct_object(value_node, deep=deep)
        return seen


def load(path: Path) -> Any:
    """Read a UTF-8 YAML file into dicts, lists and strings. Raises UsageError that names the file and line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    return loads(text, str(path))


def loads(text: str, name: str = "<yaml>") -> Any:
    """The same for text; `name` stands in the messages. An empty text gives an empty string."""
    try:
        # _StrictLoader builds strings, lists and dicts only, like BaseLoader.
        value = yaml.load(text, Loader=_StrictLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise UsageError(f"{name}{_place(error)}: {_problem(error)}") from error
    return "" if value is None else value


def dumps(value: Any) -> str:
    """Dicts, lists and strings as YAML that `loads` reads back; keys in their order, Chinese as it is."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110))


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark is not None else ""


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or error)
