"""A self-evaluation of eighteen sheets, tab-separated, the weights only implied, entirely clean in its arithmetic: it
must be silent; and a wrong figure on any of the sheets must be found."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

import audit
from audit.config import Config

SHEETS = 18
_TOPICS = ("河道清淤", "堤防加固", "水质监测", "节水宣传", "泵站改造", "灌区配套")
_PLACES = ("白石片区", "清河片区", "石桥片区")
_HEAD = "一级指标\t二级指标\t三级指标\t年初目标值（A）\t实际完成值（B）\t得分"
_MONEY = "预算执行情况（万元）（20分）\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分*执行率）"


def sheet(number: int) -> list[str]:
    """The lines of one sheet; every fourth misses a target and is scored in proportion."""
    project = f"{_PLACES[number % 3]}{_TOPICS[number // 3]}"
    budget = Decimal("120.00") + 37 * number
    executed = budget - Decimal("1.28") * number
    rate = _cents(executed / budget * 100)
    money = _cents(executed / budget * 20)
    missed = number % 4 == 3
    done = 40 if missed else 52
    score = _cents(Decimal(20) * done / 50) if missed else Decimal(20)
    total = money + 60 + score
    return [
        f"2031年度{project}项目自评表",
        f"项目名称\t{project}",
        _MONEY,
        f"年度财政资金总额\t{budget}\t{executed}\t{rate}%\t{money}",
        _HEAD,
        f"产出指标\t数量指标\t{project}任务数\t≥50处\t{done}处\t{score:f}",
        f"\t质量指标\t{project}验收合格率\t100%\t100%\t15",
        f"\t时效指标\t{project}按期完成率\t≥95%\t96.{number % 10}%\t15",
        f"效益指标\t社会效益指标\t{project}受益人数\t≥{3000 + number * 10}人\t{3300 + number * 10}人\t20",
        f"满意度指标\t服务对象满意度指标\t{project}群众满意度\t≥90%\t9{number % 7 + 1}.5%\t10",
        f"总分\t\t\t\t\t{total:f}",
        "偏差大或目标未完成原因分析\t" + ("受天气影响，部分任务推迟。" if missed else "无"),
        "",
    ]


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def document() -> list[str]:
    return ["清河县水利局2031年度项目支出绩效自评", "", *(line for number in range(SHEETS) for line in sheet(number))]


def loud(lines: list[str]) -> list[str]:
    report = audit.audit_bytes("\n".join(lines).encode(), "a.txt", Config()).to_dict()
    (found,) = report["documents"]
    return [f"{f['check']} {f['message']}" for f in found["findings"] if f["severity"] in ("error", "warning")]


def test_eighteen_clean_sheets_are_silent() -> None:
    assert loud(document()) == []


@pytest.mark.parametrize("number", [0, 8, 17])
@pytest.mark.parametrize(
    ("start", "old", "new"),
    [
        ("\t质量指标", "\t15", "\t13"),
        ("\t时效指标", "\t15", "\t51"),
        ("总分", "", "9"),
        ("\t质量指标", "\t100%\t15", "\t90%\t15"),
    ],
)
def test_a_wrong_figure_on_any_sheet_is_found(number: int, start: str, old: str, new: str) -> None:
    lines = document()
    places = [at for at, line in enumerate(lines) if line.startswith(start)]
    line = lines[places[number]]
    lines[places[number]] = line[: len(line) - len(old)] + new if old else line[:-1] + new
    assert loud(lines)
