"""What the commands share: settings, the store, and errors as one sentence with exit status 2."""

import asyncio
import functools
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec

import click

from bot.channel.discreet import told
from bot.neighbourhood.refusal import Refusal
from bot.settings import Settings, make_directory, read_settings
from bot.store import Store, trouble_of

P = ParamSpec("P")
MISTAKE, WRONG = 1, 2


def command(work: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run the coroutine of a command; what goes wrong is one sentence on stderr, and exit status 2."""

    @functools.wraps(work)
    def run(*given: P.args, **named: P.kwargs) -> None:
        try:
            asyncio.run(work(*given, **named))
        except Refusal as refusal:
            stop(refusal)
        except KeyboardInterrupt:
            raise SystemExit(1) from None
        except Exception as error:
            known = trouble_of(error)
            if known is None:
                click.echo(told(error), err=True)
                raise SystemExit(MISTAKE) from None
            stop(known)

    return run


def stop(refusal: Refusal) -> None:
    """Say what is wrong, and leave."""
    click.echo(f"wijkbot: {refusal}", err=True)
    raise SystemExit(WRONG)


@asynccontextmanager
async def opened(settings: Settings | None = None) -> AsyncIterator[tuple[Settings, Store]]:
    """The settings (those of the operator when not given) and the open store."""
    settings = settings or read_settings()
    make_directory(settings)
    store = await Store.open(settings.database)
    try:
        yield settings, store
    finally:
        await store.close()


def log_to_stderr() -> None:
    """Logs as lines for people, without the words of residents: only what the program says about itself."""
    import structlog

    processor = structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        keep_exc_info=True,  # the traceback as the redaction wrote it
    )
    handler = logging.StreamHandler()
    handler.setFormatter(processor)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for loud in ("apscheduler", "httpx", "aiohttp", "telegram", "uvicorn", "alembic"):
        logging.getLogger(loud).setLevel(logging.WARNING)
