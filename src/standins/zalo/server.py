"""The listener: one address on the loopback for sign-in server, account API, media host, testers' door and pages."""

import threading
import time
from types import TracebackType
from typing import Any

from standins.listener import Later, Listener, address
from standins.wire import Reply, Request, answer
from standins.zalo import media, oauth, openapi, talk
from standins.zalo.control import Control
from standins.zalo.hooks import Sender
from standins.zalo.pages import Pages
from standins.zalo.sending import Sending
from standins.zalo.world import World


class Standin:
    """`with Standin(hook="http://127.0.0.1:8000/hooks/zalo-oa/") as zalo: zalo.say("Chào anh", user="Rhea")`."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: str = "standin",
        accounts: list[dict[str, Any]] | None = None,
        hook: str = "",
        threads: int = 4,
    ) -> None:
        self.world = World(seed)
        self.sender = Sender(self.world, threads=threads)
        self.control = Control(self.world, self.sender)
        self.later = Later()
        self.sending = Sending(self.world, self.sender, self.later.put)
        self.pages = Pages(self.world, self.sender)
        for account in accounts or [{}]:
            self.control.add(account)
        self._hook = hook
        self._server = Listener(host, port, self.answer, self.later)
        self.world.base = self.url = address(self._server)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True, name="standin")

    def start(self) -> "Standin":
        self._thread.start()
        self.sender.start()
        if self._hook:
            for app in self.world.apps.values():
                self.sender.save_hook(app, self._hook)
                app.hook, app.events, app.retry = self._hook, None, True
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self.sender.stop()

    def __enter__(self) -> "Standin":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, bad: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def say(self, text: str = "", **said: Any) -> dict[str, Any]:
        """One act of a resident; see `talk.say`."""
        return talk.say(self.world, self.sender, {"text": text, **said})

    def deliver(self, *, within: float = 120.0) -> None:
        """Lets every event go and come through, tries again at once. Raises TimeoutError when some never do."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            self.sender.flush()
            self.sender.idle(within=end - time.monotonic())
            if all(one.state != "waiting" for one in self.sender.deliveries):
                return
        raise TimeoutError("not all events were delivered")

    def answer(self, request: Request) -> Reply:
        """The reply to any request; raises Dropped when the connection is to be closed without one."""
        path = request.path
        if path.startswith("/__standin__/"):
            return self.control(request)
        if path == "/v4/oa/access_token" and request.method == "POST":
            return oauth.token(self.world, request)
        if path == "/v4/oa/permission":
            return oauth.permission(self.world, request)
        if path.startswith(("/v2.0/oa/", "/v3.0/oa/")):
            return openapi.call(self.world, self.sending, request)
        if path.startswith(("/media/", "/uploads/")):
            return media.serve(self.world, request)
        return self.pages(request) or answer({"error": 404, "message": "Empty api"}, status=404)
