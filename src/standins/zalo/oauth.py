"""The sign-in server: authorisation codes, and pairs of tokens whose refresh half works once (zalo.md 1.2)."""

import base64
import hashlib
import html
import time
from urllib.parse import urlencode

from standins.wire import HTML_ERROR, SERVER_ERROR, Dropped, Reply, Request, answer, moved, page
from standins.zalo.world import Code, Grant, World

TEN_MINUTES = 600_000


def refused(world: World, code: int, name: str) -> Reply:
    """The other shape of errors, answered with HTTP 200; a switch leaves the number out, as seen in production."""
    body: dict[str, object] = {
        "error": code,
        "error_name": name,
        "error_reason": name,
        "error_description": name,
        "ref_doc": "https://developers.zalo.me/",
    }
    if world.style.error_without_number:
        del body["error"]
    return answer(body)


def token(world: World, request: Request) -> Reply:
    """POST /v4/oa/access_token: form-encoded, with the app secret in the header `secret_key`."""
    fault = world.fault("oauth", request.path)
    if fault and fault.what == "slow":
        time.sleep(fault.seconds)
    elif fault and fault.what != "rotate-then-drop":
        if fault.what == "nothing":
            raise Dropped
        return {"html": HTML_ERROR, "500": SERVER_ERROR}.get(fault.what) or refused(world, fault.code, "Refused")
    with world.lock:
        reply = _token(world, request)
    if fault and fault.what == "rotate-then-drop":
        raise Dropped
    return reply


def _token(world: World, request: Request) -> Reply:
    if request.kind != "application/x-www-form-urlencoded":
        return refused(world, -1013, "Invalid Parameter")
    form = request.form()
    app = world.apps.get(form.get("app_id", ""))
    if app is None:
        return refused(world, -14002, "Invalid appId")
    if request.headers.get("secret_key") != app.app_secret:
        return refused(world, -14004, "Invalid app secret")
    if form.get("grant_type") == "refresh_token":
        return _refresh(world, app.app_id, form.get("refresh_token", ""))
    if form.get("grant_type") == "authorization_code":
        return _exchange(world, app.app_id, form)
    return refused(world, -1013, "Invalid Parameter")


def _pair(grant: Grant) -> Reply:
    return answer({"access_token": grant.access, "refresh_token": grant.refresh, "expires_in": "90000"})


def _refresh(world: World, app_id: str, refresh: str) -> Reply:
    grant = next((one for one in world.grants if one.refresh == refresh), None)
    if grant is None or world.accounts[grant.oa_id].app_id != app_id or grant.refresh_until <= world.clock.now():
        return refused(world, -14014, "Invalid refresh token")
    if grant.refresh_used:
        return refused(world, world.style.second_use_code, "Invalid refresh token")
    grant.refresh_used = True
    return _pair(world.new_grant(grant.oa_id))


def _exchange(world: World, app_id: str, form: dict[str, str]) -> Reply:
    code = world.codes.get(form.get("code", ""))
    if code is None or code.used or code.until <= world.clock.now() or world.accounts[code.oa_id].app_id != app_id:
        return refused(world, -14012, "Invalid authorization code")
    if code.challenge:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != code.challenge:
            return refused(world, -14013, "Invalid code verifier")
    code.used = True
    return _pair(world.new_grant(code.oa_id))


def permission(world: World, request: Request) -> Reply:
    """GET shows the consent page of an account's administrator, POST sends the browser back with a code."""
    app = world.apps.get(request.query.get("app_id", ""))
    back = request.query.get("redirect_uri", "")
    if app is None or not app.callback or back != app.callback:
        return refused(world, -14003, "Invalid redirect uri")
    if request.method == "POST":
        oa_id = request.form().get("oa_id", "")
        if oa_id not in world.accounts:
            return refused(world, -14012, "Invalid official account")
        with world.lock:
            code = world.ids.secret("code")[:64]
            challenge = request.query.get("code_challenge", "")
            world.codes[code] = Code(oa_id, world.clock.now() + TEN_MINUTES, challenge)
        answered = {"code": code, "oa_id": oa_id}
        if "state" in request.query:
            answered["state"] = request.query["state"]
        return moved(f"{back}{'&' if '?' in back else '?'}{urlencode(answered)}")
    buttons = "".join(
        f'<p><button name="oa_id" value="{one.oa_id}">Cho phép: {html.escape(one.name)}</button></p>'
        for one in world.accounts.values()
        if one.app_id == app.app_id
    )
    return page(f'<!doctype html><html lang="vi"><title>Cấp quyền</title><form method="post">{buttons}</form></html>')
