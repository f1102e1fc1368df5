"""Settings: gouji.yaml, or [tool.gouji] in pyproject.toml, found upward, into a frozen Config."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from audit.errors import UsageError
from audit.model.limits import Limits
from audit.model.relation import Severity
from audit.model.suppression import Rule
from audit.spelling import nearest

FILE_NAME = "gouji.yaml"
FORMATS = ("terminal", "html", "markdown", "checklist", "json", "sarif", "junit", "github")
LANGUAGES = ("zh", "en")
NEVER = "never"
_SHARE = re.compile(r"[01](?:\.\d+)?", re.ASCII)
FAIL_ON = (*(str(severity) for severity in Severity), NEVER)


class Config(Struct, frozen=True):
    """What a user may set. There is no tolerance among the settings: precision is read from the print.

    `select` and `ignore` hold prefixes of check ids (SUM, TIE001); an empty `select` means every check.
    `fail_on` is the mildest severity that makes the exit code 1; None never does. `max_bytes` limits
    the size of one file, `limits` what it may be made of. `min_coverage` is the least share of the figures that must
    be checked, from 0 to 1.
    `suppress` accepts findings of a document or a section, documents named from `folder`, that of the settings file
    (None: the working directory); `baseline` is a file of accepted findings ("": none).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    lang: str = "zh"
    format: str = "terminal"
    max_bytes: int = 20_000_000
    limits: Limits = field(default_factory=Limits)
    min_coverage: Decimal = Decimal(0)
    suppress: tuple[Rule, ...] = ()
    baseline: str = ""
    folder: Path | None = None

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the run fail."""
        return self.fail_on is not None and severity.rank <= self.fail_on.rank


def find(*starts: Path) -> Config:
    """The settings of a run: the first file found from `starts` upward, one after the other; else the defaults."""
    for start in starts:
        for folder in _upward(start):
            settings = _of_folder(folder)
            if settings is not None:
                return settings
    return Config()


def load(path: Path) -> Config:
    """The settings of one file, gouji.yaml or pyproject.toml. Raises UsageError naming the file and the key."""
    if path.suffix == ".toml":
        return build(_tool_table(path) or {}, str(path), path.parent)
    from audit import strict_yaml

    return build(strict_yaml.load(path) or {}, str(path), path.parent)


def build(settings: Any, source: str, folder: Path | None = None) -> Config:
    """A Config from a mapping with the keys of the file, which stands in `folder`. Raises UsageError."""
    if not isinstance(settings, Mapping):
        raise UsageError(f"{source}: expected `key: value` lines")
    values: dict[str, Any] = {}
    limits: dict[str, int] = {}
    for key, value in settings.items():
        if key not in KEYS:
            raise UsageError(f"{source}: unknown key {key!r}; did you mean {nearest(str(key), KEYS)!r}?")
        name, convert = KEYS[key]
        try:
            (limits if key in LIMITS else values)[name] = convert(value)
        except ValueError as error:
            raise UsageError(f"{source}: {key}: {error}") from error
    if folder is not None and values.get("baseline"):
        values["baseline"] = str(folder / values["baseline"])
    return replace(Config(folder=folder), limits=replace(Limits(), **limits), **values)


def prefixes(value: Any) -> tuple[str, ...]:
    """Prefixes of check ids from a list, or from text with commas; upper case."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise ValueError("expected a list of check ids or prefixes, such as [SUM, TIE001]")
    return tuple(item.strip().upper() for item in value if item.strip())


def severity(value: Any) -> Severity | None:
    """A severity, or None for `never`."""
    name = _choice(FAIL_ON)(value)
    return None if name == NEVER else Severity(name)


def share(value: Any) -> Decimal:
    """A share from 0 to 1, as text: 0.85."""
    text = str(value)
    if not _SHARE.fullmatch(text) or Decimal(text) > 1:
        raise ValueError(f"{text!r} is not a share from 0 to 1, such as 0.85")
    return Decimal(text)


def _choice(allowed: tuple[str, ...]) -> Callable[[Any], str]:
    def convert(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(allowed)}")
        return str(value)

    return convert


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not text")
    return value


def _rules(value: Any) -> tuple[Rule, ...]:
    from audit.acceptance.records import rules

    return rules(value)


def _positive(value: Any) -> int:
    text = str(value).replace("_", "")
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ValueError(f"{value!r} is not a positive whole number")
    return int(text)


#: key of the file -> attribute of Config, and how its value is read
KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "select": ("select", prefixes),
    "ignore": ("ignore", prefixes),
    "fail-on": ("fail_on", severity),
    "lang": ("lang", _choice(LANGUAGES)),
    "format": ("format", _choice(FORMATS)),
    "max-bytes": ("max_bytes", _positive),
    "max-unpacked": ("unpacked", _positive),
    "max-members": ("members", _positive),
    "max-nesting": ("nesting", _positive),
    "max-pages": ("pages", _positive),
    "max-cells": ("cells", _positive),
    "min-coverage": ("min_coverage", share),
    "suppress": ("suppress", _rules),
    "baseline": ("baseline", _text),
}
#: the keys that set an attribute of Limits
LIMITS = frozenset({"max-unpacked", "max-members", "max-nesting", "max-pages", "max-cells"})


def _upward(start: Path) -> tuple[Path, ...]:
    place = start.resolve()
    folder = place if place.is_dir() else place.parent
    return (folder, *folder.parents)


def _of_folder(folder: Path) -> Config | None:
    yaml_file = folder / FILE_NAME
    if yaml_file.is_file():
        return load(yaml_file)
    toml_file = folder / "pyproject.toml"
    if toml_file.is_file() and b"tool.gouji" in _bytes(toml_file):
        table = _tool_table(toml_file)
        return None if table is None else build(table, f"{toml_file} [tool.gouji]", folder)
    return None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def _tool_table(path: Path) -> Any:
    """The [tool.gouji] table of a pyproject.toml, None when it has none."""
    import tomllib

    try:
        return tomllib.loads(_bytes(path).decode("utf-8")).get("tool", {}).get("gouji")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
