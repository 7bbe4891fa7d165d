"""How an event becomes bytes, and the bytes a signature."""

import hashlib
import json
from typing import Any

from standins.zalo.world import App, World


def written(world: World, body: dict[str, Any]) -> bytes:
    """The body in one of the spellings a JSON writer may choose."""
    how = world.style.json
    if how == "random":
        how = ("compact", "spaced", "escaped", "spaced+escaped", "reordered")[int(world.ids.chance("json") * 5)]
    if world.style.timestamp == "number" and str(body.get("timestamp", "")).isdigit():
        body = {**body, "timestamp": int(body["timestamp"])}
    if how == "reordered":
        body = dict(sorted(body.items(), reverse=True))
    separators = (", ", ": ") if "spaced" in how else (",", ":")
    return json.dumps(body, ensure_ascii="escaped" in how, separators=separators).encode("utf-8", "surrogatepass")


def mac(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """Plain SHA-256 over app id, raw body, time stamp and OA secret key, in lower-case hex (zalo.md 2.2)."""
    return hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()


def signed(world: World, app: App, body: dict[str, Any], raw: bytes, *, sign: str = "") -> dict[str, str]:
    """Headers for these bytes. `sign`: "wrong", "missing", or the id of another app whose secret is to be used."""
    stamp = str(body.get("timestamp", world.clock.now()))
    headers = {"Content-Type": "application/json", "User-Agent": "ZaloWebhook-standin"}
    if world.style.timestamp_header == "extra":
        headers["X-ZEvent-Timestamp"] = stamp
    elif world.style.timestamp_header == "instead":
        stamp = str(world.clock.now())
        headers["X-ZEvent-Timestamp"] = stamp
    if sign == "missing":
        return headers
    secret = world.apps[sign].oa_secret if sign in world.apps else app.oa_secret
    digest = mac(app.app_id, raw, stamp, secret)
    if sign == "wrong":
        digest = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    prefix = world.style.mac
    if prefix == "random":
        prefix = ("mac=", "bare", "sha256=")[int(world.ids.chance("mac") * 3)]
    headers["X-ZEvent-Signature"] = digest if prefix == "bare" else prefix + digest
    return headers
