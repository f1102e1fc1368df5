"""Built-in checks and plugins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from audit import registry
from audit.errors import PluginError, UsageError
from tests.support import check

CHECKS = (check("SUM001"), check("SUM002"), check("TIE001"))


@dataclass(frozen=True)
class Plugin:
    """What the registry uses of an importlib.metadata.EntryPoint."""

    value: Any
    name: str = "strange"

    def load(self) -> Any:
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def ids(checks: tuple[Any, ...]) -> list[str]:
    return [found.id for found in checks]


def test_checks_come_in_the_order_of_their_ids() -> None:
    assert ids(registry.collect(reversed(CHECKS), [])) == ["SUM001", "SUM002", "TIE001"]


def test_a_plugin_gives_one_check_or_several() -> None:
    plugins: Any = [Plugin(check("ZZZ001")), Plugin([check("AAA001"), check("AAA002")])]
    assert ids(registry.collect(CHECKS, plugins)) == ["AAA001", "AAA002", "SUM001", "SUM002", "TIE001", "ZZZ001"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (ImportError("no module"), "'strange'.*does not load: ImportError: no module"),
        (SyntaxError("bad"), "does not load: SyntaxError"),
        ("a string", "must be an audit.model Check"),
        (check("SUM001"), "SUM001 is already taken by gouji"),
        (check("sum9"), "'sum9' must be three capital letters and three digits"),
    ],
)
def test_a_plugin_that_is_no_good_is_named(value: Any, said: str) -> None:
    plugins: Any = [Plugin(value)]
    with pytest.raises(PluginError, match=said):
        registry.collect(CHECKS, plugins)


def test_two_built_in_checks_cannot_share_an_id() -> None:
    with pytest.raises(PluginError, match="SUM001"):
        registry.collect([*CHECKS, check("SUM001")], [])


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["SUM001", "SUM002", "TIE001"]),
        (("SUM",), (), ["SUM001", "SUM002"]),
        (("SUM001", "TIE"), (), ["SUM001", "TIE001"]),
        ((), ("SUM",), ["TIE001"]),
        (("SUM",), ("SUM002",), ["SUM001"]),
        (("SUM001",), ("SUM",), []),
    ],
)
def test_prefixes_select_and_ignore(select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]) -> None:
    assert ids(registry.narrow(CHECKS, select, ignore)) == left


@pytest.mark.parametrize(("prefix", "meant"), [("SUN", "SUM"), ("TIE01", "TIE001")])
def test_a_prefix_that_matches_nothing_is_wrong_use(prefix: str, meant: str) -> None:
    for select, ignore in (((prefix,), ()), ((), (prefix,))):
        with pytest.raises(UsageError, match=f"'{prefix}'; did you mean '{meant}'"):
            registry.narrow(CHECKS, select, ignore)


def test_a_check_is_found_by_id_or_name() -> None:
    assert registry.find(CHECKS, "sum002") is CHECKS[1]
    assert registry.find(CHECKS, "sample-tie001") is CHECKS[2]
    with pytest.raises(UsageError, match="did you mean 'SUM001'"):
        registry.find(CHECKS, "SUM01")
