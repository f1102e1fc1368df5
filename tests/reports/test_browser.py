"""The page in a real browser: painted at once, jumps both ways, filters, keys, nothing on the console.

Needs a Chromium on the machine and the extra `browser`; is skipped where either is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from audit.cli import main
from tests.benchmarks.page import PAINTED, chromium
from tests.reports.test_html import HOSTILE
from tests.support import ROOT

playwright = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install '.[browser]'")

CHROMIUM = chromium()
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

PLANTED = sorted((ROOT / "sample_inputs" / "planted").glob("*.txt"))
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One document, a long one, a hostile one, several."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "long.txt").write_bytes(b"\n\n".join(path.read_bytes() for path in PLANTED) * 2)
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    tables = ROOT / "sample_inputs" / "planted" / "juesuan-tables.txt"
    for name, path in (("tables", tables), ("long", folder / "long.txt"), ("hostile", folder / "hostile.txt")):
        CliRunner().invoke(main, ["check", str(path), "--report", f"html={folder / name}.html"])
    settings = folder / "gouji.yaml"
    settings.write_text("suppress:\n  - {check: RAT, document: '*', reason: x}\n", encoding="utf-8")
    accepted = ["--config", str(settings), "--report", f"html={folder}/accepted.html"]
    CliRunner().invoke(main, ["check", str(tables), *accepted])
    CliRunner().invoke(main, ["check", *map(str, PLANTED), "--report", f"html={folder}/index.html"])
    CliRunner().invoke(main, ["check", *map(str, PLANTED), "--report", f"html={folder}/site/"])
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(folder: Path, browser: Any) -> Iterator[Opened]:
    """Opens a page of the folder; at the end nothing may have been said on the console."""
    said: list[str] = []
    contexts = []

    def opened(name: str, **options: Any) -> Any:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
        page.goto((folder / f"{name}.html").as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


def in_view(page: Any, selector: str) -> bool:
    """Whether the middle of an element is on the screen and nothing lies over it."""
    return bool(
        page.evaluate(
            """selector => {
                const box = document.querySelector(selector).getBoundingClientRect();
                const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
                const hit = document.elementFromPoint(x, y);
                return Boolean(hit) && Boolean(hit.closest(selector));
            }""",
            selector,
        )
    )


def visible(page: Any) -> int:
    return int(page.locator(".card:visible").count())


#: the contrast of an element's text with the ground that it stands on
_CONTRAST = """selector => {
    const line = c => c / 255 <= .03928 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * line(r) + .7152 * line(g) + .0722 * line(b);
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    const element = document.querySelector(selector);
    let ground = element;
    while (rgb(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const [a, b] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(rgb).map(light);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
}"""
_READ = (
    *(".text p", ".proved", ".checked-once", ".unchecked", ".suspect", ".f.on", ".card h3", ".trail", ".place"),
    *(".badge.error", ".badge.warning", ".badge.none", ".t b", ".t small", ".t.doubted b", ".keys"),
    ".switch:last-child span",
)


def test_the_long_page_is_painted_within_a_second(opened: Opened, folder: Path) -> None:
    first = min(opened("long").evaluate(PAINTED) for _ in range(3))
    print(f"{(folder / 'long.html').stat().st_size} bytes, first paint after {first:.0f} ms")
    assert first < 1000


def test_a_click_on_a_finding_brings_its_figure_into_view(opened: Opened) -> None:
    page = opened("tables")
    for number in (5, 0, 9):
        card = f"#d0k{number}"
        target = page.locator(f"{card} a.place").get_attribute("href")
        page.locator(f"{card} h3").click()
        assert in_view(page, target)
        assert page.locator(f"{target}.on").count() == 1


def test_a_click_on_a_figure_brings_its_finding_into_view(opened: Opened) -> None:
    page = opened("tables")
    mark = page.locator(".text a.suspect").last
    number = str(mark.get_attribute("data-k")).split()[0]
    mark.click()
    assert in_view(page, f"#d0k{number}")
    assert page.locator(f"#d0k{number}.on").count() == 1


def test_a_figure_of_several_findings_leads_to_one_after_the_other(opened: Opened) -> None:
    page = opened("tables")
    mark = page.locator(".text a[data-k*=' ']").first
    for number in str(mark.get_attribute("data-k")).split():
        mark.click()
        assert page.locator(".card.on").get_attribute("data-k") == number


def test_a_term_of_an_equation_leads_to_its_figure(opened: Opened) -> None:
    page = opened("tables")
    term = page.locator(".card .eq a.t").last
    target = term.get_attribute("href")
    term.evaluate("element => element.closest('details')?.setAttribute('open', '')")
    term.click()
    assert in_view(page, target)


def test_the_id_of_a_check_opens_its_page(opened: Opened) -> None:
    page = opened("tables")
    link = page.locator("#d0k4 .id")
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f"{target}[open]").count() == 1
    assert in_view(page, target)
    assert page.locator(".doc").get_attribute("data-view") == "findings"


def test_filters(opened: Opened) -> None:
    page = opened("tables")
    total = visible(page)
    errors = page.locator(".card[data-severity=error]").count()
    sums = page.locator(".card[data-severity=error][data-family=SUM]").count()
    assert 0 < sums < errors < total
    page.locator("label.switch.error").click()
    assert visible(page) == total - errors
    assert page.locator("output").inner_text() == str(total - errors)
    page.locator("label.switch.error").click()
    page.locator("label.switch.SUM").click()
    assert page.locator(".card[data-family=SUM]:visible").count() == 0
    assert page.locator(".card[data-severity=error]:visible").count() == errors - sums


def test_a_double_click_leaves_one_kind_and_another_one_brings_all_back(opened: Opened) -> None:
    page = opened("tables")
    total, sums = visible(page), page.locator(".card[data-family=SUM]").count()
    page.locator("label.switch.SUM").dblclick()
    assert visible(page) == sums == page.locator(".card[data-family=SUM]:visible").count() < total
    page.locator("label.switch.SUM").dblclick()
    assert visible(page) == total


def test_accepted_findings_can_be_hidden(opened: Opened) -> None:
    page = opened("accepted")
    total, accepted = visible(page), page.locator(".card.accepted").count()
    assert 0 < accepted < total
    page.locator("label.switch.yes").click()
    assert visible(page) == total - accepted


def test_a_colour_can_be_switched_off(opened: Opened) -> None:
    page = opened("tables")
    style = "getComputedStyle(document.querySelector('.text .proved')).backgroundColor"
    coloured = page.evaluate(style)
    page.locator("input[data-standing=proved]").uncheck()
    assert page.evaluate(style) == "rgba(0, 0, 0, 0)" != coloured


def test_keys(opened: Opened) -> None:
    page = opened("tables")
    for key, number in (("j", "0"), ("j", "1"), ("j", "2"), ("k", "1")):
        page.keyboard.press(key)
        assert page.locator(".card.on").get_attribute("data-k") == number
        assert page.evaluate("document.activeElement.dataset.k") == number
        assert in_view(page, page.locator(f"#d0k{number} a.place").get_attribute("href"))
    page.locator(".text").evaluate("element => element.scrollTop = 1e9")
    page.keyboard.press("Enter")
    assert in_view(page, page.locator("#d0k1 a.place").get_attribute("href"))
    page.keyboard.press("Escape")
    assert page.locator(".on").count() == 0


def test_a_link_leads_the_keyboard_past_the_document(opened: Opened) -> None:
    page = opened("tables")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert in_view(page, "a.skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.filters'))")
    assert not in_view(page, "a.skip")


def test_what_is_told_to_who_does_not_see_it(opened: Opened) -> None:
    page = opened("tables", viewport={"width": 390, "height": 844})
    pressed = "[...document.querySelectorAll('button[aria-pressed=true]')].map(button => button.dataset.view)"
    assert page.evaluate(pressed) == ["findings"]
    page.locator("button[data-view=text]").click()
    assert page.evaluate(pressed) == ["text"]
    assert page.locator(".text").get_attribute("lang") == "zh-CN"


def test_a_section_leads_to_its_heading(opened: Opened) -> None:
    page = opened("tables")
    link = page.locator(".outline li a[href]").last
    link.click()
    assert in_view(page, link.get_attribute("href"))


def test_on_a_narrow_screen_one_column_is_shown(opened: Opened) -> None:
    page = opened("tables", viewport={"width": 390, "height": 844})
    assert visible(page) > 0
    assert not page.locator(".text").is_visible()
    page.locator("#d0k3 h3").click()
    assert in_view(page, page.locator("#d0k3 a.place").get_attribute("href"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("button[data-view=outline]").click()
    assert page.locator(".legend").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(opened: Opened, scheme: str) -> None:
    """A contrast of at least 4.5 for what a reader reads (WCAG 2.1, 1.4.3)."""
    page = opened("tables", color_scheme=scheme)
    page.keyboard.press("j")
    page.locator(".switch:last-child").first.click()  # off
    for selector in _READ:
        assert page.evaluate(_CONTRAST, selector) >= 4.5, selector
    page = opened("accepted", color_scheme=scheme)
    for selector in (".card.accepted h3", ".card.accepted .trail", ".card.accepted dt", ".card.accepted .t small"):
        assert page.evaluate(_CONTRAST, selector) >= 4.5, selector
    assert page.evaluate("getComputedStyle(document.querySelector('.card.accepted')).opacity") == "1"


def test_the_print_has_everything_and_no_controls(opened: Opened) -> None:
    page = opened("tables", viewport={"width": 800, "height": 600})
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    assert page.locator(".card").last.is_visible()
    assert not page.locator(".switches").first.is_visible()
    assert page.evaluate("document.documentElement.scrollHeight") > 5000


def test_the_print_of_a_dark_screen_is_light_and_tells_the_places(opened: Opened) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page = opened("tables", color_scheme=scheme)
        page.emulate_media(media="print", color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.querySelector('.text .proved')).backgroundColor"))
        assert page.evaluate(_CONTRAST, ".text .proved") >= 4.5
    assert grounds[0] == grounds[1]
    term = page.locator(".eq a.t").first
    assert "行" in term.evaluate("element => getComputedStyle(element, '::after').content")


def test_a_script_in_a_disclosure_is_shown_and_not_run(opened: Opened) -> None:
    page = opened("hostile")
    assert "stolen" not in page.title()
    assert "<script>document.title='stolen'</script>" in page.locator(".text").inner_text()
    assert page.locator(".text").is_visible()
    assert page.locator("img").count() == 0


def test_several_documents_in_a_folder(opened: Opened) -> None:
    page = opened("site/index")
    page.locator("#index tbody a").nth(2).click()
    page.wait_for_selector(".doc")
    page.keyboard.press("j")
    assert in_view(page, page.locator(".card.on a.place").get_attribute("href"))
    page.locator("a.back").click()
    page.wait_for_selector("#index")


def test_the_index_tells_the_totals_and_needs_no_scrolling_aside(opened: Opened) -> None:
    page = opened("site/index", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cell = page.locator("#index td.count.error").first
    assert cell.is_visible()
    assert "错误" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    errors = [int(cell) for cell in page.locator("#index td.count.error").all_text_contents()]
    assert page.locator("#index .counts").inner_text().split()[:2] == ["错误", str(sum(errors))]
    wide = opened("site/index")
    assert wide.locator("#index thead th").last.is_visible()


def test_the_names_of_a_narrow_table_keep_their_width(opened: Opened) -> None:
    page = opened("tables", viewport={"width": 1300, "height": 900})
    widths = "[...document.querySelectorAll('.text tbody th')].map(cell => cell.getBoundingClientRect().width)"
    assert min(page.evaluate(widths)) > 90


def test_several_documents_in_one_page(opened: Opened) -> None:
    page = opened("index")
    assert page.locator("#index tbody tr").count() == len(PLANTED)
    page.locator("#index tbody a").nth(1).click()
    page.wait_for_selector(".doc")
    page.keyboard.press("j")
    assert in_view(page, page.locator(".card.on a.place").get_attribute("href"))
    page.locator("a.back").click()
    page.wait_for_selector("#index", state="visible")
    assert page.locator(".doc").count() == 0


def test_without_scripts_the_links_still_work(opened: Opened) -> None:
    page = opened("tables", java_script_enabled=False)
    target = page.locator("#d0k4 a.place").get_attribute("href")
    page.locator("#d0k4 a.place").click()
    box = page.locator(target).bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900
