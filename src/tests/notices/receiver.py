"""A service that takes webhooks. Prints its port, then one line of JSON for each request, with what it makes of the
signature by itself. The secret is the first argument, the statuses to answer with are the others; then 204. A line on
standard input comes back as a mark."""

import hashlib
import hmac
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

secret = sys.argv[1].encode()
statuses = [int(status) for status in sys.argv[2:]]


def is_signed(header, body):
    fields = dict(field.split("=", 1) for field in header.split(",")) if header else {}
    if "t" not in fields or "v1" not in fields:
        return None
    expected = hmac.new(secret, fields["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, fields["v1"])


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(
            json.dumps(
                {
                    "path": self.path,
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "signed": is_signed(self.headers.get("Syndiwatt-Signature"), body),
                    "body": json.loads(body),
                }
            ),
            flush=True,
        )
        status = statuses.pop(0) if statuses else 204
        self.send_response(status)
        if status in (301, 302, 307, 308):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def marks():
    for line in sys.stdin:
        print(json.dumps({"armed": line.split()[0]}), flush=True)


server = HTTPServer(("127.0.0.1", 0), Handler)
print(json.dumps({"port": server.server_port}), flush=True)
threading.Thread(target=marks, daemon=True).start()
server.serve_forever()
