"""The conversation in the README is a real one: its test is carried out as it stands there."""

import re
from typing import Any

from tests.house import project
from tests.talk.talker import Talker
from tests.talk.village import Village

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def example() -> dict[str, Any]:
    """What the Python of the README defines."""
    names: dict[str, Any] = {}
    for block in BLOCK.findall(project.text(project.ROOT / "README.md")):
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - our own page
    return names


async def test_the_conversation_of_the_readme_works(village: Village, anna: Talker) -> None:
    names = example()
    (test,) = [found for name, found in names.items() if name.startswith("test_")]
    await test(village, anna)
    (idea,) = await village.rows("idea")
    assert idea["text"] == "bicycle: It carries three children."


async def test_its_question_can_be_skipped(village: Village, anna: Talker) -> None:
    village.plays(example()["lend"])
    await anna.does("/lend", "Tools", "Skip", "Yes")
    (idea,) = await village.rows("idea")
    assert idea["text"] == "tools"
