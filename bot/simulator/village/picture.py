"""Photos of the example village: a street with houses, drawn here, so that no picture of anybody is needed."""

from random import Random

from bot.simulator.png import png

WIDTH, HEIGHT = 240, 160
GROUND, ROAD, HOUSE = 125, 138, 48
SCALE = 2  # how many pixels wide and high every dot is
SKIES = ((158, 203, 236), (242, 196, 150), (176, 190, 202))
BRICKS = ((156, 74, 52), (180, 97, 63), (125, 63, 54), (197, 138, 88), (217, 179, 140))
GLASS, GRASS, ASPHALT = (75, 100, 120), (111, 154, 84), (124, 127, 133)

Colour = tuple[int, int, int]


def street(seed: int) -> bytes:
    """A photo (PNG) of a street; another number, another street."""
    chance = Random(seed)  # noqa: S311 - streets keep no secrets
    sky = chance.choice(SKIES)
    houses = [(chance.choice(BRICKS), chance.randint(45, 75)) for _ in range(WIDTH // HOUSE)]
    return _png([[_colour(across, down, sky, houses) for across in range(WIDTH)] for down in range(HEIGHT)])


def _colour(across: int, down: int, sky: Colour, houses: list[tuple[Colour, int]]) -> Colour:
    if down >= GROUND:
        return GRASS if down < ROAD else ASPHALT
    brick, top = houses[across // HOUSE]
    inside = across % HOUSE
    slope = abs(inside - HOUSE // 2)
    if down < top - HOUSE // 2 + slope:
        return sky
    is_window = down > top + 5 and (down - top) % 25 < 15 and (inside // 8) % 2 == 1
    return GLASS if is_window else brick


def _png(rows: list[list[Colour]]) -> bytes:
    lines = (b"\0" + b"".join(bytes(colour) * SCALE for colour in row) for row in rows)
    return png(WIDTH * SCALE, HEIGHT * SCALE, b"".join(line * SCALE for line in lines))
