"""Parameters and files in the body of a request: JSON, a form, or a form with files."""

from io import BytesIO
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, parse_form

from bot.language import jsontext
from bot.simulator.answers import Json, Upload, bad


def read(content_type: str, query: bytes, body: bytes) -> tuple[Json, dict[str, Upload]]:
    """Parameters by name (strings, when they come from a form) and files by name."""
    params: Json = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {}
    files: dict[str, Upload] = {}
    if not body:
        return params, files
    if content_type.startswith("application/json"):
        params |= _json(body)
    elif content_type.startswith("multipart/form-data"):
        more, files = _multipart(content_type, body)
        params |= more
    else:
        params |= parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
    return params, files


def _json(body: bytes) -> Json:
    try:
        found = jsontext.read(body)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad("can't parse JSON object")
    return found


def _multipart(content_type: str, body: bytes) -> tuple[Json, dict[str, Upload]]:
    params: Json = {}
    files: dict[str, Upload] = {}

    def on_field(field: Field) -> None:
        params[_text(field.field_name)] = _text(field.value)

    def on_file(file: File) -> None:
        file.file_object.seek(0)
        kind = file.content_type or "application/octet-stream"
        files[_text(file.field_name)] = Upload(_text(file.file_name), file.file_object.read(), kind)
        file.close()

    try:
        headers = {"Content-Type": content_type.encode("latin-1"), "Content-Length": str(len(body)).encode()}
        parse_form(headers, BytesIO(body), on_field, on_file)
    except FormParserError:
        raise bad("can't parse the multipart form") from None
    return params, files


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace")
