"""What is worked out of a value once: kept beside its fields, and of no other value."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from audit.model.once import once


class Amount(Struct, frozen=True, dict=True):
    """Counts how often it is asked."""

    value: int
    asked: list[int] = []

    @once
    def doubled(self) -> int:
        self.asked.append(self.value)
        return 2 * self.value


def test_it_is_worked_out_when_it_is_first_asked_for_and_never_again() -> None:
    amount = Amount(4)
    assert amount.asked == []
    assert (amount.doubled, amount.doubled, amount.asked) == (8, 8, [4])


def test_a_changed_copy_works_out_its_own() -> None:
    amount = Amount(4)
    assert amount.doubled == 8
    assert replace(amount, value=5).doubled == 10


def test_it_makes_no_value_another_one() -> None:
    asked, fresh = Amount(4, [4]), Amount(4, [4])
    asked.__dict__["doubled"] = 8
    assert asked == fresh
