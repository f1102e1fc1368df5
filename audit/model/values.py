"""Values 值: dataclasses whose methods are written when they are first called.

The library's `@dataclass(frozen=True, slots=True)` compiles six functions for every class as soon as it is imported:
for all the classes here a tenth of a short run, and most of them are never called in it. This one takes fields, slots
and `__match_args__` from the library, so that `replace`, `fields` and `match` know its classes, and writes a method
when it is first called.

That nothing changes a frozen value is for the type checker to see: a guard at run time would make each of them cost up
to six times as much, and a document makes them by the ten thousand.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import replace as replace
else:

    def dataclass(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[type], type]:
        """The library's decorator, for classes with slots."""
        take = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)
        return lambda cls: _equipped(take(cls), frozen, eq)

    def replace(value: Any, /, **changes: Any) -> Any:
        """The library's function, in half its time: for values with two fields or more."""
        names, fetch = _given(type(value))
        return type(value)(**(dict(zip(names, fetch(value), strict=True)) | changes))


_Writer = Callable[[type], Callable[..., Any]]


def _equipped(cls: type, frozen: bool, eq: bool) -> type:
    """The class with the methods that it has not written itself."""
    own = vars(cls)
    methods: dict[str, Any] = {"__init__": _later(cls, "__init__", _init)}
    if "__repr__" not in own:
        methods["__repr__"] = _repr
    if eq and "__eq__" not in own:
        methods["__eq__"] = _later(cls, "__eq__", _eq)
    if eq and own.get("__hash__") is None:
        methods["__hash__"] = _later(cls, "__hash__", _hash) if frozen else None
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _later(cls: type, name: str, write: _Writer) -> Callable[..., Any]:
    """A method that is replaced by the one that it stands for as soon as it is called."""

    def first(self: Any, *args: Any, **kwargs: Any) -> Any:
        method = write(cls)
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(self, *args, **kwargs)

    return first


def _init(cls: type) -> Callable[..., Any]:
    scope: dict[str, Any] = {"missing": MISSING}
    given, lines = ["self"], []
    for field in _fields(cls):
        name = value = field.name
        made = field.default_factory is not MISSING
        if made:
            scope[f"new_{name}"] = field.default_factory
            value = f"new_{name}() if {name} is missing else {name}" if field.init else f"new_{name}()"
        if field.default is not MISSING:
            scope[f"default_{name}"] = field.default
            value = name if field.init else f"default_{name}"
        if field.init:
            default = "=missing" if made else f"=default_{name}" if field.default is not MISSING else ""
            given.append(name + default)
        elif value == name:
            continue  # it is for __post_init__ to set
        lines.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    return _written("__init__", given, lines or ["pass"], scope)


def _eq(cls: type) -> Callable[..., Any]:
    left, right = (_tuple(who, (field.name for field in _fields(cls) if field.compare)) for who in ("self", "other"))
    lines = [f"if other.__class__ is self.__class__: return {left} == {right}", "return NotImplemented"]
    return _written("__eq__", ["self", "other"], lines, {})


def _hash(cls: type) -> Callable[..., Any]:
    compared = _tuple("self", (field.name for field in _fields(cls) if field.compare))
    return _written("__hash__", ["self"], [f"return hash({compared})"], {})


def _written(name: str, given: Iterable[str], lines: Iterable[str], scope: dict[str, Any]) -> Callable[..., Any]:
    exec(f"def {name}({', '.join(given)}):\n " + "\n ".join(lines), scope)  # names of fields, nothing from outside
    method: Callable[..., Any] = scope[name]
    return method


def _tuple(owner: str, names: Iterable[str]) -> str:
    return "(" + "".join(f"{owner}.{name}, " for name in names) + ")"


def _fields(cls: type) -> tuple[Field[Any], ...]:
    return dataclasses.fields(cls)


@cache
def _given(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields that a value is made of, and what fetches them all."""
    names = tuple(field.name for field in _fields(cls) if field.init)
    return names, attrgetter(*names)


def _repr(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({shown})"
