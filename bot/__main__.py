"""The `wijkbot` command line; its groups stand in `bot/commands/`."""

import click

from bot import __version__
from bot.commands.analysing import analyse
from bot.commands.audit import audit
from bot.commands.backups import backup, restore
from bot.commands.database import migrate
from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.exporting import export
from bot.commands.neighbourhoods import invite, neighbourhood
from bot.commands.posters import poster
from bot.commands.running import run
from bot.commands.surveys import survey


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wijkbot")
def main() -> None:
    """A Telegram chatbot for neighbourhoods: what people share, and what they do about it."""


for _command in (
    *(run, demo, neighbourhood, invite, survey, poster, export, analyse),
    *(migrate, backup, restore, doctor, audit),
):
    main.add_command(_command)

if __name__ == "__main__":
    main()
