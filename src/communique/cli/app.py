"""The commands. They parse, ask the rooms to the left, and turn trouble into a line and an exit code."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import msgspec
import typer

from communique.cli import (
    asking,
    assisting,
    batches,
    corpus,
    correcting,
    gazetteer,
    knowledge,
    overviews,
    serving,
    tokens,
    watching,
)
from communique.cli.days import iso_day
from communique.cli.outputs import Format, writer
from communique.cli.run import STDIN, Exit, Run
from communique.record import Document, Record

if TYPE_CHECKING:
    from communique.pipeline import Reader


CODES = """Exit codes: 0 all was read; 1 some input could not be read or some output not be written; 2 the command
was not understood, or a language pipeline is missing; 130 interrupted."""

app = typer.Typer(
    help="Reads reports about diplomacy into records: who met, who said what on whose word, who promised.",
    epilog=CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts in half of the time
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.add_typer(gazetteer.app, name="gazetteer")


def _version(wanted: bool) -> None:
    if wanted:
        from communique.version import __version__

        typer.echo(f"communique {__version__}")
        raise typer.Exit(Exit.READ)


app.add_typer(knowledge.app, name="knowledge")


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
    tables: Annotated[
        Path | None,
        typer.Option(help="A folder of further tables of knowledge.", envvar="COMMUNIQUE_TABLES"),
    ] = None,
) -> None:
    """Options before any command."""
    if tables is not None:
        _use(tables)


def _use(folder: Path) -> None:
    """Take in the user's own tables; whatever is wrong with them is said before anything is read."""
    from communique.knowledge import MalformedTableError, check_tables, use_tables

    use_tables(folder)
    try:
        check_tables()
    except (MalformedTableError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="'--tables'") from None


@app.command(epilog=CODES)
def read(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH…]", help="Text files; - or nothing: standard input.")
    ] = None,
    published: Annotated[
        datetime.date | None,
        typer.Option(parser=iso_day, metavar="DATE", help="The day they were published, as 2022-06-08."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", help="Default: report for one input, jsonl for several.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file; of several inputs (except jsonl) into this folder."),
    ] = None,
    confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out statements less sure than this, from 0 to 1.")
    ] = 0.0,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline for English.")] = None,
) -> None:
    """Read reports into their records.

    Files are UTF-8, or UTF-16 with a byte order mark. What cannot be read is named on standard error, and the
    other inputs are read all the same.
    """
    sources = given(paths or [])
    form = form or (Format.REPORT if len(sources) == 1 else Format.JSONL)
    if len(sources) > 1 and out is None and form in {Format.HTML, Format.JSON}:
        raise typer.BadParameter(f"{form} of several inputs needs a folder: add --out FOLDER, or use jsonl.")
    if out is not None and out.is_file() and len(sources) > 1 and form is not Format.JSONL:
        raise typer.BadParameter(f"{out} is a file; several inputs need a folder.", param_hint="'--out'")
    finish(lambda: _Reading(sources, published, model, confidence).run(form, out))


def finish(run: Callable[[], Exit]) -> NoReturn:
    """Run a command to its end, and leave with its exit code."""
    try:
        code = run()
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has had enough (head): no trouble of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.READ
    raise typer.Exit(code)


app.command(epilog=CODES)(corpus.ingest)
app.command(epilog=CODES)(watching.watch)
app.command(epilog=CODES)(batches.load)
app.command(epilog=CODES)(corpus.retry)
app.command(epilog=CODES)(corpus.check)
for question in asking.QUESTIONS:
    app.command(epilog=CODES)(question)
for name, overview in overviews.OVERVIEWS.items():
    app.command(name, epilog=CODES)(overview)
app.add_typer(correcting.app, name="correct")
app.command(epilog=CODES)(serving.serve)
app.command(epilog=CODES)(assisting.mcp)
app.add_typer(tokens.app, name="token")


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from communique.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def given(paths: list[str]) -> list[str]:
    """The inputs that the command line names; standard input where it names none.

    Raises:
        typer.BadParameter: There is nothing to read, or standard input stands twice.
    """
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("name a file, or pipe one in.", param_hint="PATH")
    if paths.count(STDIN) > 1:
        raise typer.BadParameter("standard input (-) can be read once only.", param_hint="PATH")
    return paths or [STDIN]


class _Reading(Run):
    """One run of `communique read`: sources in, records out, troubles on standard error."""

    def __init__(
        self, sources: list[str], published: datetime.date | None, model: str | None, confidence: float
    ) -> None:
        super().__init__()
        self.sources, self.published, self.model, self.confidence = sources, published, model, confidence

    def run(self, form: Format, out: Path | None) -> Exit:
        """Read all sources; the exit code tells how that went."""
        try:
            with writer(form, out, several=len(self.sources) > 1) as write:
                for record in self.records(bar=out is not None or not sys.stdout.isatty()):
                    self.judge(record)
                    write(record)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.complain(f"cannot write {out or 'to standard output'}: {error.strerror}")
        return self.code

    def records(self, *, bar: bool) -> Iterator[Record]:
        """The records of all sources that can be read, as they come."""
        with self.progress(self.sources, "Reading", bar=bar) as sources:
            documents = self.documents(sources)
            first = next(documents, None)
            if first is not None and (reader := self.reader()) is not None:
                yield from reader.read_many(chain([first], documents))

    def reader(self) -> Reader | None:
        """The reader, made when there is something to read: its language pipeline takes a second to load."""
        from communique import ModelNotFoundError, Reader
        from communique.knowledge import GazetteerError

        try:
            return Reader(self.model, self.confidence)
        except (ModelNotFoundError, GazetteerError) as error:
            self.complain(str(error), Exit.USAGE)
            return None

    def documents(self, sources: Iterable[str]) -> Iterator[Document]:
        """The documents behind the sources; those without one are complained of."""
        from communique.ingest import Options, Refusal, plain_text

        for source in sources:
            item = plain_text(source, Options(languages=()))  # the reader tells languages itself
            if isinstance(item, Refusal):
                self.complain(f"{item.source}: {item.reason}")
            else:
                yield msgspec.structs.replace(item, published=self.published)

    def judge(self, record: Record) -> None:
        """Say it where nothing was read from a document."""
        for finding in record.findings:
            if finding.level == "error":
                self.complain(f"{record.document.id} was not read: {finding.message}")
