"""Naming 项目认定: from the words before a number, and where they stand, to the concept that they name."""

from __future__ import annotations

from msgspec.structs import replace

from audit.extract.bodies import Bodies
from audit.extract.concepts import NOWHERE, Context, account_name, context_of, fund_of, item_of, plain, qualified
from audit.extract.frames import Frame
from audit.extract.here import Axes, Here, has_budget
from audit.extract.labels import SIDES, Label, clean
from audit.extract.lexicon import words
from audit.extract.profile import Profile
from audit.model.concept import Concept, Fund, Stage
from audit.model.document import Document, DocumentKind
from audit.model.fact import Fact
from audit.model.figure import FigureKind

#: items whose parts have short names of their own: 货物, 购置费
_NAME_PARTS = ("procurement", "threepublic.vehicle")
_TOTALS = ("expenditure.year", "expenditure.grand", "income.year", "income.grand")
#: an account whose class is not named beside it, and how the name of a 款 ends
_CLASSLESS = "function:/"
_SECOND = "（款）"
#: what is left over is not what is spent
_STOCKS = ("carry.", "surplus.")
#: what any total may be taken apart into
_NATURES = ("expenditure.basic", "expenditure.project", "expenditure.personnel", "expenditure.public", "carry.opening")
#: items of which the text may state a part: 上半年项目支出
_QUALIFIED = ("expenditure.", "threepublic.", "operating-cost")


#: 本年收入 and 本年支出 are the two sides of one fund
_SIDES = {"收入": "支出", "支出": "收入"}
_FUNDS = (Fund.GENERAL, Fund.GOVERNMENT, Fund.CAPITAL)


def _family(item: str) -> str:
    return item.partition(".")[0]


def _listed(frame: Frame | None, here: Here) -> Concept | None:
    """The latest of what an open list takes apart: its parts are of its stage, its year and its scope."""
    if frame is None or here.frame is frame:
        return None
    whole = next(reversed(frame.wholes.values()), None)
    return whole.concept if whole is not None else None


def _by_fund(frame: Frame | None, item: str, label: Label) -> Fact | None:
    """The whole of a list in brackets that a part names by its fund alone."""
    if frame is None or not frame.depth or label.fund is None or item not in _TOTALS:
        return None
    whole = next(reversed(frame.wholes.values()), None)
    return whole if whole is not None and whole.concept.item not in _TOTALS else None


def _fund(label: Label, item: str, context: Context, whole: Fact | None) -> Fund | None:
    """The fund of a part is its whole's, where headings speak of all or of none: 财政拨款支出如下：1.教育支出20万元."""
    fund = fund_of(label, item, context)
    if whole is None or label.fund is not None:
        return fund
    if (fund is Fund.ALL and item.startswith("function:")) or (fund is None and item.startswith(_NATURES)):
        return whole.concept.fund or fund
    return fund


