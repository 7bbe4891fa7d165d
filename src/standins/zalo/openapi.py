"""The door of the account API: who calls, how often, with which faults; and the small reading calls."""

import hashlib
import hmac
import json
import time
from typing import Any

from standins.wire import HTML_ERROR, SERVER_ERROR, Dropped, Reply, Request, answer
from standins.zalo.refusals import Refused
from standins.zalo.sending import Sending
from standins.zalo.uploads import upload
from standins.zalo.world import Account, Group, World


def call(world: World, sending: Sending, request: Request) -> Reply:
    """Any call under /v2.0/oa/ and /v3.0/oa/."""
    fault = world.fault("api", request.path)
    if fault and fault.what in ("500", "html", "nothing", "code"):
        if fault.what == "nothing":
            raise Dropped
        if fault.what == "code":
            return answer({"error": fault.code, "message": f"Injected error {fault.code}"})
        return HTML_ERROR if fault.what == "html" else SERVER_ERROR
    if fault and fault.what == "slow":
        time.sleep(fault.seconds)
    headers: dict[str, str] = {}
    try:
        account = _caller(world, request)
        headers = _count(world, account)
        data = _route(world, sending, account, request)
        reply = answer({"data": data, "error": 0, "message": "Success"}, headers=headers)
    except Refused as no:
        reply = answer({"error": no.code, "message": no.message}, headers=headers)
    if fault and fault.what == "accept-then-nothing":
        raise Dropped
    return SERVER_ERROR if fault and fault.what == "accept-then-500" else reply


