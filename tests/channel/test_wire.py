import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.channel.wire import Forbidden, Lost, Unsent, Wire

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
Answers = list[bytes | None]


class Server:
    """Gives each request the next answer, in the parts it is made of; None cuts the connection."""

    def __init__(self) -> None:
        self.answers: list[Answers] = []
        self.requests: list[bytes] = []
        self.connections = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                self.requests.append(await reader.readuntil(b"}"))
                for part in self.answers.pop(0) if self.answers else [OK]:
                    if part is None:
                        return
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(0.005)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


Post = Callable[[], Awaitable[tuple[int, bytes]]]


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    listening = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    yield made
    listening.close()


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    made = Wire(server.url)
    yield made
    made.close()
    await asyncio.sleep(0.01)


@pytest.fixture
def post(wire: Wire) -> Post:
    return lambda: wire.post(b"/bot1:a/getMe", b"{}", 0.5)


async def test_one_connection_serves_call_after_call(server: Server, post: Post) -> None:
    assert [await post(), await post()] == [(200, b"{}")] * 2
    assert server.connections == 1
    assert server.requests[1].startswith(b"POST /bot1:a/getMe HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_calls_at_the_same_time_have_a_connection_each(server: Server, post: Post) -> None:
    assert await asyncio.gather(*(post() for _ in range(5))) == [(200, b"{}")] * 5
    assert server.connections == 5


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ([b"HTTP/1.1 40", b"0 Bad Request\r\ncontent-length: 4\r\n\r\n{", b" ", b" }"], (400, b"{  }")),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"1\r\n}\r\n0\r\n\r\n"], (200, b"{}")),
        ([b"HTTP/1.1 100 Continue\r\n\r\n", OK], (200, b"{}")),
        ([b"HTTP/1.1 204 No Content\r\n\r\n"], (204, b"")),
    ],
    ids=["parts", "chunked", "continue", "empty"],
)
async def test_an_answer_may_come_in(server: Server, post: Post, answer: Answers, expected: tuple[int, bytes]) -> None:
    server.answers = [answer]
    assert await post() == expected
    assert await post() == (200, b"{}")
    assert server.connections == 1


@pytest.mark.parametrize(
    "answer",
    [
        [None],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", None],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"],
        [b"SSH-2.0-OpenSSH\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"],
    ],
    ids=["cut before", "cut half-way", "two lengths", "no HTTP", "too late"],
)
async def test_after_sending_a_failed_answer_is_lost(server: Server, post: Post, answer: Answers) -> None:
    server.answers = [answer]
    with pytest.raises(Lost):
        await post()
    assert await post() == (200, b"{}")


async def test_a_connection_the_server_closed_is_not_used_again(server: Server, post: Post) -> None:
    server.answers = [[OK, None], [b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"]]
    for _ in range(3):
        assert await post() == (200, b"{}")
        await asyncio.sleep(0.03)
    assert server.connections == 3


async def test_data_nobody_asked_for_ends_the_connection(server: Server, post: Post) -> None:
    server.answers = [[OK, OK]]
    assert await post() == (200, b"{}")
    await asyncio.sleep(0.03)
    assert await post() == (200, b"{}")
    assert server.connections == 2


async def test_an_endless_answer_is_given_up(server: Server, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channel.wire.LARGEST_ANSWER", 10)
    server.answers = [[b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + b"x" * 50]]
    with pytest.raises(Lost, match="too large"):
        await post()


async def test_without_a_server_nothing_was_sent() -> None:
    with pytest.raises(Unsent, match=r"no connection to 127\.0\.0\.1"):
        await Wire("http://127.0.0.1:1").post(b"/", b"{}", 1)


async def test_a_cancelled_call_takes_its_connection_along(server: Server, wire: Wire, post: Post) -> None:
    server.answers = [[b"HTTP/1.1 200 OK\r\n"]]
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(post(), 0.05)
    assert await post() == (200, b"{}")
    assert server.connections == 2


async def test_no_more_calls_than_allowed_are_under_way(server: Server) -> None:
    narrow = Wire(server.url, most=2)
    assert await asyncio.gather(*(narrow.post(b"/", b"{}", 1) for _ in range(6))) == [(200, b"{}")] * 6
    assert server.connections == 2
    narrow.close()
    await asyncio.sleep(0.01)


async def test_what_may_not_be_sent_when_the_connection_stands_is_not_sent(server: Server, wire: Wire) -> None:
    with pytest.raises(Forbidden):
        await wire.post(b"/bot1:a/sendMessage", b"{}", 0.5, lambda: server.connections == 0)
    assert server.requests == []
    assert await wire.post(b"/bot1:a/sendMessage", b"{}", 0.5, lambda: True) == (200, b"{}")
