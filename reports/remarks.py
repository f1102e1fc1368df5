"""Remarks 附注: sentences about a document, a baseline or the coverage, rather than about a finding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from audit.model.coverage import Coverage
from audit.model.document import Notice
from audit.model.finding import DocumentReport
from audit.model.suppression import Entry, LapsedEntry, Suppression
from reports.catalogue import bracketed, knows, phrase, word


def unreadable(report: DocumentReport, lang: str) -> str:
    """Why a file could not be read, and what to do."""
    shown = bracketed(report.unreadable_detail, lang)
    if knows("unreadable", report.unreadable):
        return phrase("unreadable", report.unreadable, lang, detail=shown)
    return phrase("unreadable", "other", lang, reason=report.unreadable, detail=shown)


def nothing(report: DocumentReport, lang: str) -> str:
    """That nothing was found; of a document without figures, that there was nothing to find it in."""
    return word("clean" if report.coverage.total else "no-figures", lang)


def suppression(found: Suppression, lang: str) -> str:
    """Where a finding was accepted, why, and until when."""
    until = phrase("suppression", "until", lang, day=found.expires.isoformat()) if found.expires else ""
    return phrase("suppression", str(found.source), lang, reason=found.reason, until=until)


def notice(found: Notice, lang: str) -> str:
    """What a reader settled on its own."""
    slots = {f"word{number}": text for number, text in enumerate(found.words, start=1)}
    return phrase("notice", found.topic, lang, **slots)


def lapsed(found: LapsedEntry, lang: str) -> str:
    """Why an entry of a baseline accepts nothing any more."""
    return phrase("lapse", str(found.lapse), lang, **_entry_slots(found.entry))


def orphan(entry: Entry, lang: str) -> str:
    """That the document of an entry of a baseline is gone."""
    return phrase("lapse", "orphan", lang, **_entry_slots(entry))


def percentage(share: Decimal, places: int = 0) -> str:
    """A share of one as a percentage."""
    return f"{(share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%"


def coverage(found: Coverage, places: int = 0) -> str:
    """The share of figures that were checked; of none, a dash."""
    return percentage(Decimal(found.checked) / found.total, places) if found.total else "–"


def too_low(found: Coverage, wanted: Decimal, lang: str) -> str:
    """That fewer figures are checked than wanted, a share of one."""
    slots = {"share": coverage(found, 1), "checked": str(found.checked), "total": str(found.total)}
    return phrase("coverage", "too-low", lang, wanted=percentage(wanted, 1), **slots)


def _entry_slots(entry: Entry) -> dict[str, str]:
    about = " ".join(part for part in (entry.check, entry.about) if part)
    expires = entry.expires.isoformat() if entry.expires else ""
    return {"fingerprint": entry.fingerprint, "document": entry.document, "about": about, "expires": expires}
