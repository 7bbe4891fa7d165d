"""The webhook sender: signs the exact bytes, waits two seconds, tries again on a ladder, gives up and disables."""

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from standins.post import Post
from standins.zalo.signing import signed, written
from standins.zalo.world import App, World

LADDER_MS = (30_000, 300_000, 900_000, 1_800_000, 3_600_000)


@dataclass
class Delivery:
    """One event on its way to one hook, and what became of each try."""

    number: int
    app_id: str
    url: str
    event: str
    msg_id: str
    body: bytes
    headers: dict[str, str]
    tries: list[dict[str, Any]] = field(default_factory=list)
    state: str = "waiting"

    def row(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "app_id": self.app_id,
            "event": self.event,
            "msg_id": self.msg_id,
            "state": self.state,
            "tries": self.tries,
        }


class Sender:
    """Threads that carry events to hooks. Nothing is kept over the end of the process."""

    def __init__(self, world: World, *, threads: int = 4) -> None:
        self.world = world
        self.deliveries: list[Delivery] = []
        self.paused = False
        self._heap: list[tuple[int, int, Delivery]] = []
        self._held: list[Delivery] = []
        self._order = 0
        self._busy = 0
        self._owed = 0
        self._woken = threading.Condition()
        self._stop = False
        self._threads = [threading.Thread(target=self._run, daemon=True, name=f"hook-{n}") for n in range(threads)]

    def _deadline(self) -> int:
        return self.world.style.deadline_ms

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        with self._woken:
            self._stop = True
            self._woken.notify_all()
        for thread in self._threads:
            thread.join(timeout=3)

    # ----------------------------------------------------------------------------------------------- saving the address

    def save_hook(self, app: App, url: str) -> bool:
        """The console's *save*: an unsigned POST of `{}` that must be answered 200 before the secret is shown."""
        status = Post(self._deadline).once(url, b"{}", {"Content-Type": "application/json"})["status"]
        if status == 200:
            app.hook, app.disabled = url, False
        return bool(status == 200)

    # ------------------------------------------------------------------------------------------------------- sending

    def emit(self, app: App, body: dict[str, Any], *, sign: str = "", wait: bool = False) -> list[Delivery]:
        """Sends one event, more than once or out of order when the switches say so. Toggled-off events vanish."""
        name = str(body.get("event_name", ""))
        if not app.hook or app.disabled or (app.events is not None and name not in app.events):
            return []
        raw = written(self.world, body)
        headers = signed(self.world, app, body, raw, sign=sign)
        message = body.get("message")
        msg_id = str(message.get("msg_id", "")) if isinstance(message, dict) else ""
        copies = 1 + (self.world.ids.chance("duplicate") < self.world.style.duplicate)
        made = [self._make(app, name, msg_id, raw, headers) for _ in range(copies)]
        if wait:
            for one in made:
                self._attempt(one, Post(self._deadline))
            return made
        self._hold(made)
        return made

    def owe(self, app: App, body: dict[str, Any]) -> Callable[[], object]:
        """An event that will be sent when the caller has its reply; until then the sender does not count as idle."""
        with self._woken:
            self._owed += 1

        def pay() -> None:
            self.emit(app, body)
            with self._woken:
                self._owed -= 1

        return pay

    def again(self, old: Delivery) -> Delivery:
        """The same bytes and headers once more: what somebody who recorded a request could send."""
        new = self._make(self.world.apps[old.app_id], old.event, old.msg_id, old.body, dict(old.headers))
        self._push(new, self.world.clock.now())
        return new

    def _make(self, app: App, event: str, msg_id: str, raw: bytes, headers: dict[str, str]) -> Delivery:
        with self._woken:
            delivery = Delivery(len(self.deliveries), app.app_id, app.hook, event, msg_id, raw, headers)
            self.deliveries.append(delivery)
        return delivery

    def _hold(self, made: list[Delivery]) -> None:
        with self._woken:
            self._held.extend(made)
            if len(self._held) <= self.world.style.shuffle:
                return
        self.release()

    def release(self) -> None:
        """Lets go of what the shuffle switch holds, in an order drawn from the seed."""
        with self._woken:
            held, self._held = self._held, []
        held.sort(key=lambda one: self.world.ids.chance("order")) if self.world.style.shuffle else None
        for one in held:
            self._push(one, self.world.clock.now())

    def _push(self, delivery: Delivery, due: int) -> None:
        with self._woken:
            self._order += 1
            heapq.heappush(self._heap, (due, self._order, delivery))
            self._woken.notify()

    def flush(self) -> None:
        """Everything that waits for its next try is due now, whatever the clock says."""
        self.release()
        with self._woken:
            self._heap = [(0, order, one) for _, order, one in self._heap]
            heapq.heapify(self._heap)
            self._woken.notify_all()

    def wake(self) -> None:
        with self._woken:
            self._woken.notify_all()

    def idle(self, *, within: float) -> bool:
        """Waits until nothing is due and nobody is on the way. False when it took longer."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            with self._woken:
                due = self._heap and self._heap[0][0] <= self.world.clock.now()
                if not due and not self._busy and not self._held and not self._owed:
                    return True
            time.sleep(0.01)
        return False

    def _run(self) -> None:
        post = Post(self._deadline)
        while True:
            with self._woken:
                while not self._stop and (self.paused or not self._heap or self._heap[0][0] > self.world.clock.now()):
                    self._woken.wait(timeout=0.2)
                if self._stop:
                    return
                delivery = heapq.heappop(self._heap)[2]
                self._busy += 1
            try:
                self._attempt(delivery, post)
            finally:
                with self._woken:
                    self._busy -= 1

    def _attempt(self, delivery: Delivery, post: Post) -> None:
        app = self.world.apps[delivery.app_id]
        if app.disabled:
            delivery.state = "dropped"
            return
        tries = len(delivery.tries)
        headers = {**delivery.headers, "num_retry": str(tries)} if tries else delivery.headers
        result = post.once(delivery.url, delivery.body, headers)
        delivery.tries.append(result)
        if result["status"] == 200 and not result["late"]:
            delivery.state = "delivered"
            return
        unreachable = result["status"] == 0 and not result["late"]
        if not app.retry or (self.world.style.retry_on == "connection" and not unreachable):
            delivery.state = "dropped"
        elif tries < len(LADDER_MS):
            delivery.state = "waiting"
            self._push(delivery, self.world.clock.now() + LADDER_MS[tries])
        else:
            delivery.state = "dropped"
            app.disabled = True
