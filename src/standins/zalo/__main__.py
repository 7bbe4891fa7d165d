"""`python -m standins.zalo --hook http://127.0.0.1:8000/hooks/zalo-oa/`: the stand-in as a process of its own."""

import argparse
import json
import sys
import threading
from typing import Any

from standins.listener import NotLoopback
from standins.zalo.server import Standin


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m standins.zalo",
        description="A local stand-in of the messenger's servers. Development and tests only; loopback only.",
        epilog="The first line on standard output is JSON with the address; the page there is for people.",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--hook", default="", help="webhook address; saved with its probe, every event switched on")
    parser.add_argument("--app-id")
    parser.add_argument("--oa-id")
    parser.add_argument("--name", help="name of the official account")
    parser.add_argument("--secret-file", help="file with the OA secret key (webhooks)")
    parser.add_argument("--app-secret-file", help="file with the app secret (tokens)")
    parser.add_argument("--accounts", help="JSON file: a list of {oa_id, app_id, name, secret, app_secret}")
    parser.add_argument("--seed", default="standin", help="the same seed draws the same ids")
    parser.add_argument("--threads", type=int, default=4, help="how many events are on their way at once")
    parser.add_argument("--end-with-stdin", action="store_true", help="end when standard input closes")
    return parser


def accounts(given: argparse.Namespace) -> list[dict[str, Any]]:
    if given.accounts:
        with open(given.accounts, encoding="utf-8") as file:
            rows: list[dict[str, Any]] = json.load(file)
        return rows
    return [
        {
            "app_id": given.app_id,
            "oa_id": given.oa_id,
            "name": given.name,
            "secret": _content(given.secret_file),
            "app_secret": _content(given.app_secret_file),
        }
    ]


def _content(path: str | None) -> str:
    if not path:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read().strip()


def main(argv: list[str] | None = None) -> int:
    given = arguments().parse_args(argv)
    try:
        standin = Standin(
            host=given.host,
            port=given.port,
            seed=given.seed,
            accounts=accounts(given),
            hook=given.hook,
            threads=given.threads,
        )
    except (NotLoopback, OSError) as no:
        sys.stderr.write(f"standin zalo: {no}\n")
        return 2
    with standin:
        rows = [{"oa_id": one.oa_id, "app_id": one.app_id} for one in standin.world.accounts.values()]
        print(json.dumps({"url": standin.url, "accounts": rows}), flush=True)
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
