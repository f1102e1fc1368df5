"""A late pattern is the compiled one, and compiled no sooner than it is needed."""

from __future__ import annotations

import re

import pytest

from audit.model.patterns import late


def test_it_finds_what_the_compiled_one_finds() -> None:
    source, text = r"(?P<year>20\d\d)年", "2023年比2022年增加"
    found, compiled = late(source), re.compile(source)
    assert found.pattern == source
    for method in ("search", "match"):
        assert getattr(found, method)(text).group("year") == getattr(compiled, method)(text).group("year")
    assert found.fullmatch(text) is None
    assert found.findall(text) == compiled.findall(text)
    assert [match.span() for match in found.finditer(text, 1)] == [match.span() for match in compiled.finditer(text, 1)]
    assert found.sub("年", text) == compiled.sub("年", text)
    assert found.split(text) == compiled.split(text)


def test_it_is_compiled_when_it_is_first_used() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("")
