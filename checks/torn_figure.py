"""数字残缺 · a figure that lost a digit for all to see

What
    97.%: between a decimal point and the percent sign or the unit there is a digit at least. 24,41.60: between the
    separators of thousands there are three digits.

Why
    A digit was lost when the figure was typed or corrected; what is left may look like another, plausible figure.

Consistent
    支出 1,204.35 万元，完成年初预算的 97.2%。

Inconsistent
    支出 1,24.35 万元，完成年初预算的 97.%。

Rounding
    None: nothing is computed. In the other checks 97. stands for all from 97 to 98.

Limits
    A warning, of two such decimals at most: more are broken off by the cells of a table. Points only before %, 万元 and
    亿元, where they can be no numbering; separators only where ten times as many figures with two decimals have them
    in their places.

核对内容
    97.%：小数点与百分号或单位之间，至少应有一位数字。24,41.60：千分位分隔符之间应有三位数字。

理由
    录入或修改时漏了一位，剩下的看上去可能像另一个合理的数。

尾差
    没有尾差：不作计算。在其他核对中，97. 可以是 97 至 98 之间的任何值。

局限
    作警告；小数点后缺数字的多于两处时是表格单元格断行所致，不作发现。小数点只核对百分号、万元、亿元之前的，这里不可能是编
    号；分隔符只在文件中位置正确的两位小数多出十倍时才核对。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from audit.model.fact import FactBase
from audit.model.figure import Figure, FigureKind
from audit.model.relation import Check, Observation, Operand, Severity
from audit.model.span import Span

_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{1,3})+\.\d\d(?![\d,.])")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+\.\d\d")
_OFTEN = 10
#: more numbers without their decimals were broken off by narrow cells
_FEW = 2


def run(base: FactBase) -> Iterator[Observation]:
    cut = [figure for figure in base.figures if figure.is_torn]
    if len(cut) <= _FEW:
        yield from (_observed(figure, "torn-decimals") for figure in cut)
    whole, torn = 0, []
    for block in base.document.blocks:
        for match in _GROUPED.finditer(block.text) if "," in block.text else ():
            if _WHOLE.fullmatch(match.group()):
                whole += 1
            else:
                torn.append(block.span(*match.span()))
    if len(torn) * _OFTEN <= whole:
        yield from (_observed(_figure(span), "torn-thousands") for span in torn)


def _figure(span: Span) -> Figure:
    return Figure(span, FigureKind.NUMBER, Decimal(span.text.replace(",", "")), 2)


def _observed(figure: Figure, topic: str) -> Observation:
    return Observation(
        "UNI004", topic, Severity.WARNING, (figure.span,), (Operand(figure, "stated", ""),), (figure.text,)
    )


CHECK = Check(id="UNI004", name="torn-figure", run=run, doc=__doc__)
