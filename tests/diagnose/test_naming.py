"""Figures of findings are called what the document calls them; what a finding is known by is not changed."""

from __future__ import annotations

import audit
from audit import pipeline
from audit.config import Config

TEXT = """白石区体育局2031年度部门决算
一、收入决算情况
2031年度本年收入合计300.00万元，其中：一般公共预算财政拨款收入250.00万元，占本年收入83.33%；政府性基金预算财政拨款收入50.00万元，占本年收入61.67%。
"""


def findings(text: str) -> audit.Report:
    return audit.audit_bytes(text.encode(), "决算.txt")


def test_a_share_names_the_fund_of_its_part() -> None:
    (document,) = findings(TEXT).to_dict()["documents"]
    (found,) = document["findings"]
    assert "政府性基金预算财政拨款收入占本年收入" in found["message"]
    assert "政府性基金预算财政拨款收入" in [figure["label"] for figure in found["figures"]]


def test_fingerprints_and_figures_are_those_of_the_diagnosis() -> None:
    found = pipeline.audit(TEXT.encode(), "决算.txt", audit.all_checks(), Config())
    (document,) = findings(TEXT).documents
    assert [f.fingerprint for f in document.findings] == [f.fingerprint for f in found.findings]
    told = [[operand.figure for operand in finding.operands] for finding in document.findings]
    assert told == [[operand.figure for operand in finding.operands] for finding in found.findings]
    assert [f.evidence[0].verdict for f in document.findings] == [f.evidence[0].verdict for f in found.findings]


def test_of_two_figures_alike_in_a_sentence_the_suspect_is_marked() -> None:
    text = (
        "白石区体育局2031年度部门决算\n一、支出决算情况\n"
        "2031年度支出合计90.00万元。其中：基本支出60.00万元，占本年支出66.67%，项目支出60.00万元，占本年支出33.33%。\n"
        "项目支出30.00万元。\n"
    )
    (document,) = findings(text).documents
    (found,) = [f for f in document.findings if f.suspect is not None and f.suspect.figure.text == "60.00"]
    assert found.quotation.count("60.00") == 2
    assert found.quotation[: found.quoted_at].endswith("项目支出")
