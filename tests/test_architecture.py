"""The layers of DESIGN section 2, read from the sources: who imports whom, and how long things grow."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

SOURCES = sorted(path for folder in ("audit", "checks", "reports") for path in (ROOT / folder).rglob("*.py"))
LONGEST_FILE = 320
LONGEST_FUNCTION = 70

#: layer -> the project's modules that it may import, itself always included; the first matching prefix counts
ALLOWED = {
    "audit.model": (),
    "audit.errors": (),
    "audit.strict_yaml": ("audit.errors",),
    "audit.readers": ("audit.model", "audit.errors", "audit.strict_yaml"),
    "audit.extract": ("audit.model", "audit.errors", "audit.strict_yaml"),
    "audit.evaluate": ("audit.model",),
    "audit.diagnose": ("audit.model", "audit.evaluate", "audit.strict_yaml"),
    "audit.spelling": (),
    "audit.acceptance": (
        "audit.model",
        "audit.errors",
        "audit.strict_yaml",
        "audit.spelling",
        "audit.config",
        "audit.diagnose.fingerprint",
    ),
    "audit.config": ("audit.model", "audit.errors", "audit.strict_yaml", "audit.spelling", "audit.acceptance.records"),
    "audit.installed": (),
    "audit.registry": ("audit.model", "audit.installed", "audit.errors", "audit.spelling"),
    "audit.files": ("audit.model",),
    "audit.loading": ("audit.model", "audit.errors", "audit.config"),
    "audit.pipeline": (
        "audit.loading",
        "audit.model",
        "audit.errors",
        "audit.config",
        "audit.files",
        "audit.readers",
        "audit.extract",
        "audit.evaluate",
        "audit.diagnose",
    ),
    # it corrupts a document and runs the line above on it again; the edits are those that diagnosis undoes
    "audit.power": ("audit.model", "audit.config", "audit.pipeline", "audit.diagnose.edits"),
    "audit.batch": (
        "audit.model",
        "audit.errors",
        "audit.config",
        "audit.installed",
        "audit.loading",
        "audit.readers",
        "audit.pipeline",
    ),
    "audit.cli": ("audit", "checks", "reports"),
    "audit.commands": ("audit", "checks", "reports"),
    "audit.__main__": ("audit.cli",),
    "audit": ("audit", "checks", "reports"),
    "checks": ("audit.model", "audit.strict_yaml"),
    "reports.catalogue": ("audit.strict_yaml",),
    "reports.places": ("audit.model", "reports.catalogue"),
    "reports.remarks": ("audit.model", "reports.catalogue"),
    "reports.phrasing": ("audit.model", "reports.amounts", "reports.catalogue", "reports.places", "reports.remarks"),
    "reports": ("audit.model", "reports"),
}

#: third party -> the modules that are its home
HOMES = {
    "click": ("audit.cli", "audit.commands"),
    "tabulate": ("reports.terminal",),
    "yaml": ("audit.strict_yaml",),
    "msgspec": ("audit", "checks", "reports"),  # what a value is, everywhere
    "loguru": ("audit.cli", "audit.commands", "audit.pipeline", "audit.readers"),
}


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, layer: str) -> bool:
    return name == layer or name.startswith(layer + ".")


def layer_of(name: str) -> str:
    return max((layer for layer in ALLOWED if within(name, layer)), key=len)


def imports(path: Path) -> set[str]:
    """The full names of the modules that a file imports; `from audit import readers` is audit.readers."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if is_module(full) else str(node.module))
    return found


def is_module(name: str) -> bool:
    place = ROOT.joinpath(*name.split("."))
    return place.with_suffix(".py").is_file() or place.is_dir()


def test_there_is_something_to_read() -> None:
    assert {"audit.cli", "audit.model.figure", "reports.phrasing"} <= {module(path) for path in SOURCES}


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_a_module_imports_only_what_its_layer_may(path: Path) -> None:
    name = module(path)
    layer = layer_of(name)
    for imported in sorted(imports(path)):
        top = imported.partition(".")[0]
        if top in ("audit", "checks", "reports"):
            allowed = any(within(imported, other) for other in (*ALLOWED[layer], layer))
            assert allowed, f"{name} ({layer}) imports {imported}"
        elif top not in sys.stdlib_module_names:
            homes = HOMES.get(top, ("audit.readers",))  # a format library lives in its reader
            assert any(within(name, home) for home in homes), f"{name} imports {top}, whose home is {homes}"


def test_checks_do_not_know_one_another() -> None:
    for path in sorted((ROOT / "checks").glob("*.py")):
        if path.name != "__init__.py":
            assert not any(within(imported, "checks") for imported in imports(path)), path.name


def test_every_package_is_in_the_wheel() -> None:
    """The list in pyproject.toml is the packages that exist, and their data goes with them."""
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert setup["packages"] == sorted({module(path.parent) for path in SOURCES})
    assert all((ROOT.joinpath(*name.split(".")) / "__init__.py").is_file() for name in setup["packages"])
    assert set(setup["package-data"]["*"]) == {"*.yaml", "*.css", "*.js", "py.typed"}
    tops = sorted({name.partition(".")[0] for name in setup["packages"]})
    assert all((ROOT / top / "py.typed").is_file() for top in tops)
    kinds = {path.suffix for top in tops for path in (ROOT / top).rglob("*") if path.is_file()}
    assert kinds - {".pyc"} == {".py", ".yaml", ".css", ".js", ".typed"}, (
        "a kind of data that the wheel would leave out"
    )


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_nothing_grows_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_no_float_is_computed_with_money(path: Path) -> None:
    """No float literal and no call of float(): Decimal keeps what was printed. A ratio of counts may be one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "float", f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=module)
def test_values_are_structs(path: Path) -> None:
    """A dataclass takes many times as long as a struct to define, and some times as long to make."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses":
            assert "dataclass" not in {alias.name for alias in node.names}
