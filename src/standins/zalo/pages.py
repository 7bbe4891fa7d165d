"""The page for people: write as a resident, see the answers. Plain forms, no script."""

import base64
import html
import re
import time
from urllib.parse import quote, urlencode

from standins.wire import Reply, Request, moved, page
from standins.zalo import talk
from standins.zalo.hooks import Sender
from standins.zalo.uploads import files
from standins.zalo.world import Account, Line, World

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;background:#f3f4f6;color:#14181f}
.mark{background:#7a1f1f;color:#fff;padding:.5rem .75rem;border-radius:.5rem;font-weight:600}
h1{font-size:1.3rem}a{color:#0b57d0}ol{list-style:none;padding:0}
li{background:#fff;border-radius:.75rem;padding:.5rem .75rem;margin:.5rem 3rem .5rem 0;overflow-wrap:anywhere}
li.oa{background:#dbe9ff;margin:.5rem 0 .5rem 3rem}li small{display:block;color:#4a5260}
form{margin:.75rem 0;padding:.75rem;background:#fff;border-radius:.75rem}
label{display:block;margin:.25rem 0}
textarea,input[type=text]{width:100%;box-sizing:border-box;font:inherit;padding:.4rem}
button{font:inherit;padding:.5rem .9rem;margin:.25rem .25rem .25rem 0}img{max-width:12rem;display:block}
"""
MARK = "Máy giả lập Zalo, chỉ dùng để phát triển. Không gửi gì ra ngoài, không có người thật."
CAST = ("Rhea", "Vinh", "Stranger")
EMPTY = '<li class="oa">Chưa có tin nào.</li>'


class Pages:
    def __init__(self, world: World, sender: Sender) -> None:
        self.world, self.sender = world, sender

    def __call__(self, request: Request) -> Reply | None:
        """None when the address is not a page."""
        parts = [one for one in request.path.split("/") if one]
        if not parts:
            return self._first(request)
        if parts[0] != "cu-dan" or len(parts) > 2:
            return None
        account = self.world.accounts.get(request.query.get("oa", ""))
        if account is None:
            return moved("/")
        name = request.query.get("ten", "").strip()[:60] or CAST[0]
        if request.method == "POST":
            return self._act(account, name, request)
        return self._talk(account, name, request.query.get("loi", ""))

    # --------------------------------------------------------------------------------------------------------- pages

    def _first(self, request: Request) -> Reply:
        parts = []
        for account in self.world.accounts.values():
            app = self.world.apps[account.app_id]
            hook = html.escape(app.hook) if app.hook else "chưa nối (chạy với --hook địa-chỉ)"
            off = " <strong>Đã bị tắt vì máy chủ không trả lời.</strong>" if app.disabled else ""
            met = [key for key, one in self.world.people.items() if account.oa_id in one.wrote_to and key not in CAST]
            people = [*met, *CAST]
            links = " · ".join(f'<a href="{_address(account, one)}">{html.escape(one)}</a>' for one in people)
            parts.append(
                f"<h2>{html.escape(account.name)}</h2><p>Mã trang: {account.oa_id}. Webhook: {hook}.{off}</p>"
                f"<p>Nhắn với tư cách: {links}</p>"
                f'<form action="/cu-dan"><input type="hidden" name="oa" value="{account.oa_id}">'
                '<label>Người khác, tên: <input type="text" name="ten" required maxlength="60"></label>'
                "<button>Mở cuộc trò chuyện</button></form>"
            )
        return page(_frame("Người dân nhắn tin", "".join(parts)))

    def _talk(self, account: Account, name: str, wrong: str) -> Reply:
        person = self.world.person(name)
        lines = [
            one for one in self.world.lines if one.oa_id == account.oa_id and (one.person == person.key or one.group)
        ]
        shown = "".join(self._line(account, one) for one in lines[-100:]) or EMPTY
        here = _address(account, name)
        problem = f'<p class="mark" role="alert">{html.escape(wrong)}</p>' if wrong else ""
        body = (
            f'<p><a href="/">Tất cả</a> · <a href="{here}">Tải lại</a></p>{problem}<ol>{shown}</ol>'
            f'<form method="post" action="{here}" enctype="multipart/form-data">'
            f"<label>{html.escape(person.name)} nhắn:<textarea name='text' rows='3' autofocus></textarea></label>"
            '<label>Hình, ghi âm hay tập tin: <input type="file" name="file"></label>'
            '<label>Gửi trong nhóm (để trống là nhắn riêng): <input type="text" name="group" maxlength="60"></label>'
            "<button name='kind' value='text'>Gửi</button></form>"
            f'<form method="post" action="{here}"><p>Gửi nhanh:</p>'
            "<button name='kind' value='image'>Hình mẫu</button><button name='kind' value='audio'>Ghi âm mẫu</button>"
            "<button name='kind' value='video'>Clip mẫu</button><button name='kind' value='location'>Vị trí</button>"
            "<button name='kind' value='sticker'>Nhãn dán</button><button name='kind' value='follow'>Quan tâm</button>"
            "<button name='kind' value='unfollow'>Bỏ quan tâm</button>"
            "<button name='kind' value='user_withdraw'>Yêu cầu xóa dữ liệu</button></form>"
        )
        return page(_frame(f"{person.name} và {account.name}", body))

    def _line(self, account: Account, line: Line) -> str:
        group = self.world.groups.get(line.group)
        who = account.name if line.by_oa else line.person
        where = f" trong nhóm {group.name}" if group else ""
        at = time.strftime("%H:%M %d/%m/%Y", time.gmtime(line.at / 1000 + 7 * 3600))
        text = re.sub(r"https?://[^\s<]+", lambda m: f'<a href="{m[0]}">{m[0]}</a>', html.escape(line.text))
        text = text.replace("\n", "<br>")
        thing = ""
        if line.kind in ("image", "gif", "sticker") and line.url:
            thing = f'<img src="{html.escape(line.url)}" alt="hình đã gửi">'
        elif line.kind != "text" and line.url:
            thing = f'<a href="{html.escape(line.url)}">{line.kind}</a>'
        mark = "oa" if line.by_oa else "dan"
        said = f"<small>{html.escape(who + where)}, {at}</small>{text}{thing}"
        return f'<li class="{mark}" data-msg="{line.msg_id}">{said}</li>'

    # ----------------------------------------------------------------------------------------------------------- acts

    def _act(self, account: Account, name: str, request: Request) -> Reply:
        here = _address(account, name)
        said: talk.Said = {"oa_id": account.oa_id, "user": name}
        if request.kind == "multipart/form-data":
            sent = files(request)
            text, group = (sent.get(field, ("", b"", ""))[1].decode("utf-8", "replace") for field in ("text", "group"))
            said |= {"text": text.replace("\r\n", "\n").strip(), "group": group.strip(), "kind": "text"}
            file_name, content, mime = sent.get("file", ("", b"", ""))
            if content:
                kind = _kind(mime)
                said |= {"kind": kind, "base64": base64.b64encode(content).decode(), "mime": mime, "name": file_name}
            elif not said["text"]:
                return moved(f"{here}&{urlencode({'loi': 'Chưa có gì để gửi. Viết vài chữ hoặc chọn một tập tin.'})}")
        else:
            said["kind"] = request.form().get("kind", "text")
        result = talk.say(self.world, self.sender, said)
        if not result["deliveries"]:
            return moved(f"{here}&{urlencode({'loi': 'Đã ghi ở đây, nhưng chưa có webhook nào để gửi tới.'})}")
        return moved(here)


def _kind(mime: str) -> str:
    head = mime.split("/")[0]
    return {"image": "image", "audio": "audio", "video": "video"}.get(head, "file")


def _address(account: Account, name: str) -> str:
    return f"/cu-dan?oa={account.oa_id}&ten={quote(name)}"


def _frame(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head><body><main>"
        f'<p class="mark">{MARK}</p><h1>{html.escape(title)}</h1>{body}</main></body></html>'
    )
