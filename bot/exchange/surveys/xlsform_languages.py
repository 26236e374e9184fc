"""Languages as the columns of an XLSForm name them: `label::Dutch (nl)`, `label::Dutch` or `label::nl`."""

import re
from functools import cache

from babel import Locale

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)\s*\)\s*$")
# Languages whose own names are understood; all others by their English or Dutch name, or by a code.
_OWN_NAMES = ("nl", "fy", "en", "de", "fr", "es", "pt", "it", "pl", "ro", "bg", "tr", "ar", "uk", "ru", "zh")


def language_code(named: str) -> str | None:
    """The code of a language named in a column; None when there is no such language."""
    if found := _CODE.search(named):
        return found[1].replace("_", "-").lower()
    name = named.strip().casefold()
    return name if name in _names().values() else _names().get(name)


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for own in _OWN_NAMES:
        names[Locale.parse(own).languages[own].casefold()] = own
    for reader in ("nl", "en"):
        names.update({name.casefold(): code for code, name in Locale.parse(reader).languages.items()})
    return {name: code.replace("_", "-").lower() for name, code in names.items()}
