"""Pictures of the pages before and after a change, and which of them differ. For development only.

    bin/pictures.py take FOLDER --data DATA   every page of the walk at 360 and 1280 px, as PNG
    bin/pictures.py compare BEFORE AFTER      which pictures differ, by how many pixels; 1 when one does

DATA is a data folder with the demonstration; a copy is served, from this process, by the house that PYTHONPATH names,
with its clock standing at one moment: the same code draws the same picture twice. What only a browser's script fetches
later stays out. The walk follows every link of every role, a few of each kind, and fills in the forms of residents.
"""

from __future__ import annotations

import argparse
import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Error, Page, sync_playwright

WIDTHS = {360: 740, 1280: 900}
# What is drawn anew at each visit: receipts, codes, sums, the number of a tip just made. What may differ all the same
# is Chromium's: some hundred pixels of a clock's ring, now and then a strip of a page that was not painted.
STILL = """
*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }
.code, .code *, .num.nowrap, .cols.num, label[for="tong"] { color: transparent !important }
.note.ok a[href^="/can-bo/tin/"] { color: transparent !important; text-decoration: none !important }
img[src^="data:"] { visibility: hidden }
"""
ALIKE = 12  # a channel of a pixel may differ by this much before it counts
EACH = {"tin": 14, "hop-thu": 8}  # how many pages of one kind a role looks at, by the word that names them
SKIPPED = re.compile(r"/(thoat|k/|tep/|media/)|/qr/|\.(png|svg|jpg|webp)$|^/can-bo/vao/$")
OPEN_ALL = """() => {
  const shut = [...document.querySelectorAll("details:not([open])")]
  for (const one of shut) one.open = true
  return shut.length
}"""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def house(data: Path) -> Iterator[tuple[str, datetime]]:
    """The address of a house on a copy of ``data``, and the moment it stands at: three hours after it was built."""
    built = datetime.fromtimestamp((data / "demonstration").stat().st_mtime).astimezone()
    moment = built.replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy, ignore=shutil.ignore_patterns("*.lock", "*.sock", "static"))
        os.environ |= {"LANTOA_DATA": str(copy), "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        import django  # noqa: PLC0415  the settings are known only now
        from django.core.management import call_command  # noqa: PLC0415
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from lantoa.kit import clock  # noqa: PLC0415

        clock.now = lambda: moment
        with make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}", moment
            server.shutdown()


