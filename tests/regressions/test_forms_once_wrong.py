"""What once went wrong with performance forms, each with the words that showed it."""

from __future__ import annotations

import audit
from audit.config import Config
from audit.extract.performance import read_forms
from audit.extract.performance.rows import Row
from audit.readers import read

TITLE = "白石区体育局2031年度项目支出绩效自评"
HEAD = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
SENTENCE = "已完成全年各项工作任务，各场馆按时向群众开放，服务能力和水平有了进一步的提升，安全生产形势保持平稳"


def loud(*lines: str) -> list[str]:
    (document,) = audit.audit_bytes("\n".join((TITLE, *lines, "")).encode(), "a.txt").to_dict()["documents"]
    found = [f for f in document["findings"] if f["severity"] in ("error", "warning")]
    return [f"{f['check']} {f['message']}" for f in found if not f["check"].startswith("DOC01")]


def rows(*lines: str) -> list[str]:
    return [_shown(row) for row in read_forms(read("\n".join((TITLE, "", *lines)).encode(), "a.txt")).rows]


def _shown(row: Row) -> str:
    return f"{row.kind} {row.name}: " + " ".join(f"{role}={figure.text}" for role, figure in sorted(row.roles.items()))


MONEY = "execution 万元）年度资金总额: budget=240.00 executed=236.80 initial=240.00 rate=98.67 score=9.87 weight=10"


class TestDump:
    """A dump that prints the lines of neighbouring cells side by side."""

    def test_a_bracket_that_the_headings_tore(self) -> None:
        head = ("预算执行情况（  年初预算数  全年预算数  全年执行数  分值  执行率  得分", "万元）")
        money = "年度资金总额  240.00  240.00  236.80  10  98.67%  9.87"
        (row,) = rows("场馆惠民项目自评表", *head, money)
        assert row == MONEY

    def test_an_amount_became_the_rate_under_unknown_headings(self) -> None:
        head = ("执行率（B/A）", "得分", "（10分*执行率）", "年度资金总额")
        assert rows("场馆惠民项目自评表", "预算执行情况", *head, "240.00 236.80 236.80 10 98.67% 9.87") == []

    def test_the_rest_of_a_name_before_the_total(self) -> None:
        lines = ("场馆开放场次 ≥6场 6场 50 50", "观众人次 ≥900人次 950人次 40 40", "满意度指标 服务对象满意度 游客满意")
        found = rows("场馆惠民项目自评表", HEAD, *lines, "度 ≥90% 95% 10 10", "指标", "合计 100 100")
        assert found[-1] == "total 指标合计: score=100 weight=100"

    def test_rows_joined_for_the_sentence_in_one_of_them(self) -> None:
        reason = "因雨水较多影响施工进度，下年将进一步加快推进"
        lines = (f"产出指标 场馆改造完成率 ≥90% 85% 50 47.22 {reason}", "观众人次 ≥900人次 950人次 40 40")
        found = rows("场馆惠民项目自评表", HEAD, *lines, "游客满意度 ≥90% 95% 10 10", "合计 100 97.22")
        assert found[0].startswith("indicator 场馆改造完成率: actual=85 score=47.22 target=90 weight=50")
        assert found[-1] == "total 合计: score=97.22 weight=100"

    def test_the_name_of_the_first_row_sounds_like_a_heading(self) -> None:
        found = rows("场馆惠民项目自评表", HEAD, "场馆改造完成率 ≥90% 95% 50 50", "观众人次 ≥900人次 950人次 40 40")
        assert [row.count("=") for row in found] == [4, 4]


def test_a_form_that_was_cut_has_not_all_its_weights() -> None:
    lines = ("场馆开放场次 ≥6场 6场 20 20", "观众人次 ≥900人次 950人次 5 5", "培训班 ≥4期 4期 22 22")
    assert loud("2031年度场馆惠民项目自评表", HEAD, *lines, f"{SENTENCE}。") == []


def test_every_project_aims_at_a_hundred_percent() -> None:
    head = "三级指标\t年度指标值\t实际完成值\t分值\t得分"
    common = ("工程验收合格率\t≥95%\t100%\t40\t40", "资金拨付及时率\t≥90%\t95%\t30\t30")
    first = ("2031年度场馆惠民项目自评表", head, *common, "带动就业人数\t≥860人\t860人\t30\t30", "总分\t\t\t100\t100")
    second = ("2031年度青训基地项目自评表", head, *common, "带动就业人数\t≥890人\t899人\t30\t30", "总分\t\t\t100\t100")
    assert loud(*first, *second) == []


def test_a_paragraph_far_longer_than_the_broken_lines_around_it() -> None:
    lines = (f"{SENTENCE}，群众的获得感和幸福感有了明显的增强。", "青训基地自评良好。", f"{TITLE}汇编")
    document = read("\n".join((TITLE, "自评情况", *lines)).encode(), "a.txt")
    assert lines[0] in [block.text for block in document.blocks]


def test_two_projects_with_one_rate_have_targets_of_their_own() -> None:
    head = "三级指标 年度指标值 实际完成值 分值 得分"
    lines: list[str] = []
    for name, target in (("场馆惠民项目", "95%"), ("青训基地项目", "98%")):
        lines += ["项目支出绩效自评表", f"项目名称 {name}", "主管部门 白石区体育局 实施单位 白石区体育局", head]
        lines += [
            f"资金使用合规率 ≥{target} 98.3% 50 50",
            "培训班 ≥4期 4期 30 30",
            "场馆 ≥2个 2个 20 20",
            "总分 100 100",
        ]
    assert loud(*lines) == []


