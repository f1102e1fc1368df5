"""Marks the findings that are accepted, and tells which entries of the baseline no longer accept anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from audit.acceptance import baseline
from audit.acceptance.baseline import Baseline
from audit.acceptance.naming import is_there, matcher, relative
from audit.config import Config
from audit.diagnose.fingerprint import subject
from audit.model.finding import DocumentReport, Finding
from audit.model.suppression import BaselineState, Entry, Lapse, LapsedEntry, Rule, Source, Suppression


class Acceptance(Struct, frozen=True):
    """What a run accepts: rules, which name documents from `folder`, and a baseline."""

    rules: tuple[Rule, ...]
    folder: Path
    baseline: Baseline | None = None


def acceptance(config: Config) -> Acceptance | None:
    """What settings accept; None for nothing. Raises UsageError for a baseline that is none."""
    if not config.suppress and not config.baseline:
        return None
    found = baseline.load(Path(config.baseline)) if config.baseline else None
    return Acceptance(config.suppress, config.folder or Path.cwd(), found)


class Marked(Struct, frozen=True):
    """The documents with their marks; `orphans` are entries of files that are neither here nor on the disk."""

    documents: tuple[DocumentReport, ...]
    orphans: tuple[Entry, ...] = ()


def mark(documents: Sequence[DocumentReport], accepted: Acceptance, today: date) -> Marked:
    """The same documents, with what is accepted marked."""
    holding = [(rule, matcher(rule.document or "*")) for rule in accepted.rules if _holds(rule.expires, today)]
    ruled = [_ruled(document, holding, accepted.folder) for document in documents]
    return Marked(tuple(ruled)) if accepted.baseline is None else _compared(ruled, accepted.baseline, today)


def _ruled(
    document: DocumentReport, rules: Sequence[tuple[Rule, Callable[[str], bool]]], folder: Path
) -> DocumentReport:
    if not rules or not document.findings:
        return document
    name = relative(document.path, folder)
    named = [rule for rule, names in rules if names(name)]
    return replace(document, findings=tuple(_by_rule(finding, named) for finding in document.findings))


def _by_rule(finding: Finding, rules: Iterable[Rule]) -> Finding:
    for rule in rules:
        if finding.check.startswith(rule.check) and _stands_in(rule.section, finding.path):
            return replace(finding, suppression=Suppression(Source.SETTINGS, rule.reason, rule.expires))
    return finding


def _stands_in(section: str, path: Iterable[str]) -> bool:
    wanted = "".join(section.split())
    return not wanted or any(wanted in "".join(title.split()) for title in path)


def _holds(expires: date | None, today: date) -> bool:
    return expires is None or today <= expires


def _compared(documents: Sequence[DocumentReport], accepted: Baseline, today: date) -> Marked:
    """Every document against the entries that name it; an entry is of use when one finding of one document fits."""
    patterns = {entry.document: matcher(entry.document) for entry in accepted.entries}
    found = []
    for document in documents:
        name = relative(document.path, accepted.folder)
        naming = {pattern for pattern, names in patterns.items() if names(name)}
        entries = [entry for entry in accepted.entries if entry.document in naming]
        found.append(_Comparison(document, entries, today))
    used = {entry for comparison in found for entry in comparison.used}
    changed = {entry for comparison in found for entry in comparison.changed}
    spared = {entry for comparison in found if comparison.document.unreadable for entry in comparison.entries}
    # the first document that each names
    places = {entry: at for at in reversed(range(len(found))) for entry in found[at].entries}
    told: defaultdict[int, list[LapsedEntry]] = defaultdict(list)
    for entry in accepted.entries:
        if entry in used:
            if not _holds(entry.expires, today):
                told[places[entry]].append(LapsedEntry(entry, Lapse.EXPIRED))
        elif entry in places and entry not in spared:
            told[places[entry]].append(LapsedEntry(entry, Lapse.CHANGED if entry in changed else Lapse.UNMATCHED))
    marked = (replace(comparison.marked(), lapsed=tuple(told[at])) for at, comparison in enumerate(found))
    orphans = (e for e in accepted.entries if e not in places and not is_there(e.document, accepted.folder))
    return Marked(tuple(marked), tuple(orphans))


class _Comparison:
    """One document against the entries that name it. `used` are those that one of its findings fits, `changed` those
    that one would fit but for its figures."""

    def __init__(self, document: DocumentReport, entries: Sequence[Entry], today: date) -> None:
        self.document = document
        self.entries = entries
        self._today = today
        found = {finding.fingerprint for finding in document.findings}
        self._by_name: defaultdict[str, list[Entry]] = defaultdict(list)
        idle: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_name[entry.fingerprint].append(entry)
            if entry.fingerprint not in found:
                idle[subject(entry.fingerprint)].append(entry)
        self.used = {entry for name in found for entry in self._by_name.get(name, ())}
        self.changed: set[Entry] = set()
        self._updated: set[str] = set()
        for finding in document.findings:
            alike = idle[subject(finding.fingerprint)]
            if finding.fingerprint not in self._by_name and alike:
                self.changed.add(alike.pop(0))
                self._updated.add(finding.fingerprint)

    def marked(self) -> DocumentReport:
        return replace(self.document, findings=tuple(self._marked(finding) for finding in self.document.findings))

    def _marked(self, finding: Finding) -> Finding:
        entries = self._by_name.get(finding.fingerprint, [])
        if not entries:
            updated = finding.fingerprint in self._updated
            return replace(finding, baseline=BaselineState.UPDATED if updated else BaselineState.NEW)
        holding = next((entry for entry in entries if _holds(entry.expires, self._today)), None)
        suppression = finding.suppression
        if holding is not None and suppression is None:
            suppression = Suppression(Source.BASELINE, holding.reason, holding.expires)
        return replace(finding, suppression=suppression, baseline=BaselineState.UNCHANGED)
