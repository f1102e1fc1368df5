"""Records of YAML into values: the rules of the settings, the entries of a baseline. Every wrong word is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from audit.model.suppression import Entry, Rule
from audit.spelling import nearest

_FINGERPRINT = re.compile(r"[0-9a-f]{16}(?:-[1-9]\d*)?", re.ASCII)
_CHECK = re.compile(r"[A-Z]{3}\d{0,3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def rules(value: Any) -> tuple[Rule, ...]:
    """`suppress` of the settings. Raises ValueError that names the record and the key."""
    found = []
    for where, record in _records(value, ("check", "document", "section", "reason", "expires")):
        check = str(record.get("check", "")).upper()
        if not _CHECK.fullmatch(check):
            raise ValueError(f"{where}: check: expected a check id or its family, such as SUM010 or SUM")
        document, section = record.get("document", ""), record.get("section", "")
        if not document and not section:
            raise ValueError(f"{where}: name a document or a section (the key `ignore` leaves a check out everywhere)")
        found.append(Rule(check, _reason(where, record), document, section, _expiry(where, record)))
    return tuple(found)


def entries(value: Any) -> tuple[Entry, ...]:
    """`findings` of a baseline. Raises ValueError that names the record and the key."""
    found: dict[tuple[str, str], Entry] = {}
    for where, record in _records(value, ("fingerprint", "document", "check", "about", "reason", "expires")):
        name, document = record.get("fingerprint", ""), record.get("document", "")
        if not _FINGERPRINT.fullmatch(name):
            raise ValueError(f"{where}: fingerprint: {name!r} is none; `gouji baseline` writes them")
        if not document:
            raise ValueError(f"{where}: name the document (a pattern; * is every one)")
        if (name, document) in found:
            raise ValueError(f"{where}: the finding {name} of {document} stands twice")
        found[name, document] = Entry(
            name,
            document,
            _reason(where, record),
            _expiry(where, record),
            record.get("check", ""),
            record.get("about", ""),
        )
    return tuple(found.values())


def day(text: str) -> date:
    """A date as 2026-12-31. Raises ValueError."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise ValueError(f"{text!r} is not a date such as 2026-12-31")


def _records(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each record with its number as a message calls it; all its values are text."""
    if value == "":
        return
    if not isinstance(value, list):
        raise ValueError(f"expected a list of records with {', '.join(keys)}")
    for number, record in enumerate(value, start=1):
        where = f"record {number}"
        if not isinstance(record, Mapping):
            raise ValueError(f"{where}: expected `key: value` lines")
        for key, found in record.items():
            if key not in keys:
                raise ValueError(f"{where}: unknown key {key!r}; did you mean {nearest(str(key), keys)!r}?")
            if not isinstance(found, str):
                raise ValueError(f"{where}: {key}: expected text")
        yield where, {str(key): found.strip() for key, found in record.items()}


def _reason(where: str, record: Mapping[str, str]) -> str:
    if not record.get("reason"):
        raise ValueError(f"{where}: a reason is needed: why may this finding stay?")
    return record["reason"]


def _expiry(where: str, record: Mapping[str, str]) -> date | None:
    text = record.get("expires", "")
    try:
        return day(text) if text else None
    except ValueError as error:
        raise ValueError(f"{where}: expires: {error}") from error