class Naming:
    """Resolves labels; headings are read once for each section."""

    def __init__(self, document: Document, profile: Profile) -> None:
        self.document = document
        self.profile = profile
        #: the stage of an amount that names none
        self.default = Stage.BUDGET if profile.kind is DocumentKind.BUDGET else Stage.FINAL
        self.bodies = Bodies(document, profile)
        self._contexts: dict[int, Context] = {}
        self._evaluating: dict[int, bool] = {}

    def context(self, section: int) -> Context:
        """What the headings above a section say."""
        if section not in self._contexts:
            self._contexts[section] = context_of(self.document.path(section))
        return self._contexts[section]

    def label(self, here: Here, label: Label) -> Label:
        """A label's own words, else the topic's or the subject's, with the label's stage."""
        if label.fund is None and here.topic is not None and label.text in ("收入", "支出"):
            return replace(label, fund=here.topic.fund)
        spent = self._spent(here) if label.text == "支出" and label.stage is None and here.begun else None
        if spent is not None:
            return spent
        if here.subject is not None and label.text in words("own_names") and label.fund is None:
            return replace(here.subject, stage=label.stage, year=label.year or here.subject.year)
        if label.text.startswith(("上年", "去年")):
            return self._of_last_year(here, label)
        if not label.is_empty and (label.text or label.fund is None or not here.subject):
            return label
        source = here.topic if label.stage is Stage.TARGET and here.topic is not None else here.subject or here.topic
        if not label.is_empty or source is None:
            return label
        if label.side == "收" and here.owner is not None and here.owner[0] is not None:
            source = here.owner[0]  # 预算收入50万元，其中：其他收入6万元；决算收入60万元: the whole's again
        side = source.text[:1] if source.text in ("收支", *SIDES.values()) else "" if source.text else source.side
        if label.side and (source.text == "收支" or side not in ("", label.side)):
            # 收入决算20万元，支出决算18万元: the stage word has turned to the other side
            return replace(label, text=SIDES[label.side], fund=source.fund)
        return replace(source, stage=label.stage, year=label.year or source.year, each=label.each)

    def _spent(self, here: Here) -> Label | None:
        """接待30批次，支出5万元; 公务接待费预算5万元，支出3万元: of what was just spoken of, not of the whole body."""
        if here.said and here.said[-1].figure.kind is FigureKind.COUNT:
            return Label(here.said[-1].label, here.said[-1].concept.fund)
        subject = here.subject
        if subject is None or not subject.text or subject.text.endswith(words("flow_ends")):
            return None
        if item_of(subject, here.context).startswith(_STOCKS):
            return None  # 年初结转和结余10万元；支出90万元: the fund's
        return replace(subject, stage=Stage.FINAL if has_budget(here.wholes) else None)

    def _of_last_year(self, here: Here, label: Label) -> Label:
        """上年为80万元: the subject's amount of the year before; 上年“三公”经费支出15万元: the named item's."""
        year = (self.profile.year or 1) - 1
        if label.text in words("prior_names"):
            return label if here.subject is None else replace(here.subject, stage=label.stage, year=year)
        rest = label.text.removeprefix("上年度").removeprefix("上年").removeprefix("去年")
        return label if rest.startswith(("结", "末", "底")) or not rest else replace(label, text=rest, year=year)

    def funded(self, here: Here, label: Label, top: Frame | None) -> Label:
        """政府性基金年初结转12万元，本年收入20万元: the fund of the first amount holds for its sentence, unless a
        list is open."""
        if not here.begun:
            here.fund, here.begun = label.fund, True
        elif label.fund is not None and label.fund is not here.fund:
            here.fund = None  # the sentence speaks of several
        if label.fund is not None or label.text not in words("flows"):
            return label
        if top is not None and top.inline and not top.suspended:
            return replace(label, fund=self._beside(here, label))
        return label if here.fund is None else replace(label, fund=here.fund)

    def _beside(self, here: Here, label: Label) -> Fund | None:
        """其中，一般公共预算本年收入20万元，…；本年支出18万元: of the fund of the list's last amount."""
        last = here.said[-1] if here.said else None
        name = last.label.removeprefix("财政拨款") if last is not None else ""
        turned = name in words("flows") and name[-2:] in _SIDES and label.text == name[:-2] + _SIDES[name[-2:]]
        fund = last.concept.fund if last is not None and turned else None
        return fund if fund in _FUNDS else None

    def is_earlier(self, fact: Fact) -> bool:
        """Whether a fact is of a year before the document's."""
        return fact.concept.year is not None and fact.concept.year < (self.profile.year or 1)

    def concept(self, here: Here, label: Label, top: Frame | None) -> Concept | None:
        """The concept; None when nothing names one. `top` is the innermost open list."""
        frame = here.frame or top
        context = here.context
        if frame is not None and not context.item and (parent := next(iter(frame.wholes.values()), None)) is not None:
            context = replace(context, item=parent.concept.item if parent.concept.item.startswith(_NAME_PARTS) else "")
        item = item_of(self._own(label), context) or self._unnamed(here, label)
        if not item:
            return None
        if item.startswith(_CLASSLESS) or label.text.endswith(_SECOND):
            item = self._in_class(here, item, label, frame)
        whole = _by_fund(frame, item, label)
        if whole is not None:  # 接待费预算5万元（其中：一般公共预算支出5万元）: the same item, of one fund
            return replace(whole.concept, fund=label.fund, stage=label.stage or whole.concept.stage)
        listed = _listed(frame, here)
        before = here.axes if here.axes is not None and here.axes.family == _family(item) else None
        stage = self._stage(here, label, listed, before)
        topic = here.topic.year if here.topic is not None else None
        year = label.year or topic or (listed.year if listed else None) or (before.year if before else None)
        scope = self._scope(here, label, item) or (listed.scope if listed else "") or (before.scope if before else "")
        whole = next(iter(frame.wholes.values()), None) if frame is not None else None
        fund = _fund(label, item, here.context, whole)
        return Concept(item, fund, stage, year or self.profile.year, self._within(frame, item), scope)

    def _in_class(self, here: Here, item: str, label: Label, frame: Frame | None) -> str:
        """抚恤（款）死亡抚恤（项）below 社会保障和就业支出（类）, a heading or what is taken apart: the whole path."""
        above = [whole.concept.item for whole in frame.wholes.values()] if frame is not None else []
        above += [item_of(Label(clean(title)), NOWHERE) for title in reversed(self.document.path(here.block.section))]
        named = next((one for one in above if one.startswith("function:") and "/" not in one), "")
        if item.startswith("label:") and named:
            return f"{named}/{account_name(plain(label.text))}"
        return named + item.removeprefix("function:") if named and item.startswith(_CLASSLESS) else item

    def axes(self, label: Label, concept: Concept) -> Axes:
        """What an amount says for the next one of its family in the sentence."""
        year = concept.year if label.year is not None or concept.year != self.profile.year else None
        scope, item = concept.scope if concept.scope != "evaluation" else "", concept.item
        if item.startswith("label:"):  # 全市教育系统基本支出860万元，项目支出240万元
            scope, item = qualified(label.text)
        return Axes(_family(item), year, label.stage, scope)

    def _stage(self, here: Here, label: Label, listed: Concept | None, before: Axes | None) -> Stage:
        """The stage that the words name, else that of the targets announced, of what is taken apart, of what stood
        before, or the document's usual one."""
        stage = label.stage
        if stage is Stage.BUDGET and here.topic is not None and here.topic.stage is not None:
            stage = here.topic.stage if here.topic.stage.is_budget else stage
        if stage is None and self._sets_targets(here):
            stage = Stage.TARGET
        if stage is None and label.text.endswith("到位资金"):
            return Stage.ADJUSTED
        stage = stage or (listed.stage if listed else None) or (before.stage if before else None) or self.default
        return Stage.BUDGET if self.profile.kind is DocumentKind.BUDGET and stage.is_budget else stage

    def _own(self, label: Label) -> Label:
        """某局收入预算20万元: the body's own name says nothing about the item."""
        rest = label.text.removeprefix(self.profile.entity)
        return label if rest == label.text or not rest else replace(label, text=rest)

    def _unnamed(self, here: Here, label: Label) -> str:
        """年初预算数为… under a heading, without a subject: the whole department's, or what the heading names."""
        if label.stage is None:
            return ""
        path = self.document.path(here.block.section)
        if any("整体" in title for title in path):
            return "expenditure.year"
        return f"label:{path[-1]}" if path else ""

    def _scope(self, here: Here, label: Label, item: str) -> str:
        """Whose amount it is, when that may not be the document's body: 本级, or what a self-evaluation covers."""
        if self._evaluates(here.block.section):
            return "evaluation"
        if "本级" in label.text and "本级" not in self.profile.entity:
            return "本级"
        body = self.bodies.of(here.index)
        topic = here.topic.text if here.topic is not None else ""
        if topic.endswith(words("bodies")) and topic not in self.profile.entity:
            body = topic  # 1.局机关：基本支出20万元，…
        rest = qualified(label.text)[0] if item.startswith(_QUALIFIED) else ""
        own = rest in self.profile.entity or (self.profile.entity and self.profile.entity in rest)
        return body if own else rest

    def _evaluates(self, section: int) -> bool:
        """Whether a section stands in the part that tells of the performance."""
        if section not in self._evaluating:
            path = self.document.path(section)
            self._evaluating[section] = any("绩效" in title or "自评" in title for title in path)
        return self._evaluating[section]

    def _sets_targets(self, here: Here) -> bool:
        """Whether the heading or the words before a colon announce targets (产出目标：…), not what became of them."""
        title = here.topic.text if here.topic is not None else self.document.sections[here.block.section].title
        achieved = "完成" in title or (here.topic is not None and here.topic.stage is Stage.FINAL)
        return title.endswith(("目标", "目标值")) and not achieved

    def _within(self, frame: Frame | None, item: str) -> str:
        """What restricts an item of a list: 教育支出 under 项目支出 is not the whole class."""
        if frame is not None and item.startswith("threepublic."):
            # 公用经费 has its own 公务用车运行维护费
            owners = [w.concept.item for w in frame.wholes.values()]
            return next((o for o in owners if not o.startswith(("threepublic.", "label:", "expenditure.g"))), "")
        if frame is None:
            return ""
        if item.startswith(_NATURES):  # 农林水支出60万元，其中基本支出20万元: of the class alone
            owners = [w.concept.item for w in frame.wholes.values()]
            return next((o for o in owners if o.startswith(("label:", "function:", "carry."))), "")
        if not item.startswith(("label:", "function:")):
            return ""
        for whole in frame.wholes.values():
            if not whole.concept.item.startswith(("expenditure.year", "expenditure.grand", "income.")):
                return whole.concept.item
        return ""
