"""A far side that takes every message at once: ``python -m benches.sink`` prints its port. Counts what it got."""

from __future__ import annotations

import asyncio
import json
import os
import sys

ANSWER = json.dumps({"error": 0, "message": "Success", "data": {"message_id": "1", "user_id": "1"}}).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
got = 0


async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    global got
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            low = head.lower()
            at = low.find(b"content-length:")
            if at >= 0:
                await reader.readexactly(int(low[at + 15 :].split(b"\r\n", 1)[0]))
            if head.startswith(b"GET /count"):
                body = str(got).encode()
            else:
                got += 1
                body = ANSWER
            writer.write(HEAD % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main() -> None:
    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)  # whoever started us is done; open connections need no goodbye


if __name__ == "__main__":
    asyncio.run(main())
