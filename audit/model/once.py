"""Once 只算一次: what is worked out of a value when it is first asked for, and kept beside its fields.

`functools.cached_property` does the same; up to Python 3.11 it takes a lock for each value that it works out, which
costs more than most of what is worked out here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:
        """A method of a struct with `dict=True`, read as an attribute."""

        def __init__(self, work: Any) -> None:
            self._work = work
            self.__doc__ = work.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, value: Any, owner: type) -> Any:
            if value is None:
                return self
            result = value.__dict__[self._name] = self._work(value)
            return result


__all__ = ["once"]
