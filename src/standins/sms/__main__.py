"""`python -m standins.sms --token-file T --hook URL --hook-token-file H`: the gateway as a process of its own."""

import argparse
import json
import sys
import threading

from standins.listener import NotLoopback
from standins.sms.server import Standin


def _content(path: str | None) -> str:
    if not path:
        return "standin"
    with open(path, encoding="utf-8") as file:
        return file.read().strip()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m standins.sms", description="A local stand-in of an SMS gateway.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--hook", default="", help="where incoming messages are handed over")
    parser.add_argument("--token-file", help="file with the token our client must show; without it the word standin")
    parser.add_argument("--hook-token-file", help="file with the token shown to the hook; without it the word standin")
    parser.add_argument("--end-with-stdin", action="store_true", help="end when standard input closes")
    given = parser.parse_args(argv)
    token, hook_token = _content(given.token_file), _content(given.hook_token_file)
    try:
        standin = Standin(host=given.host, port=given.port, token=token, hook=given.hook, hook_token=hook_token)
    except (NotLoopback, OSError) as no:
        sys.stderr.write(f"standin sms: {no}\n")
        return 2
    with standin:
        print(json.dumps({"url": standin.url}), flush=True)
        try:
            if given.end_with_stdin:
                sys.stdin.read()
            else:
                threading.Event().wait()
        except KeyboardInterrupt:
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