def test_what_became_of_the_targets_is_no_target() -> None:
    form = ("2031年度场馆惠民项目绩效自评表", "三级指标\t年度指标值\t实际完成值\t分值\t得分")
    rows_of_form = ("聘用辅助人员数量\t≥43名\t47名\t50\t50", "培训合格率\t≥90%\t95%\t50\t50", "总分\t\t\t100\t100")
    told = "场馆惠民项目自评情况：自评得分100分。项目绩效目标完成情况：一是聘用辅助人员数量47名；二是培训合格率95%。"
    assert loud("一、自评情况", told, *form, *rows_of_form) == []
    assert loud("一、自评情况", told.replace("47名", "74名"), *form, *rows_of_form) != []


def test_a_paragraph_that_goes_on_with_another_project() -> None:
    head = "三级指标\t年度指标值\t实际完成值\t分值\t得分"
    lines: list[str] = []
    for name, cost in (("场馆惠民", "700元"), ("青训基地", "826元")):
        lines += [f"2031年度{name}项目绩效自评表", head, f"人均培训成本\t≤900元\t{cost}\t50\t50"]
        lines += ["培训合格率\t≥90%\t95%\t50\t50", "总分\t\t\t100\t100"]
    told = "场馆惠民项目自评情况：自评得分100分，评价等级为优。青训基地项目自评情况：人均培训成本826元。"
    assert loud("一、自评情况", told, *lines) == []


def test_headings_and_names_with_half_a_bracket() -> None:
    head = ("一级指标  二级指标  三级指标  年初目标值（A  实际完成值（B  得分", "）  ）")
    torn = (
        "产出指标  数量指标  群众活动覆盖率（  ≥95%  96%  6",
        "6分）",
        "培训人员数量（  ≥490人次  555人次  7",
        "7分）",
    )
    lines = (*torn, "改造球场（  ≥8个  8个  7", "7分）", "总分  20")
    found = rows("场馆惠民项目自评表", *head, *lines)
    assert [row.partition(":")[2] for row in found] == [
        " actual=96 score=6 target=95",
        " actual=555 score=7 target=490",
        " actual=8 score=7 target=8",
        " score=20",
    ]
    shifted = (
        "产出指标  数量指标  群众活动覆盖率  ≥95%  96%  6",
        "（6分）",
        "培训人员数量（  ≥490人次  555人次  7",
        "7分）",
    )
    assert loud("场馆惠民项目自评表", *head, *shifted, "改造球场（  ≥8个  8个  7", "7分）", "总分  20") == []


def test_two_projects_brought_about_different_numbers_of_one_thing() -> None:
    head = "三级指标\t年度指标值\t实际完成值\t分值\t得分"
    lines: list[str] = []
    for name in ("场馆惠民", "青训基地"):
        lines += [f"2031年度{name}项目绩效自评表", head, "培训合格率\t≥90%\t95%\t60\t60"]
        lines += ["器材完好率\t≥90%\t95%\t20\t20", "学员满意度\t≥90%\t95%\t20\t20", "总分\t\t\t100\t100"]
    told = [
        f"{n}项目自评情况：自评得分100分。全年新增室外健身器材{c}套。"
        for n, c in (("场馆惠民", 342), ("青训基地", 131))
    ]
    assert loud("一、自评情况", *told, *lines) == []
    assert loud("一、自评情况", told[0], told[0].replace("342", "432"), *lines) != []


class TestAnalysis:
    """The paragraphs below an indicator's points."""

    FORM = (
        ("三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        ("赛事参与人数", "≥3500人次", "3620人次", "10", "10"),
        ("赛事合同登记额", "≥46亿", "87.6亿", "5", "5"),
        ("服务对象满意度", "≥85%", "96.4%", "10", "10"),
    )

    def told(self, *paragraphs: str) -> list[list[str]]:
        table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.FORM)
        text = "".join(f"<p>{paragraph}</p>" for paragraph in ("绩效目标完成情况分析", *paragraphs))
        page = f"<p>{TITLE}</p><p>2031年度赛事举办项目绩效自评表</p><table>{table}</table>{text}"
        (document,) = audit.audit_bytes(page.encode(), "a.html", Config(select=("TIE004",))).to_dict()["documents"]
        return [[figure["text"] for figure in finding["figures"]] for finding in document["findings"]]

    AMOUNT = ("赛事合同登记额：满分5分，得分5分", "目标值为≥46亿。2031年签约赛事的登记总额{}亿，完成目标。")
    RATES = ("服务对象满意度：满分10分，得分10分", "目标值为≥85%。通过问卷调查，满意的占90%，较满意的占6%，完成目标。")

    def test_what_is_concluded_from_is_the_result_under_whatever_name(self) -> None:
        head, below = self.AMOUNT
        assert self.told(head, below.format("78.6"), *self.RATES) == [["78.6", "87.6"]]

    def test_one_of_several_rates_is_no_result(self) -> None:
        head, below = self.AMOUNT
        assert self.told(head, below.format("87.6"), *self.RATES) == []
