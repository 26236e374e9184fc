"""`wijkbot analyse`: votes and ideas from files, without a database."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands.base import stop
from bot.commands.progress import bar
from bot.language import translator
from bot.neighbourhood.refusal import Refusal

if TYPE_CHECKING:
    from bot.exchange.polis import Conversation
    from bot.insight.opinions import Opinions

AT_ONCE = 10_000  # rows
_output = click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="The file to write; - is the screen."
)


@click.group()
def analyse() -> None:
    """Group votes or ideas that stand in a file; no database is needed."""


@analyse.command()
@click.argument("path", type=click.Path(path_type=Path))
@_output
def votes(path: Path, output: Path) -> None:
    """Find opinion groups in PATH: the directory of a Polis export, or its participants-votes.csv.

    The output has the columns participant and group-id; who belongs to no group has an empty one. What unites and what
    divides is told on standard output.
    """
    _told(lambda: _votes(path, output))


def _votes(path: Path, output: Path) -> None:
    from bot.commands.telling import tell
    from bot.exchange.polis import read_conversation
    from bot.insight.opinions import find_opinions

    with bar("votes") as progress:
        conversation = read_conversation(path, progress)
    with bar("groups") as progress:
        found = find_opinions(conversation.votes, _shares(progress))
    _write(output, "groups", ("participant", "group-id"), _placed(conversation, found))
    english = translator("en")
    # With the table on the screen, the sentences go beside it.
    aside = output == Path("-")
    for note in conversation.notes:
        click.echo(f"note: {english(note)}", err=True)
    for sentence in tell(conversation, found):
        click.echo(sentence, err=aside)


def _placed(conversation: "Conversation", found: "Opinions") -> list[tuple[str, int | None]]:
    pairs = zip(conversation.people, found.group.tolist(), strict=True)
    return [(person, None if group < 0 else group) for person, group in pairs]


@analyse.command()
@click.argument("file", type=click.Path(path_type=Path))
@_output
def ideas(file: Path, output: Path) -> None:
    """Group the ideas in FILE, a CSV or Excel file with a column text, by what they are about.

    The output has all columns of the file, and group and group-title: the words of an idea in that group. The largest
    group is 0; an idea that is like no other is a group by itself.
    """
    _told(lambda: _ideas(file, output))


def _ideas(file: Path, output: Path) -> None:
    from bot.commands.telling_ideas import tell_ideas
    from bot.exchange.grouped import read_texts, with_groups
    from bot.exchange.tables import open_table
    from bot.insight.ideas import group_ideas

    with bar("ideas") as progress, open_table(file, progress) as table:
        texts = read_texts(table)
    with bar("groups") as progress:
        grouping = group_ideas(texts, _shares(progress))
    with open_table(file) as table:
        columns, rows = with_groups(table, grouping)
        _write(output, "ideas", columns, rows)
    for sentence in tell_ideas(grouping):
        click.echo(sentence, err=output == Path("-"))


def _write(output: Path, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write the rows whole or not at all: an Excel file when the name asks for one, else CSV."""
    from bot.exchange.formats import formats
    from bot.exchange.target import target

    form = formats()["xlsx" if output.suffix.lower() == ".xlsx" else "csv"]
    with target(output) as (file, scratch):
        writer = form(file, scratch)
        try:
            writer.begin(title, columns)
            remaining = iter(rows)
            while portion := list(islice(remaining, AT_ONCE)):
                writer.write(portion)
            writer.close()
        except BaseException:
            writer.drop()
            raise


def _shares(progress: Callable[[int, int | None], None] | None) -> Callable[[float], None]:
    """The pace of an analysis as a bar shows it."""
    return lambda share: progress(int(share * 100), 100) if progress else None


def _told(work: Callable[[], None]) -> None:
    """Do the work; what cannot be done is one sentence on stderr, and exit status 2."""
    try:
        work()
    except Refusal as refusal:
        stop(refusal)
    except KeyboardInterrupt:
        raise SystemExit(1) from None
