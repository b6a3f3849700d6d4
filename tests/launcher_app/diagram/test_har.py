"""The HTTP archive: every member that HAR 1.2 demands, and no secret, even of a hop that was not masked."""

from datetime import datetime
from typing import Any

import msgspec

from launcher_app.diagram import har, mermaid, plantuml, svg
from launcher_app.diagram.layout import laid_out
from launcher_app.diagram.sequence import sequenced
from launcher_app.feed.hop import Hop
from tests.launcher_app.diagram.sample import hop, payment

ENTRY = {"startedDateTime": str, "time": int, "request": dict, "response": dict, "cache": dict, "timings": dict}
REQUEST = {
    "method": str, "url": str, "httpVersion": str, "cookies": list, "headers": list, "queryString": list,
    "headersSize": int, "bodySize": int,
}  # fmt: skip
RESPONSE = {
    "status": int, "statusText": str, "httpVersion": str, "cookies": list, "headers": list, "content": dict,
    "redirectURL": str, "headersSize": int, "bodySize": int,
}  # fmt: skip
CANARY = "canary-7Q2"


def archive(*hops: Hop) -> Any:
    return msgspec.json.decode(har.written(hops, lambda seat: f"http://{seat}.test"))["log"]


def test_every_member_that_the_format_demands_is_there() -> None:
    log = archive(*payment())

    assert log["version"] == "1.2"
    assert set(log["creator"]) == {"name", "version"}
    for entry in log["entries"]:
        for shape, whole in ((ENTRY, entry), (REQUEST, entry["request"]), (RESPONSE, entry["response"])):
            assert all(isinstance(whole[name], kind) for name, kind in shape.items())
        assert datetime.fromisoformat(entry["startedDateTime"]).tzinfo is not None
        assert set(entry["timings"]) == {"send", "wait", "receive"}
        assert sum(entry["timings"].values()) == entry["time"]
        assert {"size", "mimeType"} <= set(entry["response"]["content"])


def test_entries_follow_each_other_in_time_and_what_waits_is_left_out() -> None:
    numbers = [entry["_oplata"]["number"] for entry in archive(*payment()[::-1])["entries"]]

    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_form_a_query_and_their_types_are_as_they_were_sent() -> None:
    asked = hop(
        1, 0, "processing", "provider", "/osmp?command=check&txn_id=7&sum=", method="GET", request="a=b",
        request_headers={"content-type": "application/x-www-form-urlencoded"}, reply="<response/>",
        reply_headers={"Content-Type": "text/xml"}, receiver_seat="provider-2",
    )  # fmt: skip

    (entry,) = archive(asked)["entries"]

    assert entry["request"]["url"] == "http://provider-2.test/osmp?command=check&txn_id=7&sum="
    assert {"name": "sum", "value": ""} in entry["request"]["queryString"]
    assert entry["request"]["postData"]["mimeType"] == "application/x-www-form-urlencoded"
    assert entry["response"]["content"]["mimeType"] == "text/xml"


def test_no_secret_gets_into_any_of_the_files() -> None:
    careless = hop(
        1, 0, "consumer", "provider", f"/x?password={CANARY}", request=f'{{"password":"{CANARY}"}}',
        reply=f'{{"token":"{CANARY}","passport":"{CANARY}"}}', verb=f"/x?token={CANARY}",
        request_headers={"Authorization": f"Basic {CANARY}", "Cookie": CANARY},
    )  # fmt: skip
    sequence = sequenced([careless])

    texts = [
        svg.picture(laid_out(sequence, "ru"), "x"),
        mermaid.written(sequence, "x", "ru"),
        plantuml.written(sequence, "x", "ru"),
        har.written([careless], lambda seat: f"http://{seat}").decode(),
    ]

    assert [text for text in texts if CANARY in text] == []
