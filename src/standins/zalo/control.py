"""The testers' door, `/__standin__/...`: outside the messenger's own paths, so that no client can use it by
accident."""

from collections.abc import Callable
from typing import Any

from standins.wire import Reply, Request, answer
from standins.zalo import talk
from standins.zalo.hooks import Sender
from standins.zalo.switches import Fault, UnknownSwitch
from standins.zalo.world import Account, App, Line, World

Told = dict[str, Any]


class Control:
    def __init__(self, world: World, sender: Sender) -> None:
        self.world, self.sender = world, sender
        self.doors: dict[tuple[str, str], Callable[[Request, Any], Any]] = {
            ("GET", "state"): self.state,
            ("GET", "sent"): self.sent,
            ("GET", "deliveries"): self.deliveries,
            ("GET", "idle"): self.idle,
            ("POST", "clock"): self.clock,
            ("POST", "accounts"): self.accounts,
            ("POST", "hook"): self.hook,
            ("POST", "grant"): self.grant,
            ("POST", "say"): self.say,
            ("POST", "event"): self.event,
            ("POST", "replay"): self.replay,
            ("POST", "style"): self.style,
            ("POST", "faults"): self.faults,
            ("DELETE", "faults"): self.clear,
            ("POST", "user"): self.user,
            ("POST", "people"): self.people,
            ("POST", "delete"): self.delete,
            ("POST", "sender"): self.run,
        }

    def __call__(self, request: Request) -> Reply:
        door = self.doors.get((request.method, request.path.removeprefix("/__standin__/")))
        if door is None:
            return answer({"wrong": f"no such door: {request.method} {request.path}"}, status=404)
        told = request.json() if request.body else {}
        try:
            return answer(door(request, told))
        except (UnknownSwitch, KeyError, TypeError, ValueError) as bad:
            return answer({"wrong": f"{type(bad).__name__}: {bad}"}, status=400)

    # ------------------------------------------------------------------------------------------------------- reading

    def state(self, request: Request, told: Told) -> Told:
        world = self.world
        return {
            "now": world.clock.now(),
            "apps": [
                {"app_id": one.app_id, "hook": one.hook, "disabled": one.disabled, "retry": one.retry}
                for one in world.apps.values()
            ],
            "accounts": [
                {"oa_id": one.oa_id, "app_id": one.app_id, "name": one.name} for one in world.accounts.values()
            ],
            "people": [
                {"name": one.name, "ids": {oa: world.user_id(oa, one) for oa in world.accounts}}
                for one in world.people.values()
            ],
            "groups": [{"group_id": one.group_id, "name": one.name} for one in world.groups.values()],
            "sent": len(world.sent),
            "deliveries": len(self.sender.deliveries),
        }

    def sent(self, request: Request, told: Told) -> Told:
        """What the accounts sent, in order; `since` skips, `user` and `oa_id` narrow."""
        rows = self.world.sent[int(request.query.get("since", 0)) :]
        if "user" in request.query:
            rows = [one for one in rows if one.get("person") == request.query["user"]]
        if "oa_id" in request.query:
            rows = [one for one in rows if one["oa_id"] == request.query["oa_id"]]
        return {"sent": rows, "next": len(self.world.sent)}

    def deliveries(self, request: Request, told: Told) -> Told:
        rows = self.sender.deliveries[int(request.query.get("since", 0)) :]
        counts: dict[str, int] = {}
        for one in rows:
            counts[one.state] = counts.get(one.state, 0) + 1
        wanted = [] if request.query.get("count") else [one.row() for one in rows]
        return {"deliveries": wanted, "counts": counts, "next": len(self.sender.deliveries)}

    def idle(self, request: Request, told: Told) -> Told:
        return {"idle": self.sender.idle(within=min(60.0, float(request.query.get("within", 10))))}

    # ------------------------------------------------------------------------------------------------------ the world

    def clock(self, request: Request, told: Told) -> Told:
        if "set" in told:
            self.world.clock.set(int(told["set"]), frozen=bool(told.get("frozen")))
        if "advance_s" in told:
            self.world.clock.advance(int(float(told["advance_s"]) * 1000))
        self.sender.wake()
        return {"now": self.world.clock.now()}

    def accounts(self, request: Request, told: Told) -> Told:
        """A further account; the app is made when it is new, and keeps its secrets when it is not."""
        with self.world.lock:
            return self.add(told)

    def add(self, told: Told) -> Told:
        world = self.world
        name = str(told.get("name") or "Công an phường")
        oa_id = str(told.get("oa_id") or world.ids.named("oa", name))
        app_id = str(told.get("app_id") or world.ids.named("app", name))
        app = world.apps.get(app_id)
        if app is None:
            secret = str(told.get("secret") or world.ids.secret("oa-secret")[:32])
            app = App(app_id, str(told.get("app_secret") or world.ids.secret("app-secret")[:32]), secret)
            world.apps[app_id] = app
        app.callback = str(told.get("callback") or app.callback)
        account = Account(oa_id, app_id, name, cloud_account=bool(told.get("cloud_account", True)))
        if "sub_quota" in told:
            account.sub_quota = account.sub_quota_total = int(told["sub_quota"])
        world.accounts[oa_id] = account
        return {"oa_id": oa_id, "app_id": app_id, "app_secret": app.app_secret}

    def hook(self, request: Request, told: Told) -> Told:
        """Saves the webhook address. The OA secret key is shown only after the unsigned probe was answered 200."""
        app = self.world.apps[str(told.get("app_id") or next(iter(self.world.apps)))]
        if "url" in told and not self.sender.save_hook(app, str(told["url"])):
            return {"saved": False, "why": "the address did not answer the probe with 200"}
        if "events" in told:
            wanted = told["events"]
            app.events = None if wanted == "all" else set(wanted or ())
        app.retry = bool(told.get("retry", app.retry))
        app.disabled = bool(told.get("disabled", False))
        return {"saved": True, "app_id": app.app_id, "secret": app.oa_secret}

    def grant(self, request: Request, told: Told) -> Told:
        """A pair of tokens by hand, as the messenger's API explorer issues them to administrators."""
        with self.world.lock:
            pair = self.world.new_grant(str(told.get("oa_id") or next(iter(self.world.accounts))))
        return {"access_token": pair.access, "refresh_token": pair.refresh, "expires_in": "90000"}

    def user(self, request: Request, told: Told) -> Told:
        """Switches for one person: `refuse` is the number every message to them is answered with, 0 to end it."""
        person = self.world.person(str(told["user"]))
        person.refuse = int(told.get("refuse", person.refuse))
        return {"user": person.name, "refuse": person.refuse}

    def people(self, request: Request, told: Any) -> Told:
        """People whom a house knows from before, with the ids it knows and what they wrote: nothing is sent for it."""
        world = self.world
        with world.lock:
            for row in told:
                person, oa_id = world.person(str(row["user"])), str(row["oa_id"])
                world.introduce(oa_id, person, str(row["user_id"]))
                person.wrote_to.add(oa_id)
                for said in row.get("said", ()):
                    msg_id, at = world.ids.message(), int(said["at"])
                    world.keep(Line(oa_id, person.key, False, "text", str(said["text"]), "", msg_id, at))
                    person.last[oa_id] = max(at, person.last.get(oa_id, 0))
        return {"people": len(told)}

    def delete(self, request: Request, told: Told) -> Told:
        line = self.world.line(str(told["msg_id"]))
        if line is None:
            raise UnknownSwitch("no such message")
        line.deleted = True
        return {"deleted": line.msg_id}

    # ------------------------------------------------------------------------------------------------------ residents

    def say(self, request: Request, told: Any) -> Any:
        if isinstance(told, list):
            return [talk.say(self.world, self.sender, one) for one in told]
        return talk.say(self.world, self.sender, told)

    def event(self, request: Request, told: Told) -> Told:
        return talk.raw(self.world, self.sender, told)

    def replay(self, request: Request, told: Told) -> Told:
        number = int(told.get("delivery", len(self.sender.deliveries) - 1))
        return {"delivery": self.sender.again(self.sender.deliveries[number]).number}

    # ------------------------------------------------------------------------------------------------------- switches

    def style(self, request: Request, told: Told) -> Told:
        self.world.style.change(told)
        return dict(vars(self.world.style))

    def faults(self, request: Request, told: Any) -> Told:
        new = [Fault.read(dict(one)) for one in (told if isinstance(told, list) else [told])]
        self.world.faults.extend(new)
        return {"faults": [vars(one) for one in self.world.faults]}

    def clear(self, request: Request, told: Told) -> Told:
        self.world.faults.clear()
        return {"faults": []}

    def run(self, request: Request, told: Told) -> Told:
        """`paused` holds everything back, `flush` makes every waiting try due now."""
        if "paused" in told:
            self.sender.paused = bool(told["paused"])
        if told.get("flush"):
            self.sender.flush()
        self.sender.wake()
        return {"paused": self.sender.paused}
