"""Учебный магазин на одном публичном API: python shop.py АДРЕС_ЦЕНТРА ПОРТ / a sample shop: its centre, its port."""

import hashlib
import hmac
import json
import sys
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import requests

CENTRE, PORT, secret, taken = sys.argv[1], int(sys.argv[2]), "", dict[str, int]()
VAT = {"type": "PaymentIntentLineTaxVAT", "rate": "20%"}
CUP = {"product": "Кружка из маркета", "price": 25000, "quantity": 1, "cost": 25000, "taxMode": VAT}
DELIVERY = {"product": "Доставка", "price": 250, "quantity": 2, "cost": 500, "taxMode": VAT}
KINDS = ["paymentIntent.created", "paymentIntent.paid", "payment.failed", "payment.captured"]
KINDS += ["payment.refund.succeeded", "payment.chargeback.created", "payment.chargeback.rejected"]


def ask(method: str, path: str, body: Any = None) -> Any:
    bearer = {"Authorization": f"Bearer {key}"}
    said = requests.request(method, f"{CENTRE}/v2{path}", json=body, headers=bearer, timeout=60)
    return said.json() if said.ok else sys.exit(f"{said.status_code} {said.text}")


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:  # уведомление верно, если подписано нашим секретом не раньше 300 с / signed, and lately
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signs = [sign.partition("=")[::2] for sign in self.headers.get("Oplata-Signature", "").split(",")]
        at = dict(signs).get("t", "0")
        right = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
        good = any(name == "v1" and hmac.compare_digest(sign.encode(), right.encode()) for name, sign in signs)
        good = good and abs(datetime.now(UTC).timestamp() - int(at)) <= 300
        self.send_response(200 if good else 401)
        self.end_headers()
        if good and (told := json.loads(body))["sequence"] > taken.get(told["paymentIntentID"], 0):
            taken[told["paymentIntentID"]] = told["sequence"]  # повтор — тоже 200 / to a repeat 200, too
            print(f"уведомление / webhook {told['sequence']}: {told['eventType']}", flush=True)

    def log_message(self, *_: Any) -> None: ...


server = HTTPServer(("127.0.0.1", PORT), Receiver)
Thread(target=server.serve_forever, daemon=True).start()
HERE = f"http://127.0.0.1:{server.server_port}/"  # этот адрес записывают у точки продаж / the POS must have it
key = input(f"уведомления / webhooks: {HERE}\nКлюч магазина / shop key:\n")  # не в командной строке: её видят все
for old in [one["id"] for one in ask("GET", "/webhooks")["webhooks"] if one["url"] == HERE]:
    ask("DELETE", f"/webhooks/{old}")
secret = ask("POST", "/webhooks", {"shopID": "TEST", "url": HERE, "eventTypes": KINDS})["secret"]
sale = {"shopID": "TEST", "product": "service_order_123456780", "cart": [CUP, DELIVERY], "currency": "RUB"}
made = ask("POST", "/payment-intents", sale | {"dueDate": (datetime.now(UTC) + timedelta(hours=1)).isoformat()})
intent, last = f"/payment-intents/{made['paymentIntent']['id']}", 0
print(f"оплатить / pay: {CENTRE}/checkout#{made['paymentIntentAuthToken']['payload']}", flush=True)
while True:  # до Ctrl+C: вдруг вернут или оспорят / until Ctrl+C: it may be refunded or disputed
    for event in ask("GET", f"{intent}/events?eventID={last}&wait=20"):
        last = event["id"]
        for change in event["changes"]:
            print(f"событие / event {last}: {change['changeType']} {change.get('status', '')}", flush=True)
