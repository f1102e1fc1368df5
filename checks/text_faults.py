"""文字差错 · doubled or missing stops, doubled words, brackets without a partner

What
    Two stops where one belongs (；。 or ，，), none where one does (3.00万元其中：; a paragraph without its 。), a word
    typed twice or left over from an edit (用于用于, 主要原因增加是), a bound said twice (不少于 10 项以上), a term with
    a wrong glyph (财政拔款), and a bracket, quotation mark or title mark without its partner.

Why
    They are what a proof-reader marks, and show that a passage was edited and not read again.

Consistent
    其他收入 3.00 万元，占本年收入 0.1%。

Inconsistent
    其他收入 3.00 万元，占本年收入 0.1%；。

Rounding
    Not applicable: nothing is computed here.

Limits
    A note. The words are a list (audit/extract/faults.yaml), not a spelling check. Brackets are counted only in a
    paragraph that has its beginning and its end. Stops that a line break parts, ellipses, tables and forms are let
    pass. A missing full stop is reported only before a numbered heading or item, and where eight times as many
    paragraphs have theirs. The whole family is turned off with `ignore: [DOC02]`.
"""

from collections.abc import Iterator

from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_TOPICS = {
    "punctuation": "doubled-stop",
    "wording": "doubled-word",
    "bound": "doubled-bound",
    "bracket": "lone-bracket",
    "misprint": "misprint",
    "run-on": "missing-comma",
    "no-stop": "missing-stop",
}


def run(base: FactBase) -> Iterator[Observation]:
    for fault in base.faults:
        if fault.kind in _TOPICS:
            yield Observation("DOC020", _TOPICS[fault.kind], Severity.NOTE, (fault.span,), words=fault.words)


CHECK = Check(id="DOC020", name="text-faults", run=run, doc=__doc__)
