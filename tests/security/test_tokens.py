"""Rows 19 to 26: tokens of one algorithm with every claim, exact scopes, revocation, skew, rotation, impersonation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import spawn
from processing_app.service.tokens import KEPT, OF_ACCOUNT, OF_INTENT
from tests.intents.centre import CARD, Platform
from tests.security.shops import MINE, Centre, Said, doors, label

SHOP, PAYER = "shop", "intent"
READ, READ_PAYMENTS, WRITE_PAYMENTS, TOKENISE = OF_INTENT
SCOPES = {
    "GET /v2/payment-intents/{paymentIntentID}": READ,
    "GET /v2/payment-intents/{paymentIntentID}/events": READ,
    "GET /v2/payment-intents/{paymentIntentID}/payment-methods": READ,
    "GET /v2/payment-intents/{paymentIntentID}/checkout": READ,
    "GET /v2/payment-intents/{paymentIntentID}/payments": READ_PAYMENTS,
    "GET /v2/payment-intents/{paymentIntentID}/payments/{paymentID}": READ_PAYMENTS,
    "GET /v2/payment-intents/{paymentIntentID}/payments/{paymentID}/qr-code": READ_PAYMENTS,
    "POST /v2/payment-intents/{paymentIntentID}/payments": WRITE_PAYMENTS,
    "POST /v2/payment-intents/{paymentIntentID}/kiosk-codes": WRITE_PAYMENTS,
    "POST /v2/payment-method-tokens": TOKENISE,
}
"""What a payer's token needs at each door that it may enter."""
NEARLY = (
    "paymentIntents.*:read", "paymentIntents:read", "paymentintents.{}:read", "paymentIntents.{}:READ",
    "paymentIntents.{}", "paymentIntents.{}:read ", " paymentIntents.{}:read", "paymentIntents.{}:*",
    "paymentIntents.{}.payments:*", "paymentIntents.{}.*:read", "paymentIntents.{}:read,paymentIntents.{}:write", "*",
    "paymentIntents.{}:read.payments:read", "payment_methods:read", "payment_methods:*", "PAYMENT_METHODS:WRITE",
    "paymentIntents.{}.payments", "paymentIntents.{}.payments:write:read", "paymentIntents.{}x:read",
    "paymentIntents.x{}:read", "shop:{}", "operator",
)  # fmt: skip
"""No door takes one of these for its scope."""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Two shops, each with an intent."""
    made = Centre(tmp_path_factory.mktemp("shops"))
    yield made
    made.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Centre]:
    """The same for a test that moves its clock, revokes or starts it again."""
    made = Centre(tmp_path)
    yield made
    made.close()


def test_the_forger_s_own_token_is_sound(centre: Centre) -> None:
    """Without it sixty refusals would prove nothing."""
    assert centre.look(centre.forge.signed(centre.forge.claims())).status == 200


def test_row_19_sixty_forged_tokens_let_nobody_in(centre: Centre) -> None:
    forged = centre.forge.forged()

    accepted = {name: said for name, token in forged.items() if not refused(said := centre.look(token))}

    assert len(forged) >= 60
    assert accepted == {}


def test_row_20_every_claim_is_demanded_and_is_what_it_must_be(centre: Centre) -> None:
    wrong = centre.forge.wrong_claims()

    accepted = {name: said for name, token in wrong.items() if not refused(said := centre.look(token))}

    assert len(wrong) >= 90
    assert accepted == {}


def test_row_21_a_payer_s_token_enters_by_its_own_scopes_only(centre: Centre) -> None:
    """Every scope at every door that payers enter: the right one opens it, no other does, nor anything like it."""
    entered = set()
    for door in [*doors(SHOP, PAYER), *doors(PAYER)]:
        for scope in (*OF_INTENT, *NEARLY):
            said = centre.at(door, with_scopes(centre, scope), centre.intent)
            assert said.code != "wrong_json", (label(door), said)
            if said.status not in (401, 403):
                entered.add((label(door), scope))

    assert entered == set(SCOPES.items())


def test_row_21_the_scope_of_another_intent_is_none(centre: Centre) -> None:
    scopes = [scope.format(centre.other_intent) for scope in OF_INTENT]
    stranger = centre.forge.signed(centre.forge.claims(scopes=scopes))

    for door in doors(SHOP, PAYER):
        assert centre.at(door, stranger, centre.intent).status == 403, label(door)
        assert centre.at(door, stranger, centre.other_intent).status == 404, label(door)


def test_row_22_revoked_is_revoked_for_everybody_at_once(fresh: Centre) -> None:
    for token, revoke, fields in (
        (fresh.payer, "revoke-tokens", {"intent_id": fresh.intent}),
        (fresh.key, "revoke-tokens", {"shop_id": MINE}),
    ):
        assert fresh.look(token).status == 200
        fresh.operate(revoke, **fields)
        assert refused(fresh.look(token)), revoke
    key = fresh.operate("issue-shop-key", shop_id=MINE)
    assert fresh.look(key["key"]).status == 200
    fresh.operate("revoke-shop-key", key_id=key["key_id"])
    assert refused(fresh.look(key["key"]))


def test_row_22_a_shop_ends_the_tokens_of_its_own_intent(fresh: Centre) -> None:
    path = f"/v2/payment-intents/{fresh.intent}/access-tokens"
    assert fresh.look(fresh.payer).status == 200

    assert fresh.ask("DELETE", path, token=fresh.other_key).code == "not_found"
    assert fresh.look(fresh.payer).status == 200
    assert fresh.ask("DELETE", path, token=fresh.key).status == 200

    assert refused(fresh.look(fresh.payer))
    renewed = fresh.ask("POST", path, token=fresh.key)
    assert fresh.look(renewed.body["payload"]).status == 200


def test_row_22_revoked_is_revoked_after_a_restart(tmp_path: Path) -> None:
    before = Centre(tmp_path)
    issued = before.operate("issue-shop-key", shop_id=MINE)
    kept, ended, key = before.key, before.payer, issued["key"]
    before.operate("revoke-tokens", intent_id=before.intent)
    before.operate("revoke-shop-key", key_id=issued["key_id"])
    assert [refused(before.look(token)) for token in (ended, key, kept)] == [True, True, False]
    before.close()

    with Platform(tmp_path, before.platform.clock) as after:
        before.platform = after
        assert [refused(before.look(token)) for token in (ended, key, kept)] == [True, True, False]


@pytest.mark.parametrize(("seconds", "good"), [(29, True), (31, False)])
def test_row_23_clocks_may_differ_by_half_a_minute(fresh: Centre, seconds: int, good: bool) -> None:
    forge, now = fresh.forge, fresh.platform.clock.now_ms() // 1000
    ended = forge.signed(forge.claims(exp=now - seconds, nbf=now - 3600, iat=now - 3600))
    early = forge.signed(forge.claims(nbf=now + seconds))
    issued = forge.signed(forge.claims(nbf=now, iat=now + seconds))

    assert [not refused(fresh.look(token)) for token in (ended, early, issued)] == [good] * 3


def test_row_23_whoever_is_remembered_is_not_remembered_longer(fresh: Centre) -> None:
    now = fresh.platform.clock.now_ms() // 1000
    token = fresh.forge.signed(fresh.forge.claims(exp=now + 60))
    assert fresh.look(token).status == 200

    fresh.platform.clock.advance(60 + 29)
    assert fresh.look(token).status == 200
    fresh.platform.clock.advance(2)
    assert refused(fresh.look(token))


def test_row_24_keys_are_changed_under_load_and_nobody_is_refused(fresh: Centre) -> None:
    asked: list[Said] = []
    enough = spawn.Signal()

    def ask_on() -> None:
        while not enough.is_set():
            asked.extend((fresh.look(fresh.key), fresh.look(fresh.platform.platform.tokens.for_intent(fresh.intent))))

    askers = [spawn.thread(f"asker {n}", ask_on) for n in range(3)]
    names = [fresh.operate("rotate-token-key")["key"] for _ in range(5)]
    while len(asked) < 60:
        names.append(fresh.operate("rotate-token-key")["key"])
    enough.set()
    for one in askers:
        one.join(10)

    assert len(set(names)) == len(names)
    assert [said for said in asked if said.status != 200] == []


def test_row_24_a_key_is_in_its_sealed_file_and_nowhere_else(fresh: Centre) -> None:
    fresh.operate("rotate-token-key")
    assert fresh.look(fresh.shop_key(MINE)).status == 200
    kid, key = fresh.forge.key()
    own = fresh.platform.instance.secrets._path(KEPT.format(kid))
    fresh.platform.instance.log.exchanges.flush()
    fresh.platform.instance.log.lines.flush()

    for file in [path for path in fresh.folder.rglob("*") if path.is_file() and path != own]:
        content = file.read_bytes()
        assert key not in content, file.name
        assert key.hex().encode() not in content, file.name


def test_row_24_no_token_is_in_any_file(fresh: Centre) -> None:
    fresh.look(fresh.key)
    fresh.ask("GET", f"/v2/payment-intents/{fresh.payer}", token=fresh.payer)
    fresh.ask("GET", f"/v2/payment-intents/{fresh.intent}/events?token={fresh.payer}", token=fresh.payer)
    fresh.operate("impersonate", shop_id=MINE, reason="проверка")
    fresh.platform.instance.log.exchanges.flush()
    fresh.platform.instance.log.lines.flush()

    for file in [path for path in fresh.folder.rglob("*") if path.is_file()]:
        content = file.read_bytes()
        for token in (fresh.key, fresh.payer):
            assert token.rpartition(".")[2].encode() not in content, file.name


@pytest.mark.parametrize("door", doors(SHOP), ids=label)
def test_row_25_a_door_of_servers_refuses_the_token_of_a_page(centre: Centre, door: Any) -> None:
    said = centre.at(door, centre.payer, centre.intent)

    assert (said.status, said.code) == (401, "shop_key_required")
    assert said.headers["www-authenticate"] == 'Bearer realm="oplata"'


@pytest.mark.parametrize("door", doors(PAYER), ids=label)
def test_row_25_a_door_of_pages_refuses_the_key_of_a_server(centre: Centre, door: Any) -> None:
    borrowed = centre.operate("impersonate", shop_id=MINE, reason="проверка")["token"]

    for token in (centre.key, borrowed):
        said = centre.at(door, token, centre.intent)
        assert (said.status, said.code) == (401, "client_token_required")
        assert "Ключ магазина не должен попадать в браузер" in said.body["message"]
        assert CARD not in str(said.body)


@pytest.mark.parametrize("door", doors(), ids=label)
def test_row_25_a_key_of_a_server_is_refused_in_any_browser(centre: Centre, door: Any) -> None:
    said = centre.ask(door.method, door.path.replace("{", "").replace("}", ""), {}, centre.key, origin="https://x.y")

    assert (said.status, said.code) == (401, "key_in_browser")


def test_row_25_a_token_of_one_kind_is_none_of_another(centre: Centre) -> None:
    forge = centre.forge
    crossed = (
        forge.claims(typ="shop", sub=f"shop:{MINE}"),
        forge.claims(sub=f"shop:{MINE}"),
        forge.claims(typ="account", sub=f"intent:{centre.intent}"),
        forge.claims(typ="account", sub=f"account:{MINE}", scopes=[OF_ACCOUNT.format(MINE)], act="operator:operator"),
    )

    assert [refused(centre.look(forge.signed(claims))) for claims in crossed] == [True] * len(crossed)


def test_row_26_an_impersonator_leaves_both_names(fresh: Centre) -> None:
    borrowed = fresh.operate("impersonate", shop_id=MINE, reason="спор 17", minutes=5)
    made = fresh.ask("POST", "/v2/payment-intents", fresh.platform.question(), borrowed["token"])
    assert made.status == 201, made

    stream = f"intent/{made.body['paymentIntent']['id']}"
    rows = fresh.platform.database.read(
        lambda db: db.raw.execute("SELECT principal, on_behalf_of FROM events WHERE stream = ?", (stream,)).fetchall()
    )
    assert [tuple(row) for row in rows] == [("operator:operator", f"shop:{MINE}")]
    (told,) = fresh.operate("impersonations")["impersonations"]
    assert (told["who"], told["on_behalf_of"], told["reason"]) == ("operator:operator", f"shop:{MINE}", "спор 17")
    fresh.platform.clock.advance(5 * 60 + 31)
    assert refused(fresh.look(borrowed["token"]))


def test_row_26_nobody_but_an_operator_acts_for_a_shop(centre: Centre) -> None:
    borrowed = centre.operate("impersonate", shop_id=MINE, reason="проверка")["token"]
    question = {"shop_id": MINE, "reason": "x"}

    for token in (centre.key, centre.payer, borrowed, ""):
        assert centre.ask("POST", "/v1/operator/impersonate", question, token).status == 401


def refused(said: Said) -> bool:
    """Not let in, by the words for a wrong token, and told nothing else."""
    if said.status == 401:
        assert said.code in ("wrong_token", "token_required"), said
        assert said.headers["www-authenticate"] == 'Bearer realm="oplata"'
    return said.status == 401


def with_scopes(centre: Centre, scope: str) -> str:
    """A token of the shop's intent with one scope."""
    named = scope.replace("{}", centre.intent)
    return centre.forge.signed(centre.forge.claims(scopes=[named]))
