"""The domain over HTTP, as the operator's window and commands have it."""

from tests.intents.centre import Platform, Shop
from tests.intents.repair.operator import own


def test_two_who_edit_at_once_are_told_apart(platform: Platform) -> None:
    anna, boris = own(platform), own(platform).colleague("boris")
    seen = anna.yes("domain", kind="pos")
    (pos,) = seen["objects"]

    first = boris.yes("commit-domain", base_revision=seen["newest"], reason="a", changes=[pos | {"name": "Лавка"}])
    late = anna.ask("commit-domain", base_revision=seen["newest"], reason="b", changes=[pos | {"name": "Ларёк"}])

    assert first["revision"] == seen["newest"] + 1
    assert (late.status, late.code, late.body["detail"]) == (409, "changeset_conflict", str(first["revision"]))
    (told,) = anna.yes("domain-difference", since=seen["newest"])["objects"]
    assert [(one["field"], one["after"]["ru"]) for one in told["fields"]] == [("name", "Лавка")]
    assert anna.yes("domain-revisions", limit=1)["revisions"][0]["who"] == "operator:boris"


def test_all_mistakes_are_told_in_both_languages(platform: Platform) -> None:
    answer = own(platform).ask("add-owner", name="", inn="123")

    assert (answer.status, answer.code) == (422, "wrong_value")
    for told in ("ИНН", "название"):
        assert told in answer.body["messages"]["ru"]
    assert "taxpayer" in answer.body["messages"]["en"]


def test_a_kind_or_a_field_that_nobody_declared_is_refused(platform: Platform) -> None:
    operator = own(platform)
    (pos,) = operator.yes("domain", kind="pos")["objects"]

    for changes in ([pos | {"kind": "wallet"}], [pos | {"balance": 1}], [{"kind": "pos"}]):
        answer = operator.ask("commit-domain", base_revision=1, reason="a", changes=changes)
        assert (answer.status, answer.code) == (400, "wrong_json"), answer
    events = [{"kind": "IntentCreated", "payment_id": "1"}]
    assert operator.ask("add-events", intent_id="a", reason="b", events=events).code == "wrong_json"


def test_an_edit_is_in_force_for_the_next_intent_and_not_for_those_before(platform: Platform, shop: Shop) -> None:
    before, payer = platform.create(shop)

    own(platform).yes("edit-pos", id="TEST", methods=["kiosk"], maximum=30_000)
    after, later = platform.create(shop)

    def ways(one: Shop, name: str) -> list[str]:
        return [way["method"] for way in one.yes("GET", f"/payment-intents/{name}/payment-methods")["methods"]]

    assert ways(payer, before) == ["BankCard", "BankLink", "Kiosk"]
    assert ways(later, after) == ["Kiosk"]
    too_dear = shop.ask("POST", "/payment-intents", platform.question(cart=[{"product": "Сервиз", "price": 30_001}]))
    assert too_dear.code == "amount_out_of_range"
