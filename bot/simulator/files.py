"""Files up and down: ids per bot, several sizes of a picture, download paths that hold for an hour."""

import struct
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256

from bot.simulator.answers import Json, Refused, Upload, bad
from bot.simulator.memory import Memory
from bot.simulator.rows import Bot, File

MOST_UPLOAD = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
PATH_SECONDS = 3600
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF", b"BM")
DEFAULT_SIZE = (1280, 960)
THUMB = 320


class Files:
    """Stores contents once and gives each bot its own ids for them."""

    def __init__(self, memory: Memory, clock: Callable[[], float]) -> None:
        self._memory = memory
        self._clock = clock
        self._paths: dict[str, tuple[File, float]] = {}

    def add(self, bot: Bot, upload: Upload, folder: str, mark: str = "") -> File:
        """A file that this bot can name; `mark` tells the sizes of one picture apart."""
        unique = _short(upload.content + mark.encode() + folder.encode(), 15)
        file_id = "Ag" + _short(f"{bot.id}:{unique}:{upload.name}".encode(), 60)
        file = File(file_id, unique, bot.id, folder, upload.name, upload.type, len(upload.content))
        if file_id not in self._memory.files:
            self._memory.files[file_id] = file
            self._memory.save(file)
            self._memory.keep.put_content(unique, upload.content)
        return self._memory.files[file_id]

    def find(self, bot: Bot, file_id: str) -> File:
        """The file a bot named; another bot's id is as unknown as a wrong one."""
        file = self._memory.files.get(file_id)
        if file is None or file.bot_id != bot.id:
            raise bad("wrong file identifier/HTTP URL specified")
        return file

    def photo(self, bot: Bot, given: Upload | str) -> list[Json]:
        """The sizes of a picture that a bot sends."""
        upload = self._opened(bot, given, MOST_PHOTO)
        if not upload.content.startswith(PICTURES):
            raise bad("IMAGE_PROCESS_FAILED")
        return self.sizes(bot, upload)

    def sizes(self, bot: Bot, upload: Upload) -> list[Json]:
        """A small and the full size, smallest first; the small one shares the full one's content."""
        width, height = dimensions(upload.content)
        scale = min(1.0, THUMB / max(width, height))
        shown = [("s", max(1, int(width * scale)), max(1, int(height * scale)))] if scale < 1 else []
        return [
            {**_named(self.add(bot, upload, "photos", mark)), "width": across, "height": down}
            for mark, across, down in [*shown, ("x", width, height)]
        ]

    def document(self, bot: Bot, given: Upload | str) -> Json:
        """A document that a bot or a person sends."""
        upload = self._opened(bot, given, MOST_UPLOAD)
        file = self.add(bot, upload, "documents")
        return {**_named(file), "file_name": upload.name, "mime_type": upload.type}

    def content(self, file: File) -> bytes:
        """The bytes of a file."""
        return self._memory.keep.content(file.unique_id)

    def path_of(self, file: File) -> str:
        """A download path; it holds for an hour, so it is no use to store it."""
        suffix = file.name.rpartition(".")[2] if "." in file.name else "jpg" if file.folder == "photos" else "bin"
        path = f"{file.folder}/file_{file.unique_id}.{suffix}"
        self._paths[path] = (file, self._clock() + PATH_SECONDS)
        return path

    def download(self, bot: Bot, path: str) -> bytes | None:
        """The content behind a path that was given to this bot less than an hour ago."""
        file, until = self._paths.get(path, (None, 0.0))
        return self.content(file) if file and file.bot_id == bot.id and self._clock() < until else None

    def _opened(self, bot: Bot, given: Upload | str, most: int) -> Upload:
        if isinstance(given, str):
            file = self.find(bot, given)
            given = Upload(file.name, self.content(file), file.type)
        if not given.content:
            raise bad("file must be non-empty")
        if len(given.content) > most:
            raise Refused(413, "Request Entity Too Large")
        return given


def _named(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def _short(what: bytes, length: int) -> str:
    return urlsafe_b64encode(sha256(what).digest() * 2).decode()[:length]


def dimensions(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG in pixels; of anything else, what a phone usually sends."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return (int(width), int(height)) if width and height else DEFAULT_SIZE
    at = 2
    while content.startswith(b"\xff\xd8") and at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (int(width), int(height)) if width and height else DEFAULT_SIZE
        at += 2 + length
    return DEFAULT_SIZE
