"""旧年度残留 · last year's text left standing

What
    A heading or a table's title about the year's budget or accounts names the document's own year, and sentences
    compare that year with the one before it. What names another year, among many of its kind that do not, was
    carried over from last year's document; so was 截至 a year's end (of cars, assets) that is not the one accounted
    for, or in a budget is none of the two before. A heading of last year is stale too when all that stands below it
    speaks of the document's year.

Why
    Text that was copied from last year and not rewritten may carry last year's figures as well.

Consistent
    2022年度部门决算: 2022年度收入决算表, 2022年度支出决算表; 与2021年度相比.

Inconsistent
    2022年度部门决算: 2022年度收入决算表, 2022年度支出决算表, 2021年度财政拨款收入支出决算总表.

Rounding
    Not applicable: years are exact, nothing is computed.

Limits
    A warning, and only where at least two siblings of the same shape (tables, texts, forms of an evaluation), and
    twice as many as name another year, carry the document's year; for the document's own parts (第三部分…决算情况说明)
    it is three titles or sentences of whatever shape. Sentences are reported once, with their number, from three on.
    Plans, projects, policies, performance, outlooks on the year before (执行情况, 回顾) and comparisons with a year
    before last beside the last one are let pass. When the first title names another year than most of the
    document, that alone is said, and only where five others agree against it.

核对内容
    有关本年度预算或决算的标题、表名写的是文件年度，句子以该年度与上一年度比较。同类中多数如此而个别写另一年度的，是上
    年文件留下的；“截至”某年末（车辆、资产）不是所决算的年度、或在预算中不是前两年之一的，也是。标题写上一年度，而其下
    全部内容都是本年度的，该标题也是残留。

理由
    照抄上年而没有改写的文字，其中的数也可能是上年的。

相符
    2022年度部门决算：2022年度收入决算表、2022年度支出决算表；与2021年度相比。

不符
    2022年度部门决算：2022年度收入决算表、2022年度支出决算表、2021年度财政拨款收入支出决算总表。

尾差
    不适用：年份是精确的，不作计算。

局限
    作警告，且至少有两个同形的标题（报表、文字、自评表）或句子、并达到写另一年度者的两倍写的是文件年度才提示；文件自身各
    部分（第三部分…决算情况说明）须有三个标题或句子，不限形式。句子满三处才合并提示一次。规划、项目、政策、绩效、上年回顾
    （执行情况、回顾），以及与上年一并提到前年的比较，不作发现。首个标题与文件多数年度不同时，只提示这一处，且须另有五处
    一致。
"""

from collections import Counter
from collections.abc import Iterator

from audit.model.dates import YearSentence, YearTitle
from audit.model.document import DocumentKind
from audit.model.fact import FactBase
from audit.model.relation import Check, Observation, Severity

_SIBLINGS = 2
_EVIDENCE = 3
_SEVERAL = 3
#: titles and sentences that show the first title to be wrong, and how often it may itself be among them
_MANY = 5
_ITSELF = 2
#: farther from the document's year it is history
_NEAR = 5


def run(base: FactBase) -> Iterator[Observation]:
    if base.year is None or base.kind is DocumentKind.UNKNOWN:
        return
    opening = base.dates.opening
    if opening is not None and opening.year != base.year:  # which year is the document's own is itself in doubt
        yield from _opening(base, opening, base.year)
        return
    yield from _titles(base, base.year)
    if base.kind is not DocumentKind.PERFORMANCE:
        yield from _sentences(base, base.year)
        yield from _holdings(base, base.year)


def _holdings(base: FactBase, year: int) -> Iterator[Observation]:
    """截至 the end of another year: accounts tell what there was at their own, a budget what there was at the end of
    one of the two years before."""
    usual = {year} if base.kind is DocumentKind.FINAL_ACCOUNTS else {year - 1, year - 2}
    for held in base.dates.holdings:
        if held.day.year not in usual and abs(held.day.year - year) <= _NEAR:
            words = (held.day.isoformat(), str(year))
            yield Observation("DAT003", "stale-holdings", Severity.WARNING, (held.span,), (), words)


def _opening(base: FactBase, opening: YearTitle, year: int) -> Iterator[Observation]:
    """The first title against everything that follows, where nothing else names its year."""
    years = [*(title.year for title in base.dates.titles), *(s.current for s in base.dates.sentences if s.current)]
    if abs(opening.year - year) == 1 and years.count(year) >= _MANY and years.count(opening.year) <= _ITSELF:
        words = ("".join(opening.span.text.split()), str(opening.year), str(year), str(years.count(year)))
        yield Observation("DAT003", "stale-opening", Severity.WARNING, (opening.span,), (), words)


def _titles(base: FactBase, year: int) -> Iterator[Observation]:
    titles = base.dates.titles
    opened = sum(sentence.current == year for sentence in base.dates.sentences if sentence.under is None)
    denied = {other for other in {title.year for title in titles} if _is_denied(base.dates.sentences, other, year)}
    shapes = Counter((title.shape, title.year == year) for title in titles)
    all_own = sum(title.year == year for title in titles)
    all_other = len(titles) - all_own
    for title in titles:
        own, other = shapes[title.shape, True], shapes[title.shape, False]
        alike = own >= max(_SIBLINGS, 2 * other)
        part = title.shape == "part" and title.year == year - 1 and all_own + opened >= max(_EVIDENCE, 3 * all_other)
        denial = title.shape != "table" and title.year == year - 1 and title.year in denied
        if title.year != year and (alike or part or denial):
            words = (title.span.text.strip(), str(title.year), str(year), str(all_own + opened))
            yield Observation("DAT003", "stale-title", Severity.WARNING, (title.span,), (), words)


def _is_denied(sentences: tuple[YearSentence, ...], other: int, year: int) -> bool:
    """Whether what stands under titles of another year speaks of the document's year alone."""
    below = [sentence.current for sentence in sentences if sentence.under == other and sentence.current is not None]
    return below.count(year) >= _SIBLINGS and set(below) == {year}


def _sentences(base: FactBase, year: int) -> Iterator[Observation]:
    """Sentences about last year against the year before it; and those that skip a year, or compare a year with itself,
    where others compare with last year."""
    sentences = [sentence for sentence in base.dates.sentences if sentence.under is None]
    own = sum(sentence.current == year for sentence in sentences)
    usual = sum(sentence.base == year - 1 and sentence.current in (None, year) for sentence in sentences)
    old = [s for s in sentences if s.current == year - 1 and s.base == year - 2]
    wrong = {year - 2, year} if base.kind is DocumentKind.BUDGET else {year - 2}
    if usual:
        old += [s for s in sentences if s.current in (None, year) and s.base in wrong]
    if len(old) >= _SEVERAL and own + usual >= len(old):
        yield _carried_over(old, year)


def _carried_over(old: list[YearSentence], year: int) -> Observation:
    spans = tuple(sentence.span for sentence in sorted(old, key=lambda s: s.span.order))
    words = (str(len(spans)), str(year), "".join(spans[0].text.split()))
    return Observation("DAT003", "stale-sentences", Severity.WARNING, spans, (), words)


CHECK = Check(id="DAT003", name="stale-year", run=run, doc=__doc__)
