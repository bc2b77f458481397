"""One run of `newsx extract --engine ray`: places in, a folder of records out, what happened told on standard error."""

from typing import TYPE_CHECKING

from newsx.errors import InputError, NewsxError, UsageError
from newsx.read import Place, places
from newsx.read.places import STDIN
from newsx.run import INTERRUPTED, key
from newsx.talk import Talk

if TYPE_CHECKING:
    from newsx.engines.parts import Parts
    from newsx.run import Plan

FORMATS = ("jsonl", "parquet")


def run(plan: "Plan") -> int:
    """Do it and return the exit status. Raises UsageError before anything is written."""
    folder = _folder(plan)
    parts = _parts(plan, folder)
    plan.setup.prepare()
    if plan.setup.model:
        plan.setup.extractor()  # a model that cannot be loaded is said here in one line
    with Talk(quiet=plan.quiet, log_file=plan.log_file) as talk:
        talk.start(lambda: None)
        if where := _where(plan, talk):
            parts.begin(key(plan), force=plan.force, resume=plan.resume)
            try:
                _work(plan, where, parts, talk)
            except KeyboardInterrupt:
                talk.line(f"interrupted: {folder} holds what was done; the same command with --resume goes on")
                return INTERRUPTED
        talk.summary(folder)
        return talk.status


def _work(plan: "Plan", where: list[Place], parts: "Parts", talk: Talk) -> None:
    from newsx.engines import ray

    work = ray.Work(plan.setup, plan.published, plan.jobs, plan.timeout)
    tally = ray.run(where, parts, work, quiet=plan.quiet or not talk.stream.isatty())
    talk.articles += tally.records
    talk.records += tally.records
    talk.already += tally.already
    talk.findings += tally.findings
    for warning in sorted(tally.warnings):
        talk.line(warning)
    for failure in sorted(tally.failures):
        talk.failed(InputError(failure))


def _folder(plan: "Plan") -> str:
    """The folder to write. Raises UsageError for what does not go with a cluster."""
    if STDIN in plan.inputs:
        raise UsageError("--engine ray reads files and folders, not standard input")
    if plan.explain:
        raise UsageError("--explain is for one machine")
    folder = plan.address or (str(plan.output) if plan.output else None)
    if folder is None:
        raise UsageError("--engine ray needs a folder to write: -o FOLDER")
    return folder


def _parts(plan: "Plan", folder: str) -> "Parts":
    ending = folder.rpartition(".")[2].lower()
    format = plan.format or (ending if ending in FORMATS else "jsonl")
    if format not in FORMATS:
        raise UsageError(f"--engine ray writes {' and '.join(FORMATS)}, not {format}")
    try:
        from newsx.engines.parts import Parts
    except ImportError as error:
        raise UsageError("--engine ray needs the package ray: pip install 'newsx[ray]'") from error
    return Parts(folder, format)


def _where(plan: "Plan", talk: Talk) -> list[Place]:
    found = []
    for place in places(plan.inputs):
        if isinstance(place, NewsxError):
            talk.failed(place)
        else:
            found.append(place)
    return found
