"""Suppression 豁免: a finding that someone has accepted, with a reason. It stays in the report and fails no run."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct


class Source(StrEnum):
    """Where it was accepted."""

    BASELINE = "baseline"  # an entry of a baseline file
    SETTINGS = "settings"  # a rule of gouji.yaml


class Suppression(Struct, frozen=True):
    """Why a finding is not live; `expires` is the last day on which that holds, None for ever."""

    source: Source
    reason: str
    expires: date | None = None


class Rule(Struct, frozen=True):
    """A rule of the settings: findings of a check (id or family) are accepted in a document, a section, or both.

    `document` is a glob over the path from the settings' folder, `section` a part of a heading; "" is any.
    """

    check: str
    reason: str
    document: str = ""
    section: str = ""
    expires: date | None = None


class BaselineState(StrEnum):
    """What a baseline knows of a finding; the words are those of SARIF."""

    NEW = "new"
    UNCHANGED = "unchanged"
    UPDATED = "updated"  # the baseline has the same finding with other figures


class Entry(Struct, frozen=True):
    """One accepted finding of a baseline file.

    `document` is a glob over the path from the baseline's folder; `check` and `about` tell people what
    was accepted and decide nothing.
    """

    fingerprint: str
    document: str
    reason: str
    expires: date | None = None
    check: str = ""
    about: str = ""


class Lapse(StrEnum):
    """Why an entry of a baseline no longer suppresses anything."""

    UNMATCHED = "unmatched"  # its document has no such finding any more
    CHANGED = "changed"  # a figure of the finding changed
    EXPIRED = "expired"


class LapsedEntry(Struct, frozen=True):
    entry: Entry
    lapse: Lapse
