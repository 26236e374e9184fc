"""Settings: `WIJKBOT_*` from the environment or a `.env` file, read once."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.language import _
from bot.neighbourhood.refusal import Refusal

PUBLIC_API = "https://api.telegram.org"
_DATABASE = re.compile(r"(sqlite|postgresql)(\+\w+)?://")


class Settings(BaseSettings):
    """What the operator sets. Every field is documented in `docs/operating.md`."""

    model_config = SettingsConfigDict(env_prefix="WIJKBOT_", env_file=".env", extra="ignore", frozen=True)

    token: SecretStr | None = Field(None, description="The bot's token, from BotFather. Without one: the simulator.")
    token_file: Path | None = Field(None, description="A file that holds the token, instead of the token itself.")
    api_url: str = Field(PUBLIC_API, description="The Bot API, or anything that speaks it.")
    database_url: str = Field("", description="The database; an SQLite file in the data directory when not set.")
    data_dir: Path = Field(Path("data"), description="Where the database, photos and exports are.")
    listen: str = Field("127.0.0.1:8765", description="The address of the web pages and the webhook.")
    webhook_url: str = Field("", description="The public address that Telegram calls; without one the bot polls.")
    webhook_secret: SecretStr | None = Field(None, description="The secret that Telegram sends along with each call.")
    public_url: str = Field("", description="The public address of the web pages; that of the webhook when not set.")
    rate: int = Field(30, ge=0, le=1000, description="Messages a second in all; 0 is without a limit.")
    timezone: str = Field("Europe/Amsterdam", description="The time zone of dates and times that people see.")
    simulator_public: bool = Field(False, description="Whether the simulator answers on a public address as well.")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("is not a time zone; use one like Europe/Amsterdam") from error
        return name

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, address: str) -> str:
        if address and not _DATABASE.match(address):
            raise ValueError("is not the address of a database; use one like postgresql://user:password@host/name")
        return address

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, address: str) -> str:
        host, _colon, port = address.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65535:
            raise ValueError("is not an address; use one like 127.0.0.1:8765")
        return address

    @property
    def zone(self) -> ZoneInfo:
        """The time zone."""
        return ZoneInfo(self.timezone)

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _colon, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'wijkbot.db'}"

    def home(self, *, simulated: bool) -> str:
        """Where residents can open the web pages, without a slash at the end; empty when they cannot.

        With the simulator that is this machine itself.
        """
        webhook = urlsplit(self.webhook_url)
        here = f"http://{self.listen}" if simulated else ""
        return self.public_url.rstrip("/") or (f"{webhook.scheme}://{webhook.netloc}" if webhook.netloc else here)

    def secret_token(self) -> str | None:
        """The token, from the setting or from its file; Refusal when the file cannot be read."""
        if self.token is not None:
            return self.token.get_secret_value().strip() or None
        if self.token_file is None:
            return None
        try:
            return self.token_file.read_text().strip() or None
        except OSError as error:
            raise Refusal(_("The file of WIJKBOT_TOKEN_FILE cannot be read: {path}.", path=self.token_file)) from error


def read_settings() -> Settings:
    """The settings; Refusal with one sentence when one of them is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "WIJKBOT_" + str(first["loc"][0]).upper() if first["loc"] else "WIJKBOT_…"
        reason = first["msg"].removeprefix("Value error, ")
        raise Refusal(_("The setting {name} is wrong: {reason}.", name=name, reason=reason)) from error


def make_directory(settings: Settings) -> Path:
    """The data directory, made when it was not there; Refusal when that cannot be."""
    try:
        for part in ("photos", "exports", "backups"):
            (settings.data_dir / part).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        told = _("The data directory {path} cannot be used: {reason}.", path=settings.data_dir, reason=reason)
        raise Refusal(told) from error
    return settings.data_dir
