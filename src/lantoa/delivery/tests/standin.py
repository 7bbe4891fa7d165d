"""The stand-in as a process of its own: nothing here knows more of it than its address."""

import json
import subprocess
import sys
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SRC = Path(__file__).parents[3]


class Standin:
    """Started on a free port; its testers' door as methods."""

    def __init__(self, kind, *arguments):
        command = [sys.executable, "-m", f"standins.{kind}", "--end-with-stdin", *map(str, arguments)]
        self.process = subprocess.Popen(command, cwd=SRC, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = json.loads(self.process.stdout.readline())["url"]

    @property
    def host(self):
        return self.url.removeprefix("http://").rstrip("/")

    def tell(self, door, said=None, method=None):
        method = method or ("GET" if said is None else "POST")
        data = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(f"{self.url}/__standin__/{door}", data, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def sent(self):
        return self.tell("sent")["sent"]

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stdout.close()


class Recorder:
    """A place where webhooks arrive: keeps what came, answers 200."""

    def __init__(self):
        self.got = got = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hooks/zalo-oa/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def take(self):
        """What came since the last time, without probes."""
        calls = [call for call in self.got if call[1] != b"{}"]
        self.got.clear()
        return calls

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
