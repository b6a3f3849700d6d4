"""A consumer and our provider as real processes: a card signed, news heard, services used, the provider off."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.protocol.ours import FIELDS, KNOWN, Operator, role, with_subscribers
from tests.protocol.provider import Provider
from tests.protocol.target import Target
from tests.protocol.wire import Body, granted

SECONDS = 20


def awaited(look: Callable[[], Any]) -> Any:
    """What `look` sees once it sees something."""
    deadline = time.monotonic() + SECONDS
    while not (seen := look()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return seen


def centre_of(card: Body) -> Provider:
    """A processing centre that credits the known subscriber."""
    target = Target(
        role="provider", url=card["url"], login=card["login"], password=card["password"], known=KNOWN, unknown="9"
    )  # fmt: skip
    return Provider(target)


def told(consumer: Operator) -> bool:
    """Does the provider know where the consumer answers?"""
    return bool(consumer.do("contracts")["contracts"][0]["news"] == "told")


def test_a_consumer_hears_of_a_credit_and_spends_it(tmp_path: Path) -> None:
    with role("consumer_app", "consumer", tmp_path) as consumer:
        with role("provider_app", "provider", tmp_path) as provider:
            centre = centre_of(with_subscribers(provider, dialect="json", fields=FIELDS[:1]))
            card = provider.do("reissue-card", number=KNOWN)
            contract = consumer.do("add-contract", card=card)
            awaited(lambda: told(consumer))

            ask, _ = centre.credited()
            (news,) = awaited(lambda: consumer.do("news")["news"])
            assert (news["kind"], news["amount"], news["balance"]) == ("credited", ask["amount"], ask["amount"])

            service = contract["services"][0]
            use = consumer.do("use", contract=contract["id"], service=service["code"], quantity=2)
            assert (use["state"], use["cost"]) == ("done", 2 * service["price"])
            assert use["balance"] == consumer.do("balance", contract=KNOWN)["balance"] == centre.balance()

            edited = consumer.do("edit-contract", contract="1", posting={"body": "form"})
            assert edited["posting"]["body"] == "form"
            assert granted(consumer.post("/v1/operator/use", {"contract": "1", "service": service["code"]}))

        off = consumer.post("/v1/operator/use", {"contract": "1", "service": service["code"]})
        assert (off.status, off.body["code"]) == (503, "no_connection")
        assert "Нет связи" in off.body["message"]
        assert [one["state"] for one in consumer.do("uses")["uses"]] == ["refused", "done", "done"]