def _caller(world: World, request: Request) -> Account:
    """The account whose token stands bare in the header `access_token`."""
    token = request.headers.get("access_token", "")
    grant = next((one for one in reversed(world.grants) if one.access == token), None) if token else None
    if grant is None:
        raise Refused(-216, "Access token is invalid")
    if grant.access_dead or grant.access_until <= world.clock.now():
        raise Refused(-220, "access_token is expired or removed")
    account = world.accounts[grant.oa_id]
    proof = request.headers.get("appsecret_proof", "")
    right = hmac.new(world.apps[account.app_id].app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
    if world.style.proof_required and not hmac.compare_digest(proof, right):
        raise Refused(-242, "appsecret_proof provided in the API request is invalid")
    return account


def _count(world: World, account: Account) -> dict[str, str]:
    """Counts the call in this minute of app and account; over the cap it is -32."""
    minute = world.clock.now() // 60_000
    with world.lock:
        for key in [key for key in world.calls if not key.endswith(f"@{minute}")]:
            del world.calls[key]
        for name in (f"app:{account.app_id}@{minute}", f"oa:{account.oa_id}@{minute}"):
            world.calls[name] = world.calls.get(name, 0) + 1
        by_app, by_oa = world.calls[f"app:{account.app_id}@{minute}"], world.calls[f"oa:{account.oa_id}@{minute}"]
    if by_app > world.style.app_per_minute:
        raise Refused(-32, "Your application reached limit call api")
    if by_oa > world.style.oa_per_minute:
        raise Refused(-32, "Your OA reached limit call api")
    left = world.style.oa_per_minute - by_oa
    return {"X-RateLimit-Limit": str(world.style.oa_per_minute), "X-RateLimit-Remain": str(left)}


def _route(world: World, sending: Sending, account: Account, request: Request) -> Any:
    path, method = request.path, request.method
    if method == "POST" and path.startswith("/v2.0/oa/upload/"):
        return upload(world, account, request)
    if method == "GET":
        return _read(world, account, request)
    if path in ("/v3.0/oa/message/transaction", "/v3.0/oa/message/promotion"):
        raise Refused(-233, "message type is not supported")
    body = _body(request)
    if path == "/v3.0/oa/message/cs":
        return sending.consult(account, body, from_query=not request.body)
    if path == "/v3.0/oa/group/message":
        return sending.to_group(account, body)
    if path == "/v2.0/oa/message":
        return sending.react(account, body)
    if path == "/v3.0/oa/quota/message":
        return sending.quota(account, body)
    raise Refused(-212, "Your app has not registered this API")


def _body(request: Request) -> dict[str, Any]:
    """The JSON body; the old habit of `?data=` still works, for text only."""
    if not request.body and "data" in request.query:
        body = _data(request)
    elif request.kind != "application/json":
        raise Refused(-201, "Content-Type is invalid!")
    else:
        body = request.json()
    if not isinstance(body, dict):
        raise Refused(-201, "body is invalid!")
    return body


def _data(request: Request) -> dict[str, Any]:
    """Reading calls carry one parameter `data` that holds JSON."""
    try:
        data = json.loads(request.query.get("data", ""))
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise Refused(-201, "data is invalid!")
    return data


def _read(world: World, account: Account, request: Request) -> Any:
    if request.path == "/v2.0/oa/getoa":
        return {
            "oaid": account.oa_id,
            "name": account.name,
            "is_verified": True,
            "num_follower": sum(account.oa_id in one.follows for one in world.people.values()),
            "package_name": "Toàn diện",
        }
    if request.path.startswith("/v3.0/oa/group/"):
        return _group(world, account, request)
    data = _data(request)
    if request.path == "/v3.0/oa/user/detail":
        return _detail(world, account, data)
    if request.path == "/v3.0/oa/user/getlist":
        return _users(world, account, data)
    if request.path in ("/v2.0/oa/conversation", "/v2.0/oa/listrecentchat"):
        return _talk(world, account, data)
    raise Refused(-212, "Your app has not registered this API")


def _group(world: World, account: Account, request: Request) -> Any:
    """Groups take ordinary parameters."""
    if request.path.endswith("/getgroupsofoa"):
        groups = [one for one in world.groups.values() if one.oa_id == account.oa_id]
        return {"groups": [_group_info(one) for one in groups], "total": len(groups)}
    group = world.groups.get(request.query.get("group_id", ""))
    if group is None or group.oa_id != account.oa_id:
        raise Refused(-403, "OA is not in group")
    if request.path.endswith("/getgroup"):
        return {"group_info": _group_info(group)}
    if request.path.endswith("/listmember"):
        people = [world.people[key] for key in sorted(group.members)]
        return {"members": [{"user_id": world.user_id(account.oa_id, one), "name": one.name} for one in people]}
    raise Refused(-212, "Your app has not registered this API")


def _group_info(group: Group) -> dict[str, Any]:
    return {"group_id": group.group_id, "name": group.name, "status": "enabled", "total_member": len(group.members)}


def _detail(world: World, account: Account, data: dict[str, Any]) -> Any:
    person = world.find_user(account.oa_id, str(data.get("user_id", "")))
    if person is None:
        raise Refused(-201, "user_id is invalid!")
    last = person.last.get(account.oa_id)
    return {
        "user_id": world.user_id(account.oa_id, person),
        "user_id_by_app": world.user_id_by_app(account.app_id, person),
        "display_name": person.name,
        "user_is_follower": account.oa_id in person.follows,
        "user_last_interaction_date": time.strftime("%d/%m/%Y", time.gmtime(last / 1000 + 7 * 3600)) if last else "",
        "tags_and_notes_info": {"notes": [], "tag_names": []},
    }


def _users(world: World, account: Account, data: dict[str, Any]) -> Any:
    count, offset = int(data.get("count", 50)), int(data.get("offset", 0))
    if count > 50 or offset > 9951:
        raise Refused(-210, "count exceeds limit")
    people = [one for one in world.people.values() if account.oa_id in one.last]
    rows = [{"user_id": world.user_id(account.oa_id, one)} for one in people[offset : offset + count]]
    return {"total": len(people), "count": len(rows), "offset": offset, "users": rows}


def _talk(world: World, account: Account, data: dict[str, Any]) -> Any:
    """The last messages, newest first, ten at most."""
    count = int(data.get("count", 10))
    if count > 10:
        raise Refused(-210, "count exceeds limit")
    wanted = str(data.get("user_id", ""))
    lines = [
        one
        for one in reversed(world.lines)
        if one.oa_id == account.oa_id
        and not one.group
        and (not wanted or world.user_id(account.oa_id, world.people[one.person]) == wanted)
    ]
    return [
        {
            "message_id": one.msg_id,
            "src": 0 if one.by_oa else 1,
            "time": one.at,
            "type": one.kind,
            "message": one.text,
            "url": one.url,
            "from_id": account.oa_id if one.by_oa else world.user_id(account.oa_id, world.people[one.person]),
        }
        for one in lines[int(data.get("offset", 0)) :][:count]
    ]
