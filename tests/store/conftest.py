"""A village with something to lose."""

import pytest

from tests.store.drill import hands_in
from tests.talk.village import Village


@pytest.fixture
async def lively(village: Village) -> Village:
    """Two people handed in an idea; one of them sent a photo."""
    async with village.without_restarts():
        for name in ("Anna", "Bert"):
            await hands_in(await village.resident(name))
    talk = max(row["id"] for row in await village.rows("conversation") if row["script"] == "idea")
    async with (await village.store()).writing() as books:
        (number,) = await books.photos.note(talk, "photos", [{"unique": "u", "file": "f"}])
        await books.photos.stored(number, "berts.jpg")
        place = await books.neighbourhoods.named("oosterwijk")
        await books.surveys.add(place.id, {"slug": "s", "title": "S", "questions": []})
    (village.directory / "photos").mkdir()
    (village.directory / "photos" / "berts.jpg").write_bytes(b"a photo")
    return village
