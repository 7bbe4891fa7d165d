"""The messenger's media host: files residents sent, under addresses that expire."""

import time
from urllib.parse import quote

from standins.wire import HTML_ERROR, SERVER_ERROR, Dropped, Reply, Request
from standins.zalo.samples import SAMPLES
from standins.zalo.world import Stored, World


def keep(world: World, body: bytes, kind: str, name: str) -> str:
    """Stores a file and gives its address, good until the media time of the switches is over."""
    token = world.ids.secret("media")[:40]
    world.media[token] = Stored(body, kind, name, world.clock.now() + world.style.media_ttl_ms)
    return f"{world.base}/media/{token}/{quote(name)}"


def sample(world: World, kind: str) -> tuple[str, bytes]:
    """A small real file of this kind: its address and its bytes."""
    name, mime, make = SAMPLES[kind]
    body = make()
    return keep(world, body, mime, name), body


def serve(world: World, request: Request) -> Reply:
    fault = world.fault("media", request.path)
    if fault:
        if fault.what == "nothing":
            raise Dropped
        if fault.what == "redirect":
            return Reply(302, headers={"Location": fault.to or f"{world.base}/__standin__/state"})
        if fault.what == "slow":
            time.sleep(fault.seconds)
        else:
            return HTML_ERROR if fault.what == "html" else SERVER_ERROR
    parts = request.path.split("/")
    where = world.media if parts[1] == "media" else world.uploads
    stored = where.get(parts[2]) if len(parts) > 2 else None
    if stored is None or stored.until <= world.clock.now():
        return Reply(404, b"expired", "text/plain")
    return Reply(200, stored.body, stored.kind)
