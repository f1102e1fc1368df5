"""Invented final accounts as tables of cells, and the ways in which producers print them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from audit.model.document import Grid
from audit.model.span import Span

Row = list[str]
_CLASSES = {
    "201": ("一般公共服务支出", {"20103": ("政府办公厅（室）事务", ["行政运行", "一般行政管理事务", "事业运行"])}),
    "208": (
        "社会保障和就业支出",
        {
            "20805": ("行政事业单位养老支出", ["行政单位离退休", "事业单位离退休"]),
            "20899": ("其他社会保障和就业支出", ["其他社会保障和就业支出"]),
        },
    ),
    "213": (
        "农林水支出",
        {
            "21301": ("农业农村", ["行政运行", "病虫害控制", "农业资源保护修复与利用"]),
            "21305": ("巩固脱贫攻坚成果衔接乡村振兴", ["农村基础设施建设"]),
        },
    ),
    "221": ("住房保障支出", {"22102": ("住房改革支出", ["住房公积金", "提租补贴", "购房补贴"])}),
}
_ECONOMIC = {
    "301": ("工资福利支出", ["基本工资", "津贴补贴", "奖金", "伙食补助费"]),
    "302": ("商品和服务支出", ["办公费", "印刷费", "咨询费", "手续费", "水费", "电费"]),
    "303": ("对个人和家庭的补助", ["离休费", "退休费"]),
    "310": ("资本性支出", ["房屋建筑物购建", "办公设备购置"]),
}
_INCOME_HEADS = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
_EXPENDITURE_HEADS = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
_LEFT = [
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入",
    "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
]  # fmt: skip
_SUMMARY_CLASSES = [
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出", "住房保障支出",
]  # fmt: skip
_NUMERALS = "一二三四五六七八九十"


def numeral(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "") + (_NUMERALS[ones - 1] if ones else "")


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}" if cents else ""


@dataclass
class Sheet:
    """One table: its title, header cells, rows of cells (labels and amounts alike), note."""

    title: str
    header: list[Row]
    rows: list[Row]
    note: str = ""
    numbers: Row = field(default_factory=list)  # the 栏次 row


@dataclass
class Leaf:
    code: str
    name: str
    basic: int  # 一般公共预算
    project: int
    other_basic: int  # other money
    other_project: int


class Accounts:
    """A body's year: leaves of the functional classification with their money, everything else follows."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.names: dict[str, str] = {}
        self.leaves: list[Leaf] = []
        for code, (name, divisions) in _CLASSES.items():
            self.names[code] = name
            for division, (title, items) in divisions.items():
                self.names[division] = title
                for at, item in enumerate(items, 1):
                    leaf = division + ("99" if item.startswith("其他") else f"{at:02d}")
                    self.names[leaf] = item
                    self.leaves.append(self._leaf(leaf, item))

    def _leaf(self, code: str, name: str) -> Leaf:
        amount = lambda: self.rng.randrange(1_00, 900_00_00)  # noqa: E731
        kind = self.rng.choice(["basic", "basic", "project", "both"])
        extra = self.rng.random() < 0.2
        return Leaf(
            code,
            name,
            amount() if kind != "project" else 0,
            amount() if kind != "basic" else 0,
            amount() if extra and kind != "project" else 0,
            amount() if extra and kind == "project" else 0,
        )

    def coded(self, amounts: Callable[[Leaf], list[int]], split: bool) -> list[Row]:
        """合计, then 类, 款 and 项 with their sums."""
        codes = sorted(self.names, key=lambda code: (code[:3], code[:5], code))
        sums = {
            code: [
                sum(column)
                for column in zip(*(amounts(x) for x in self.leaves if x.code.startswith(code)), strict=True)
            ]
            for code in ["", *codes]
        }
        labels = 3 if split else 1
        rows = [["合计", *[""] * labels, *map(money, sums[""])]]
        for code in codes:
            if any(sums[code]):
                cut = [code[:3], code[3:5], code[5:7]] if split else [code]
                rows.append([*cut, self.names[code], *map(money, sums[code])])
        return rows

    def sheets(self, split: bool = False) -> list[Sheet]:
        year = "2031年度"
        fiscal = sum(x.basic + x.project for x in self.leaves)
        other = sum(x.other_basic + x.other_project for x in self.leaves)
        carried = max(x.other_basic + x.other_project for x in self.leaves) // 3
        heads = ["类", "款", "项"] if split else ["功能分类科目编码"]

        def sheet(title: str, columns: list[str], rows: list[Row], formula: str) -> Sheet:
            blank = [""] * (len(heads) - 1)
            numbers = ["栏次", *blank, "", *(str(n) for n in range(1, len(columns) + 1))]
            return Sheet(year + title, [[*heads, "科目名称", *columns]], rows, formula, numbers)

        share = {x.code: (x.other_basic + x.other_project) for x in self.leaves}
        last = max(share, key=lambda code: share[code])

        def income(x: Leaf) -> list[int]:
            extra = share[x.code] - (carried if x.code == last else 0)
            return [x.basic + x.project + extra, x.basic + x.project, 0, 0, 0, 0, extra]

        def spent(x: Leaf) -> list[int]:
            basic, project = x.basic + x.other_basic, x.project + x.other_project
            return [basic + project, basic, project, 0, 0, 0]

        return [
            self._summary(year + "收入支出决算总表", fiscal, other, carried),
            sheet("收入决算表", _INCOME_HEADS, self.coded(income, split), "注：1栏各行＝（2＋3＋4＋5＋6＋7）栏各行。"),
            sheet("支出决算表", _EXPENDITURE_HEADS, self.coded(spent, split), "注：1栏各行＝（2＋3＋4＋5＋6）栏各行。"),
            sheet(
                "一般公共预算财政拨款支出决算表",
                ["小计", "基本支出", "项目支出"],
                self.coded(lambda x: [x.basic + x.project, x.basic, x.project], split),
                "注：1栏各行＝（2＋3）栏各行。",
            ),
            self._basic(year + "一般公共预算财政拨款基本支出决算表", sum(x.basic for x in self.leaves)),
            self._three(year + "财政拨款“三公”经费支出决算表"),
        ]

    def _summary(self, title: str, fiscal: int, other: int, carried: int) -> Sheet:
        by_class = {
            self.names[code]: sum(
                x.basic + x.project + x.other_basic + x.other_project for x in self.leaves if x.code.startswith(code)
            )
            for code in _CLASSES
        }
        left = _LEFT
        amounts = {left[0]: fiscal, left[-1]: other - carried}
        rows: list[Row] = []
        height = len(_SUMMARY_CLASSES)
        for at in range(height):
            name = f"{numeral(at + 1)}、{left[at]}" if at < len(left) else ""
            right = _SUMMARY_CLASSES[at]
            value = money(amounts.get(left[at], 0)) if at < len(left) else ""
            rows.append(
                [
                    name,
                    str(at + 1),
                    value,
                    f"{numeral(at + 1)}、{right}",
                    str(at + height + 4),
                    money(by_class.get(right, 0)),
                ]
            )
        total = fiscal + other
        for at, (a, x, b, y) in enumerate(
            [
                ("本年收入合计", total - carried, "本年支出合计", total),
                ("年初结转和结余", carried, "年末结转和结余", 0),
                ("总计", total, "总计", total),
            ],
            height + 1,
        ):
            rows.append([a, str(at), money(x), b, str(at + height + 3), money(y)])
        n = height
        note = (
            f"注：本表反映部门本年度的总收支情况。{n + 1}行＝（1＋2＋…＋{n}）行；{n + 3}行＝（{n + 1}＋{n + 2}）行；"
            f"{2 * n + 4}行＝（{n + 4}＋{n + 5}＋…＋{2 * n + 3}）行。"
        )
        header = [["收入", "", "", "支出", "", ""], ["项目", "行次", "决算数", "项目", "行次", "决算数"]]
        return Sheet(title, header, rows, note, ["栏次", "", "1", "栏次", "", "2"])

    def _basic(self, title: str, total: int) -> Sheet:
        codes = [(f"{k}{at:02d}", name) for k, (_, names) in _ECONOMIC.items() for at, name in enumerate(names, 1)]
        cuts = sorted(self.rng.sample(range(1, total), len(codes) - 1))
        amounts = {code: b - a for (code, _), a, b in zip(codes, [0, *cuts], [*cuts, total], strict=True)}
        flat: list[Row] = []
        for code, (name, names) in _ECONOMIC.items():
            flat.append([code, name, money(sum(v for k, v in amounts.items() if k.startswith(code)))])
            flat += [[f"{code}{at:02d}", item, money(amounts[f"{code}{at:02d}"])] for at, item in enumerate(names, 1)]
        half = (len(flat) + 1) // 2
        rows = [
            left + (flat[half + at] if half + at < len(flat) else ["", "", ""]) for at, left in enumerate(flat[:half])
        ]
        staff = sum(v for k, v in amounts.items() if k[:3] in ("301", "303"))
        rows.append(["人员经费合计", "", money(staff), "公用经费合计", "", money(total - staff)])
        head = ["经济分类科目编码", "科目名称", "决算数"]
        return Sheet(title, [["人员经费", "", "", "公用经费", "", ""], head + head], rows)

    def _three(self, title: str) -> Sheet:
        abroad, running, hosting = (self.rng.randrange(1_00, 40_00) for _ in range(3))
        final = [abroad + running + hosting, abroad, running, 0, running, hosting]
        budget = [final[0] + 100, abroad, running, 0, running, hosting + 100]
        names = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
        return Sheet(
            title,
            [["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""], names + names],
            [[*map(money, budget), *map(money, final)]],
            "注：1栏＝（2＋3＋6）栏；3栏＝（4＋5）栏；7栏＝（8＋9＋12）栏；9栏=（10+11）栏。",
            [str(n) for n in range(1, 13)],
        )


def _lines(sheet: Sheet, line: Callable[[Row], str], blank: bool = False) -> list[str]:
    body = [line(row) for row in (*sheet.header, *([sheet.numbers] if sheet.numbers else []), *sheet.rows)]
    whole = [sheet.title, "公开01表", "部门：云岭县农业局 单位：万元", *body, *([sheet.note] if sheet.note else [])]
    return [piece for text in whole for piece in ([text, ""] if blank else [text])]


def gaps(row: Row, rng: random.Random) -> str:
    """Every cell ends with a space, some amounts with one more: an empty cell is a space."""
    return "".join(cell + " " + (" " if "." in cell and rng.random() < 0.5 else "") for cell in row)


def aligned(row: Row) -> str:
    """As a layout-preserving converter prints: amounts flush right in columns, empty cells as space."""
    widths = (cell.rjust(14) if "." in cell or not cell else cell.ljust(10 if cell.isdigit() else 26) for cell in row)
    return " ".join(widths).rstrip()


def wrapped(row: Row) -> str:
    """As a page prints whose cells are too narrow: amounts broken before their last digit, one piece to a line."""
    return "\n\n".join(cell[:-1] + "\n\n" + cell[-1] if "." in cell else cell for cell in row if cell)


RENDERINGS: dict[str, Callable[[Sheet, random.Random], list[str]]] = {
    "gaps": lambda sheet, rng: _lines(sheet, lambda row: gaps(row, rng), blank=True),
    "trimmed": lambda sheet, rng: _lines(sheet, lambda row: gaps(row, rng).rstrip()),
    "collapsed": lambda sheet, rng: _lines(sheet, lambda row: " ".join(cell for cell in row if cell)),
    "tabs": lambda sheet, rng: _lines(sheet, "\t".join),
    "tabs-for-spaces": lambda sheet, rng: _lines(sheet, lambda row: "\t".join(cell for cell in row if cell)),
    "pipes": lambda sheet, rng: _lines(sheet, lambda row: "| " + " | ".join(row) + " |"),
    "cell-per-line": lambda sheet, rng: _lines(sheet, lambda row: "\n".join(cell for cell in row if cell)),
    "zeros": lambda sheet, rng: _lines(sheet, lambda row: _zeros(sheet, row)),
    "dashes": lambda sheet, rng: _lines(sheet, lambda row: _zeros(sheet, row, "-")),
    "aligned": lambda sheet, rng: _lines(sheet, aligned),
    "wrapped": lambda sheet, rng: _lines(sheet, wrapped),
}


def _zeros(sheet: Sheet, row: Row, zero: str = "0.00") -> str:
    """Empty amount cells printed as zero; label cells stay empty."""
    if row in sheet.header or row is sheet.numbers:
        return " ".join(cell for cell in row if cell)
    columns = _amount_columns(sheet)
    return " ".join(text for at, cell in enumerate(row) if (text := cell or (zero if at in columns else "")))


def _amount_columns(sheet: Sheet) -> set[int]:
    """The positions of amount cells: where the 栏次 row counts, else where any row has an amount."""
    if sheet.numbers:
        return {at for at, cell in enumerate(sheet.numbers) if cell.isdigit()}
    return {at for row in sheet.rows for at, cell in enumerate(row) if "." in cell}


def document(sheets: list[Sheet], rendering: str, seed: int = 0) -> tuple[str, ...]:
    """The raw lines of a document that holds the tables."""
    rng = random.Random(seed)
    lines = ["第一部分 概况", "云岭县农业局主管全县农业和农村工作。", "第二部分 部门决算表"]
    for sheet in sheets:
        lines += [*"\n".join(RENDERINGS[rendering](sheet, rng)).split("\n"), ""]
    lines += ["第三部分 部门决算情况说明", "一、收入支出决算总体情况说明", "2031年度收、支总计见上表。"]
    return tuple(lines)


def grids(sheets: list[Sheet]) -> tuple[Grid, ...]:
    """The same tables as a format with cells gives them."""
    found: list[Grid] = []
    for number, sheet in enumerate(sheets):
        rows = [
            ["部门：云岭县农业局", "单位：万元"],
            *sheet.header,
            *([sheet.numbers] if sheet.numbers else []),
            *sheet.rows,
        ]
        if sheet.note:
            rows.append([sheet.note])
        cells = tuple(
            tuple(
                Span(text, sheet=f"s{number}", cell=f"R{at}C{column}") if text else None
                for column, text in enumerate(row)
            )
            for at, row in enumerate(rows, 1)
        )
        found.append(Grid(cells, after=number, title=sheet.title))
    return tuple(found)
