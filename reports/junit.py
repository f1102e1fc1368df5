"""The JUnit report: a suite for each document, a test case for each check; findings fail it, an unreadable file errs.

Source: the JUnit XML that build servers read (testsuites, testsuite, testcase, failure, error).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from unicodedata import category
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from audit.model.finding import DocumentReport, Finding, TablePlace
from audit.model.relation import Check
from audit.model.span import Span
from reports import phrasing

#: the counts of a suite, and the elements of its cases that they count
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(documents: Sequence[DocumentReport], lang: str, checks: Sequence[Check] = ()) -> bytes:
    """The report as UTF-8."""
    root = Element("testsuites", name="gouji")
    names = {check.id: check.name for check in checks}
    for document in documents:
        _suite(root, document, names, lang)
    for key in ("tests", *_COUNTED):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    indent(root, " ")
    declared = b"<?xml version='1.0' encoding='utf-8'?>\n"
    return declared + tostring(root, encoding="unicode").encode("utf-8", "backslashreplace") + b"\n"


def _suite(root: Element, document: DocumentReport, names: Mapping[str, str], lang: str) -> None:
    path = _clean(document.path)
    suite = SubElement(root, "testsuite", name=path)
    if document.unreadable:
        case = SubElement(suite, "testcase", classname=path, name=phrasing.word("reading", lang))
        reason = _clean(phrasing.unreadable(document, lang))
        SubElement(case, "error", type=document.unreadable, message=reason).text = reason
    else:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in document.findings:
            found[finding.check].append(finding)
        all_names = {**{id_: findings[0].name for id_, findings in found.items()}, **names}
        for id_ in sorted(all_names):
            case = SubElement(suite, "testcase", classname=path, name=f"{id_} {all_names[id_]}")
            if live := [finding for finding in found[id_] if finding.is_live]:
                _failure(case, live, document.cells, lang)
            elif found[id_]:
                _skipped(case, found[id_], lang)
    suite.set("tests", str(len(suite)))
    for key, element in _COUNTED.items():
        suite.set(key, str(len(suite.findall(f"testcase/{element}"))))


def _failure(case: Element, findings: Sequence[Finding], cells: Mapping[Span, TablePlace], lang: str) -> None:
    """One failure with all findings of a check: readers of the format expect one for a test case."""
    findings = sorted(findings, key=lambda finding: finding.severity.rank)
    severities = [phrasing.phrase("severity", str(finding.severity), lang) for finding in findings]
    told = [f"{name} {phrasing.message(f, lang, cells)}" for name, f in zip(severities, findings, strict=True)]
    head = phrasing.describe(findings[0], lang)
    more = f" (+{len(told) - 1})" if len(told) > 1 else ""
    message = _clean(f"{head.where} {head.what}{more}")
    failure = SubElement(case, "failure", type=str(findings[0].severity), message=message)
    failure.text = "\n".join(map(_clean, told))


def _skipped(case: Element, findings: Sequence[Finding], lang: str) -> None:
    """All that a check found has been accepted: the reasons."""
    reasons = dict.fromkeys(phrasing.suppression(f.suppression, lang) for f in findings if f.suppression is not None)
    SubElement(case, "skipped", message=_clean("; ".join(reasons)))


def _clean(text: str) -> str:
    """Text without the characters that XML does not know."""
    return "".join(c for c in text if c in "\t\n" or (category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff"))
