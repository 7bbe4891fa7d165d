"""The gateway's address: `/send` for us, `/__standin__/...` for testers, `/` for people."""

import html
import threading
from types import TracebackType

from standins.listener import Later, Listener, address
from standins.sms.gateway import Gateway, parts
from standins.wire import Reply, Request, answer, moved, page

MARK = "Máy giả lập tổng đài SMS, chỉ dùng để phát triển. Không gửi gì ra ngoài."
FAULTS = ("", "500", "nothing", "html")


class Standin:
    """`with Standin(token="t", hook=url, hook_token="h") as sms: sms.gateway.write({...})`."""

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, token: str, hook: str = "", hook_token: str = ""
    ) -> None:
        self.gateway = Gateway(token, hook, hook_token)
        self._server = Listener(host, port, self.answer, Later())
        self.url = address(self._server)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True, name="sms")

    def __enter__(self) -> "Standin":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, bad: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: Request) -> Reply:
        if request.path == "/send" and request.method == "POST":
            return self.gateway.take(request)
        if request.path == "/" and request.method == "POST":
            form = request.form()
            self.gateway.write({"from": form.get("from", ""), "text": form.get("text", "")})
            return moved("/")
        if request.path == "/":
            return page(self._page())
        return self._testers(request) or answer({"error": "no such address"}, status=404)

    def _testers(self, request: Request) -> Reply | None:
        told = (request.json() if request.body else None) or {}
        if (request.method, request.path) == ("GET", "/__standin__/sent"):
            since = int(request.query.get("since", 0))
            return answer({"sent": [vars(one) for one in self.gateway.notes if one.by_us and one.number >= since]})
        if (request.method, request.path) == ("POST", "/__standin__/say"):
            if not all(isinstance(told.get(name), str) for name in ("from", "text")):
                return answer({"wrong": "from and text are needed"}, status=400)
            return answer(self.gateway.write(told))
        if (request.method, request.path) == ("POST", "/__standin__/faults"):
            if told.get("what", "") not in FAULTS:
                return answer({"wrong": f"what is one of {FAULTS}"}, status=400)
            self.gateway.fault = told.get("what", "")
            return answer({"what": self.gateway.fault})
        if (request.method, request.path) == ("POST", "/__standin__/hook"):
            self.gateway.hook = str(told.get("url", self.gateway.hook))
            self.gateway.hook_token = str(told.get("token", self.gateway.hook_token))
            self.gateway.token = str(told.get("send_token", self.gateway.token))
            return answer({"hook": self.gateway.hook})
        return None

    def _page(self) -> str:
        rows = "".join(
            f"<li><b>{'Công an gửi tới' if one.by_us else 'Từ'} {html.escape(one.phone)}</b> "
            f"({parts(one.text)} tin, trả lời {one.status}):<br>{html.escape(one.text)}</li>"
            for one in reversed(self.gateway.notes[-100:])
        )
        return (
            '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>SMS giả lập</title></head><body>'
            f"<p><strong>{MARK}</strong></p><h1>Tin nhắn SMS</h1>"
            '<form method="post"><p><label>Số của người gửi <input name="from" required value="0900 000 '
            '321"></label></p>'
            '<p><label>Nội dung<br><textarea name="text" rows="3" cols="40" required></textarea></label></p>'
            f'<button>Gửi</button></form><p><a href="/">Tải lại</a></p><ol>{rows}</ol></body></html>'
        )
