"""A value behaves as the library's dataclass of the same fields does."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from audit.model.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Mine:
    """A frozen value with every kind of field."""

    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list)
    unseen: int = field(default=0, compare=False, repr=False)
    fixed: int = field(default=7, init=False)
    late: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "late", self.first * 2)


@dataclasses.dataclass(frozen=True, slots=True)
class Library:
    """The same, by the library."""

    first: int
    second: str = "b"
    third: list[int] = field(default_factory=list)
    unseen: int = field(default=0, compare=False, repr=False)
    fixed: int = field(default=7, init=False)
    late: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "late", self.first * 2)


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


@dataclass(frozen=True, slots=True)
class Own:
    """What a class has written itself stays."""

    x: int

    def __hash__(self) -> int:
        return 5

    def __repr__(self) -> str:
        return "own"


@dataclass(slots=True)
class Draft:
    """A value that changes."""

    x: int
    items: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    x: int


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@pytest.mark.parametrize("given", [(1,), (1, "c"), (1, "c", [2]), (1, "c", [2], 3)])
def test_a_value_is_filled_and_shown_as_the_librarys(given: tuple[Any, ...]) -> None:
    mine, other = Mine(*given), Library(*given)
    assert repr(mine) == repr(other).replace("Library", "Mine")
    assert dataclasses.astuple(mine) == dataclasses.astuple(other)
    assert replace(mine, second="z") == dataclasses.replace(mine, second="z") == Mine(given[0], "z", *given[2:])
    assert Mine.__match_args__ == Library.__match_args__


def test_what_is_given_wrongly_is_told() -> None:
    for given, named in (((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"fixed": 2}), ((1,), {"other": 2})):
        with pytest.raises(TypeError, match=r"Mine\.__init__"):
            Mine(*given, **named)  # type: ignore[arg-type]


def test_values_are_equal_by_their_fields_and_class() -> None:
    assert Point(1) == Point(1, 0) != Point(1, 1)
    assert Point(1) != (1, 0)  # type: ignore[comparison-overlap]
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert Mine(1, unseen=1) == Mine(1, unseen=2)
    assert Nothing() == Nothing()
    one, two = Itself(1), Itself(1)
    assert one != two
    assert len({one, two}) == 2


def test_a_value_has_its_fields_and_no_other() -> None:
    with pytest.raises(AttributeError):
        Point(1).z = 2  # type: ignore[attr-defined]


def test_what_a_class_has_written_itself_stays() -> None:
    assert (hash(Own(1)), repr(Own(1))) == (5, "own")


def test_what_may_change_has_no_hash() -> None:
    draft = Draft(1)
    draft.x = 2
    assert draft == Draft(2)
    assert Draft(1).items is not Draft(1).items
    with pytest.raises(TypeError):
        hash(draft)
    with pytest.raises(AttributeError):
        draft.y = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [Mine(1, third=[3], unseen=4), Point(1), Draft(1, [2])])
def test_a_value_goes_to_another_process_and_back(value: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301
        assert twin == value
        assert [getattr(twin, f.name) for f in dataclasses.fields(twin)] == [
            getattr(value, f.name) for f in dataclasses.fields(value)
        ]