class Album:
    """Where the pictures go; ``look`` takes one page at every width, once as it opens and once with all folds open."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.taken = folder, 0
        folder.mkdir(parents=True, exist_ok=True)

    def look(self, page: Page, name: str) -> None:
        page.add_style_tag(content=STILL)
        self._shoot(page, name)
        if page.evaluate(OPEN_ALL):
            self._shoot(page, f"{name}.open")

    def _shoot(self, page: Page, name: str) -> None:
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=self.folder / f"{name}.{width}.png", full_page=True, animations="disabled")
            self.taken += 1


def kind_of(address: str) -> tuple[str, int]:
    """What pages of one kind have in common, and how many of them are enough."""
    parts = urlsplit(address)
    path = re.sub(r"/(?=[^/]*\d)[^/]+", "/*", parts.path)
    names = ",".join(sorted(one.split("=")[0] for one in parts.query.split("&")))
    word = next((word for word in EACH if path.endswith(f"/{word}/*/") and not names), "")
    return f"{path}?{names}", EACH.get(word, 3)


def crawl(page: Page, album: Album, who: str, start: str) -> None:
    """Every page that links lead to, a few of each kind."""
    waiting, seen, counts = deque([start]), {start}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        try:
            page.goto(address)
        except Error:
            continue  # a download
        shown = urlsplit(page.url)
        name = re.sub(r"[^\w=.-]+", "_", f"{shown.path}{'?' if shown.query else ''}{shown.query}").strip("_")
        album.look(page, f"{who}.{name[:90] or 'home'}")
        for link in page.evaluate("() => [...document.querySelectorAll('a[href]:not([download])')].map(a => a.href)"):
            parts = urlsplit(link)
            if parts.netloc != shown.netloc or SKIPPED.search(parts.path):
                continue
            to = f"{parts.path}{'?' if parts.query else ''}{parts.query}"
            kind, most = kind_of(to)
            if to not in seen and counts[kind] < most:
                seen.add(to)
                counts[kind] += 1
                waiting.append(to)


def enter(page: Page, who: dict[str, Any], moment: datetime) -> None:
    """Sign in as somebody of the demonstration."""
    from lantoa.accounts.actions.factors import PERIOD, code_at  # noqa: PLC0415

    page.goto("/can-bo/vao/")
    page.locator("main input[name=username]").fill(who["username"])
    page.locator("main input[name=password]").fill(who["password"])
    send(page, "main form button")
    code = code_at(base64.b32decode(who["totp_secret"]), int(moment.timestamp()) // PERIOD)
    page.locator("main input[type=text], main input[inputmode]").first.fill(code)
    send(page, "main form button")


def send(page: Page, button: str) -> None:
    """Press and wait for the page that answers."""
    with page.expect_navigation():
        page.locator(button).first.click()


def press(page: Page, value: str) -> None:
    send(page, f"main button[name=go][value='{value}']")


def answer(page: Page, name: str, value: str) -> None:
    """One of the large answers that go on by themselves."""
    send(page, f"button[name={name}][value={value}]")


def report(page: Page, album: Album) -> None:
    """The form, with what is wrong on each page."""
    page.goto("/bao-tin/31150/")
    album.look(page, "form.1-danger")
    answer(page, "nguy", "past")
    album.look(page, "form.2-what")
    press(page, "next")
    album.look(page, "form.2-what-error")
    page.locator("[name=loai][value=theft]").check(force=True)
    page.locator("[name=ke]").fill("Hai người đi xe tay ga giật túi của một chị rồi chạy về hướng chợ.")
    page.locator("[name=noi]").fill("chợ")
    press(page, "next")
    album.look(page, "form.2-place-or-3-keep")
    if page.locator("[name=cho]").count():
        send(page, "button[name=cho] >> nth=-1")
    album.look(page, "form.3-keep")
    answer(page, "cach", "confidential")
    page.locator("[name=so]").fill("0900")
    press(page, "next")
    album.look(page, "form.3-contact-error")
    page.locator("[name=so]").fill("0900 000 123")
    press(page, "next")
    album.look(page, "form.4-more")
    page.locator("[name=ngay][value=other]").check(force=True)
    page.locator("[name=ngay_khac]").fill("hôm kia")
    page.locator("#tep").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"chu"})
    press(page, "next")
    album.look(page, "form.4-more-error")
    page.locator("[name=ngay][value=today]").check(force=True)
    page.locator("[name=ngay_khac]").fill("")
    page.locator("[name=dang]").fill("Xe trắng, áo đen")
    press(page, "next")
    album.look(page, "form.5-check")
    press(page, "send")
    album.look(page, "form.6-sent")


def emergency(page: Page, album: Album) -> None:
    """The short way of somebody in danger."""
    page.goto("/bao-tin/")
    answer(page, "nguy", "now")
    album.look(page, "urgent.words")
    press(page, "send")
    album.look(page, "urgent.words-error")
    page.locator("[name=ke]").fill("Cháy nhà số 12 đường Trần Hưng Đạo")
    press(page, "send")
    album.look(page, "urgent.words-sent")


def statuses(page: Page, album: Album, receipts: dict[str, str]) -> None:
    """What residents see with their receipts."""
    for name, digits in {"wrong": "1234", **receipts}.items():
        page.goto("/tin/")
        page.locator("[name=ma]").fill(digits)
        send(page, "main form button[type=submit]")
        album.look(page, f"status.{name}")


def desk(page: Page, album: Album) -> None:
    """A call taken down, first with nothing in it."""
    page.goto("/can-bo/truc/")
    send(page, "[data-save]")
    album.look(page, "desk.error")
    page.locator("[name=danger][value='0']").check(force=True)
    page.locator("[name=what]").first.check(force=True)
    page.locator("[name=told]").fill("Mất xe đạp trước chợ lúc sáng")
    page.locator("[name=wants]").first.check(force=True)
    send(page, "[data-save]")
    album.look(page, "desk.stored")


def posts(page: Page, album: Album) -> None:
    """Forms of staff sent with nothing in them."""
    for address in ("lien-ket/", "cau-san/", "nguoi/", "vao/mat-khau/", "vao/ma-du-phong/", "tim-so/"):
        page.goto(f"/can-bo/{address}")
        if page.locator("main form[method=post] button").count():
            send(page, "main form[method=post] button >> nth=-1")
            album.look(page, f"sent-empty.{address.strip('/').replace('/', '-')}")


def tab(browser: Browser, base: str) -> Page:
    """A tab in which nothing is fetched after the page itself."""
    context = browser.new_context(base_url=base, bypass_csp=True, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(15_000)
    late = ("xhr", "fetch", "media")
    context.route("**/*", lambda route: route.abort() if route.request.resource_type in late else route.continue_())
    return context.new_page()


def walk(name: str, page: Page, album: Album, moment: datetime) -> None:
    """One walk in a house of its own."""
    from lantoa.web.demo import people  # noqa: PLC0415

    known = {who["username"]: who for who in people.listed()}
    person = known.get({"desk": "tam", "sent-empty": "chi"}.get(name, name))
    if person:
        enter(page, person, moment)
    if name == "open":
        for start in ("/", "/can-bo/vao/phieu/", "/lich/", "/khong-co/"):
            crawl(page, album, name, start)
    elif name in OTHERS:
        OTHERS[name](page, album)
    elif name == "status":
        statuses(page, album, people.kept()["receipts"])
    else:
        crawl(page, album, name, "/can-bo/")


OTHERS: dict[str, Callable[[Page, Album], None]] = {
    "form": report,
    "urgent": emergency,
    "desk": desk,
    "sent-empty": posts,
}
WALKS = ("open", "form", "urgent", "status", "desk", "sent-empty", "thu", "long", "da", "mo", "chi", "tam", "huy")


def take(folder: Path, data: Path, name: str) -> int:
    """The pictures of one walk into ``folder``; all walks, two at a time, without a name."""
    if not name:
        again = [sys.executable, __file__, "take", str(folder), "--data", str(data), "--only"]
        with ThreadPoolExecutor(2) as pool:
            return max(pool.map(lambda one: subprocess.run([*again, one], check=False).returncode, WALKS))
    album = Album(folder)
    with house(data) as (base, moment), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            walk(name, tab(browser, base), album, moment)
        except Error as fault:
            print(f"{name}: stopped after {album.taken} pictures, {str(fault)[:300]}", file=sys.stderr)
            return 1
    print(f"{name}: {album.taken} pictures")
    return 0


def differing(before: Path, after: Path) -> int:
    """How many pixels differ; all of them when the sizes do."""
    with Image.open(before) as one, Image.open(after) as two:
        if one.size != two.size:
            return max(one.size[0] * one.size[1], two.size[0] * two.size[1])
        channels = ImageChops.difference(one.convert("RGB"), two.convert("RGB")).split()
        worst = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
        return sum(worst.histogram()[ALIKE + 1 :])


def compare(before: Path, after: Path, only: str) -> int:
    """Print each picture that differs; 1 when there is one."""
    names = {folder: {p.name for p in folder.glob(f"{only}*.png")} for folder in (before, after)}
    worse = 0
    for name in sorted(names[before] & names[after]):
        if pixels := differing(before / name, after / name):
            with Image.open(before / name) as one, Image.open(after / name) as two:
                size = "" if one.size == two.size else f"  {one.size} -> {two.size}"
            print(f"{pixels:>9}  {name}{size}")
            worse = 1
    for folder, word in ((before, "only before"), (after, "only after")):
        for name in sorted(names[folder] - (names[before] & names[after])):
            print(f"{word}  {name}")
            worse = 1
    print(f"{len(names[before] & names[after])} pictures compared")
    return worse


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", choices=["take", "compare"])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--data", type=Path, help="a data folder with the demonstration")
    parser.add_argument("--only", default="", help="take this walk; compare pictures that begin like this")
    given = parser.parse_args()
    if given.word == "take":
        return take(given.folders[0], given.data, given.only)
    return compare(*given.folders[:2], given.only)


if __name__ == "__main__":
    sys.exit(main())
