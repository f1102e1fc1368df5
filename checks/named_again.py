"""同名数据 · a named figure, stated again

What
    An amount or percentage under one and the same longer name (技术合同交易额, 某某专项资金) that stands at
    least twice with one value and once with a value one slip away, or in two places behind the very same words.

Why
    Goals and achievements are copied from chapter to chapter; names outside the field's vocabulary mean nothing
    to the other checks.

Consistent
    促进合同交易额 46 亿元… 促进合同交易额 46 亿元… 促进合同交易额 46 亿元…

Inconsistent
    促进合同交易额 46 亿元… 促进合同交易额 46 亿元… 促进合同交易额 64 亿元…

Rounding
    None: the prints are compared as they stand.

Limits
    At most a warning; names of fewer than six characters are too vague, and so are names with a third value, or with
    each value in another item of one list, and what is only pointed at (该项目…); counts belong to TIE004. Of two
    prints the sentences must be the same from their beginning on, for twelve glyphs at least, and the amounts in 亿元
    or of four digits: each project has its rate, or its few 万元, behind the same words.

核对内容
    同一较长名称（技术合同交易额、某某专项资金）下的金额或百分比，至少两处相同，另有一处仅一笔之差；或只有两处，而前面
    的话完全相同。

理由
    目标和成效在各章之间互相抄写；本领域词汇以外的名称，其他检查无从对照。

尾差
    没有尾差：按写法比较。

局限
    最多作警告；不足六个字的名称过于含混，同名而有三个不同的值、各值分属同一列表各项（各个项目）、以“该”“此”开头的也不
    比较；数量归 TIE004。只有两处的，须从句首起至少十二个字完全相同，且以亿元计或不少于四位数字：各项目在同样的话后面
    各有自己的比率或几万元。
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import Fact, FactBase
from audit.model.figure import FigureKind
from audit.model.likeness import digits_of
from audit.model.patterns import late
from audit.model.relation import Check, Relation, likely_equal

_MIN_NAME = 6
#: 该项目补助资金 is another one in each project's paragraph
_POINTING = ("该", "此", "本项目")
#: a name with more values than the usual and the odd one is no name of one thing
_TWO = 2
_KINDS = (FigureKind.AMOUNT, FigureKind.PERCENT)
#: a sentence that begins with so many of the same glyphs is the same sentence
_MIN_WORDS = 12
#: what each project has one of, behind the same words, is a rate or a few 万元
_MIN_DIGITS = 4
_LARGE = Decimal(10) ** 8
_SENTENCE = late(r"[。；;！？\s]")


def run(base: FactBase) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], dict[object, Fact]] = defaultdict(dict)
    for fact in base.facts:
        concept = fact.concept
        if (
            concept.is_known
            or fact.figure.kind not in _KINDS
            or fact.source == "table"
            or not fact.figure.is_point
            or len(fact.label) < _MIN_NAME
            or fact.label.startswith(_POINTING)
        ):
            continue
        if concept.within in ("reason", "change"):
            continue
        key = (fact.label, concept.stage, concept.year, fact.figure.kind, fact.figure.scale)
        groups[key][fact.figure.span] = fact
    for listed in groups.values():
        facts = list(listed.values())
        values = defaultdict(list)
        for fact in facts:
            values[fact.figure.amount].append(fact)
        usual = max(values.values(), key=len)
        if len(values) > _TWO or (len(values) > 1 and base.document.are_items([fact.block for fact in facts])):
            continue  # of several things
        if len(usual) == 1 and len(facts) == _TWO and _said_again(base, *facts):
            yield likely_equal("TIE006", facts[1], facts[0])
        for fact in facts:
            # the usual prints among themselves too, so that the odd one is seen to be odd
            prints = values[fact.figure.amount]
            if len(usual) > 1 and fact is not usual[0] and (prints is usual or len(prints) == 1):
                yield likely_equal("TIE006", fact, usual[0])


def _said_again(base: FactBase, one: Fact, other: Fact) -> bool:
    """Whether two sentences are the same up to the two figures."""
    words = _before(base, one)
    if not (_is_rare(one) and _is_rare(other)):
        return False
    return len(words) >= _MIN_WORDS and words == _before(base, other)


def _is_rare(fact: Fact) -> bool:
    """Whether a figure is not of a kind that every project has: an amount in 亿元, or of many digits."""
    figure = fact.figure
    return figure.kind is FigureKind.AMOUNT and (figure.scale >= _LARGE or digits_of(figure.value) >= _MIN_DIGITS)


def _before(base: FactBase, fact: Fact) -> str:
    """What the sentence of a figure says before it."""
    block = base.document.blocks[fact.block]
    start = block.offset(fact.figure.span)
    return _SENTENCE.split(block.text[:start])[-1] if start >= 0 else ""


CHECK = Check(id="TIE006", name="named-again", run=run, doc=__doc__)
