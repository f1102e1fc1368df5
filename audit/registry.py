"""Which checks run: the built-in ones, those of installed plugins, narrowed by --select and --ignore."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from audit import installed
from audit.errors import PluginError, UsageError
from audit.model.relation import Check
from audit.spelling import nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "gouji.checks"
_ID = re.compile(r"[A-Z]{3}\d{3}")


def collect(builtin: Iterable[Check], plugins: Iterable[EntryPoint] | None = None) -> tuple[Check, ...]:
    """All checks in the order of their ids. An entry point gives a Check, or a sequence of them.

    `plugins` defaults to the entry points of group "gouji.checks". Raises PluginError for a plugin that does
    not load, for an id that is no id, and for an id that two checks claim.
    """
    owners: dict[str, tuple[Check, str]] = {}
    for check in builtin:
        _add(owners, check, "gouji")
    for entry_point in _installed() if plugins is None else plugins:
        for check in _loaded(entry_point):
            _add(owners, check, f"plugin {entry_point.name!r}")
    return tuple(owners[id_][0] for id_ in sorted(owners))


def narrow(checks: Sequence[Check], select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Check, ...]:
    """The checks whose id starts with a selected prefix (all, when none is given) and with no ignored one.

    Raises UsageError for a prefix that matches nothing, naming the nearest id or family.
    """
    ids = [check.id for check in checks]
    for prefix in (*select, *ignore):
        if not any(id_.startswith(prefix) for id_ in ids):
            known = tuple({*ids, *(check.family for check in checks)})
            hint = f"; did you mean {nearest(prefix, known)!r}?" if known else ""
            raise UsageError(f"no check has an id that starts with {prefix!r}{hint} (`gouji checks` lists them)")
    return tuple(
        check
        for check in checks
        if (not select or check.id.startswith(tuple(select))) and not check.id.startswith(tuple(ignore))
    )


def find(checks: Sequence[Check], id_: str) -> Check:
    """The check with this id, or with this name. Raises UsageError naming the nearest one."""
    for check in checks:
        if id_.upper() == check.id or id_ == check.name:
            return check
    known = tuple(check.id for check in checks)
    hint = f"; did you mean {nearest(id_, known)!r}?" if known else ""
    raise UsageError(f"there is no check {id_!r}{hint} (`gouji checks` lists them)")


def _installed() -> Iterable[EntryPoint]:
    if not installed.may_announce(GROUP):
        return ()
    from importlib.metadata import entry_points

    return sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value))


def _loaded(entry_point: EntryPoint) -> tuple[Check, ...]:
    try:
        value = entry_point.load()
    except Exception as error:  # whatever a stranger's module raises while it is imported
        raise PluginError(
            f"plugin {entry_point.name!r} ({entry_point.value}) does not load: {type(error).__name__}: {error}"
        ) from error
    checks = (value,) if isinstance(value, Check) else value
    if not isinstance(checks, tuple | list) or not all(isinstance(check, Check) for check in checks):
        raise PluginError(
            f"plugin {entry_point.name!r} ({entry_point.value}) must be an audit.model Check or a tuple of them"
        )
    return tuple(checks)


def _add(owners: dict[str, tuple[Check, str]], check: Check, owner: str) -> None:
    if not _ID.fullmatch(check.id):
        raise PluginError(f"{owner}: the check id {check.id!r} must be three capital letters and three digits")
    if check.id in owners:
        raise PluginError(f"{owner}: the check id {check.id} is already taken by {owners[check.id][1]}")
    owners[check.id] = (check, owner)
