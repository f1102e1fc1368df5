"""Values of the model as plain JSON data and back, by their types: what a cache keeps is data, never code.

A struct becomes the list of its fields, one that stood there before its number in the order in which they were
finished; an enumeration becomes its value, a Decimal and a date their text. Data that do not fit the type raise: a
cache entry that was changed by another hand, or by another version, is no entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

#: how a value is encoded, with the numbers of the structs so far; how data are decoded, with the structs so far
_Forth = Callable[[Any, dict[int, int]], Any]
_Back = Callable[[Any, list[Any]], Any]
_PLAIN = (str, int, bool)


def encode(kind: Any, value: Any) -> Any:
    """A value of a type as lists, text, numbers and None. Raises TypeError for a type that has no such form."""
    return _turns(kind)[0](value, {})


def decode(kind: Any, data: Any) -> Any:
    """The value that `encode` made the data of. Raises TypeError, ValueError or IndexError where they do not fit."""
    return _turns(kind)[1](data, [])


@cache
def _turns(kind: Any) -> tuple[_Forth, _Back]:
    if kind in _PLAIN:
        return (lambda value, _: value), _exactly(kind)
    if kind is Decimal:
        return (lambda value, _: str(value)), _decimal
    if kind is date:
        return (lambda value, _: value.isoformat()), (lambda data, _: date.fromisoformat(data))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda value, _: value.value), (lambda data, _: kind(data))
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _of_struct(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        return _of_optional(next(argument for argument in arguments if argument is not NoneType))
    if origin is tuple:
        return _of_tuple(arguments)
    if origin is Mapping:
        return _of_mapping(*arguments)
    raise TypeError(f"{kind!r} has no form as JSON")


def _exactly(kind: type) -> _Back:
    def back(data: Any, _: list[Any]) -> Any:
        if type(data) is not kind:
            raise TypeError(f"{data!r:.40} is no {kind.__name__}")
        return data

    return back


def _decimal(data: Any, _: list[Any]) -> Decimal:
    if type(data) is not str:
        raise TypeError(f"{data!r:.40} is no amount")
    try:
        return Decimal(data)
    except ArithmeticError as error:
        raise ValueError(f"{data!r:.40} is no amount") from error


def _of_struct(kind: type[Struct]) -> tuple[_Forth, _Back]:
    hints = get_type_hints(kind)
    names = kind.__struct_fields__
    forths: list[tuple[str, _Forth]] = []
    backs: list[_Back] = []

    def prepare() -> None:  # when the first one comes: of what stays empty, the parts need have no form
        for name in names:
            turns = _turns(hints[name])
            forths.append((name, turns[0]))
            backs.append(turns[1])

    def forth(value: Any, numbers: dict[int, int]) -> Any:
        number = numbers.get(id(value))  # the root holds them all, so that no two share an identity
        if number is not None:
            return number
        if not forths:
            prepare()
        data = [turn(getattr(value, name), numbers) for name, turn in forths]
        numbers[id(value)] = len(numbers)
        return data

    def back(data: Any, found: list[Any]) -> Any:
        if type(data) is int:
            value = found[data]
        else:
            if not backs:
                prepare()
            value = kind(*[turn(part, found) for turn, part in zip(backs, data, strict=True)])
            found.append(value)
        if type(value) is not kind:
            raise TypeError(f"{data!r:.40} is no {kind.__name__}")
        return value

    return forth, back


def _of_optional(kind: Any) -> tuple[_Forth, _Back]:
    forth, back = _turns(kind)
    return (
        lambda value, numbers: None if value is None else forth(value, numbers),
        lambda data, found: None if data is None else back(data, found),
    )


def _of_tuple(arguments: tuple[Any, ...]) -> tuple[_Forth, _Back]:
    if len(arguments) == 2 and arguments[1] is ...:
        forth, back = _turns(arguments[0])
        return (
            lambda value, numbers: [forth(part, numbers) for part in value],
            lambda data, found: tuple([back(part, found) for part in data]),
        )
    forths, backs = zip(*map(_turns, arguments), strict=True)
    return (
        lambda value, numbers: [turn(part, numbers) for turn, part in zip(forths, value, strict=True)],
        lambda data, found: tuple([turn(part, found) for turn, part in zip(backs, data, strict=True)]),
    )


def _of_mapping(key: Any, value: Any) -> tuple[_Forth, _Back]:
    entries = _of_tuple((tuple[key, value], ...))
    return (
        lambda value, numbers: entries[0](value.items(), numbers),
        lambda data, found: dict(entries[1](data, found)),
    )
