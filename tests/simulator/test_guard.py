"""The simulator keeps to this machine."""

import httpx
import pytest
from starlette.applications import Starlette

from bot.simulator import TOKEN, simulator


def client(world, public=False, address="127.0.0.1", host="localhost:8765"):
    app = Starlette(routes=simulator(world, public=public))
    transport = httpx.ASGITransport(app, client=(address, 5000))
    return httpx.AsyncClient(transport=transport, base_url=f"http://{host}")


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:8765"])
async def test_this_machine_is_answered(world, host):
    assert (await client(world, host=host).get("/people")).status_code == 200


@pytest.mark.parametrize("path", ["/", "/people", "/page/chat.js", f"/bot{TOKEN}/getMe", "/offers", "/faults"])
async def test_everybody_else_is_turned_away_everywhere(world, path):
    assert (await client(world, address="192.168.1.7").get(path)).status_code == 403
    assert (await client(world, host="evil.example").get(path)).status_code == 403


async def test_other_peoples_pages_cannot_post(world):
    mine = client(world)
    body = {"name": "Anna"}
    assert (await mine.post("/people", json=body, headers={"Origin": "https://evil.example"})).status_code == 403
    assert (await mine.post("/people", json=body, headers={"Origin": "http://localhost:8765"})).status_code == 201


async def test_it_opens_to_others_only_when_told(world):
    opened = client(world, public=True, address="192.168.1.7", host="wijk.example")
    assert (await opened.get("/people")).status_code == 200
