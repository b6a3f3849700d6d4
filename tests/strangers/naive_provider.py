"""A provider as it is first written: it works in the demonstration, and loses money on the first bad day."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

BALANCES = {"9161234567": 0}
CREDITED: list[str] = []


class Handler(BaseHTTPRequestHandler):
    """Believes whoever asks, whatever is asked."""

    def do_POST(self) -> None:
        ask = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer: dict[str, object]
        if ask.get("account", "9161234567") not in BALANCES:
            answer = {"error": "Нет такого номера"}
        elif self.path == "/v1/credit":
            BALANCES[ask["account"]] += ask["amount"]
            CREDITED.append(ask["payment_id"])
            answer = ask | {"reference": str(len(CREDITED)), "credited_at": "now"}
        elif self.path == "/v1/register":
            rows = [{"kind": "credit", "payment_id": one} for one in CREDITED[int(ask["after"] or 0) :]]
            answer = {"rows": rows, "position": str(len(CREDITED)), "more": False}
        else:
            answer = ask | {"status": "credited" if ask.get("payment_id") in CREDITED else "unknown"}
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Handler)
    Path(sys.argv[1]).write_text(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), encoding="utf-8")
    server.serve_forever()
