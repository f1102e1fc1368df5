"""One document through the engine: read -> extract -> assert -> evaluate -> diagnose. The checks are an argument."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from audit import diagnose, evaluate, extract, files, readers
from audit.config import Config
from audit.errors import ReadError
from audit.loading import load as load
from audit.loading import too_large
from audit.loading import unreadable as unreadable
from audit.model.coverage import Coverage
from audit.model.document import Document
from audit.model.evaluation import Evaluation
from audit.model.fact import FactBase
from audit.model.finding import DocumentReport, Finding, Reading, tally
from audit.model.relation import Assertion, Check, Observation, Relation, Severity


class Audit(Struct, frozen=True):
    """All that the engine knows about one document; `inspect` shows it, `DocumentReport` sums it up."""

    base: FactBase
    evaluations: tuple[Evaluation, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage


def audit(data: bytes, name: str, checks: Sequence[Check], config: Config) -> Audit:
    """Audit one file's bytes. Raises ReadError."""
    return judge(read(data, name, config), checks)


def read(data: bytes, name: str, config: Config) -> Document:
    """Read one file's bytes. Raises ReadError."""
    if len(data) > config.max_bytes:
        raise too_large(len(data), config)
    return readers.read(data, name, config.limits)


def judge(document: Document, checks: Sequence[Check]) -> Audit:
    """What the engine makes of a document that was read."""
    base = extract.extract(document)
    asserted = tuple(assertion for check in checks for assertion in run(check, base))
    observations = [assertion for assertion in asserted if isinstance(assertion, Observation)]
    evaluations: list[Evaluation] = []
    for relation in asserted:
        if isinstance(relation, Relation):
            try:
                evaluations.append(evaluate.evaluate(relation))
            except Exception as error:  # a relation that lacks a role its kind needs: its check's fault
                observations.append(_crashed(relation.check, base, error))
    by_id = {check.id: check for check in checks}
    settled = diagnose.settled(diagnose.without_disorder(base, evaluations))
    findings = diagnose.diagnose(base, settled, tuple(observations), by_id)
    return Audit(base, settled, findings, diagnose.coverage(base, settled))


def run(check: Check, base: FactBase) -> tuple[Assertion, ...]:
    """What one check asserts. A check that crashes asserts, after what it had said, that it crashed."""
    asserted: list[Assertion] = []
    try:
        for assertion in check.run(base):
            if not isinstance(assertion, Relation | Observation) or assertion.check != check.id:
                raise TypeError(f"a check yields relations and observations under its own id, not {assertion!r:.80}")
            asserted.append(assertion)
    except Exception as error:  # a check may come from outside; its fault must not end the run, nor pass unseen
        asserted.append(_crashed(check.id, base, error))
    return tuple(asserted)


def reports(
    data: bytes, name: str, checks: Sequence[Check], config: Config, *, whole: bool = False
) -> tuple[DocumentReport, ...]:
    """The outcomes for one file's bytes: one, or of an archive one for each document in it."""
    return tuple(
        unreadable(path, found) if isinstance(found, ReadError) else report(found, path, checks, config, whole=whole)
        for path, found in sources(data, name, config)
    )


def report(data: bytes, name: str, checks: Sequence[Check], config: Config, *, whole: bool = False) -> DocumentReport:
    """The outcome for one file's bytes; a file that cannot be read is an outcome too, never an exception.

    A `whole` one has the document itself, for a report that shows it.
    """
    return _reported(name, lambda: audit(data, name, checks, config), whole=whole)


def as_one(
    sources: Iterable[tuple[str, bytes | ReadError]], checks: Sequence[Check], config: Config, *, whole: bool = False
) -> tuple[DocumentReport, ...]:
    """The outcome for several files that are one disclosure, each with its name and its bytes or why there are none.

    What cannot be read has an outcome of its own, before that of all that can.
    """
    documents: list[Document] = []
    failed: list[DocumentReport] = []
    for name, data in sources:
        try:
            if isinstance(data, ReadError):
                raise data
            documents.append(read(data, name, config))
        except ReadError as error:
            failed.append(unreadable(name, error))
        except Exception as error:
            failed.append(_fallen(name, error))
    if not documents:
        return tuple(failed)
    from audit.readers.joining import join

    joined = join(documents)
    return (*failed, _reported(joined.name, lambda: judge(joined, checks), whole=whole))


def opened(paths: Iterable[tuple[str, Path]], config: Config) -> Iterator[tuple[str, bytes | ReadError]]:
    """Files by name and path, each with its bytes or why there are none; of archives each document in them.

    Raises UsageError when there is no such path.
    """
    for name, path in paths:
        try:
            yield from sources(load(path, config), name, config)
        except ReadError as error:
            yield name, error


def sources(data: bytes, name: str, config: Config) -> Iterator[tuple[str, bytes | ReadError]]:
    """A file with its bytes, or of an archive each document in it."""
    if not readers.is_archive(data) or len(data) > config.max_bytes:
        yield name, data
        return
    from audit.readers.archive import Archive

    try:
        for member in Archive(data, files.is_wanted, config.limits).members():
            yield f"{name}/{member.name}", member.error or member.data
    except ReadError as error:
        yield name, error


def _reported(name: str, work: Callable[[], Audit], *, whole: bool) -> DocumentReport:
    with without_collection():  # until all is let go that the report does not keep
        return _outcome(name, work, whole=whole)


def _outcome(name: str, work: Callable[[], Audit], *, whole: bool) -> DocumentReport:
    try:
        found = work()
    except ReadError as error:
        return unreadable(name, error)
    except Exception as error:  # a fault of ours in one file must not take the others down
        return _fallen(name, error)
    base = found.base
    findings = diagnose.named(base.document, found.findings, extract.with_fund)
    return DocumentReport(
        path=name,
        format=base.document.format,
        kind=base.kind,
        year=base.year,
        entity=base.entity,
        unit=base.unit,
        findings=findings,
        verdicts=tally(found.evaluations),
        evaluations=found.evaluations,
        coverage=found.coverage,
        inventory=base.inventory,
        reading=Reading(base.document, base.tables) if whole else None,
        cells=diagnose.cells(base, findings),
        notices=base.document.notices,
    )


@contextmanager
def without_collection() -> Iterator[None]:
    """The garbage collector pauses: a document makes no cycles, and looking for them makes the time superlinear."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _fallen(name: str, error: Exception) -> DocumentReport:
    _log_crash(name, error)
    return unreadable(name, ReadError("crashed", f"{type(error).__name__}: {error}"))


def _crashed(check: str, base: FactBase, error: Exception) -> Observation:
    _log_crash(f"check {check} on {base.document.name}", error)
    return Observation(check, "check-crashed", Severity.ERROR, (), words=(check, type(error).__name__, str(error)))


def _log_crash(what: str, error: Exception) -> None:
    from loguru import logger

    logger.opt(exception=error).info("{} crashed", what)
