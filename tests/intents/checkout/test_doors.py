"""What the page asks besides what every shop asks: the shop's name, the way back, the picture of a QR code."""

import re
from urllib.parse import quote

import pytest

from common import qr
from common.protocol.shop.parts import QrCodeDisplay
from processing_app.bank.simulated.adapter import LINK
from processing_app.service.asks.domain import AddTrainingShop, EditPos
from processing_app.service.intents.checkout import path
from tests.intents.centre import CARD, Answer, Platform, Shop

THANKS, OTHER = "https://shop.example/thanks", "https://shop.example/order"
LINKED = {"payer": {"payerType": "PaymentLinkPayer", "bank": ""}}


@pytest.fixture
def sold(platform: Platform, shop: Shop) -> tuple[str, Shop]:
    """An order of a shop with two registered addresses."""
    platform.do(platform.service.platform.shops.edit_pos, EditPos(id="TEST", return_urls=[THANKS, OTHER], reason="x"))
    return platform.create(shop)


def test_a_payer_is_told_whose_order_it_is_and_where_to_go_back(sold: tuple[str, Shop]) -> None:
    intent_id, payer = sold

    assert payer.yes("GET", f"/payment-intents/{intent_id}/checkout") == {
        "shopName": "Кружка из маркета (учебный магазин)", "returnUrl": THANKS,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (OTHER, OTHER),
        (OTHER + "?number=7", OTHER + "?number=7"),
        ("https://evil.example/thanks", THANKS),
        ("https://shop.example@evil.example/order", THANKS),
        ("javascript:alert(1)", THANKS),
        ("//evil.example", THANKS),
        ("/checkout", THANKS),
    ],
)
def test_the_way_back_is_a_registered_one(sold: tuple[str, Shop], asked: str, told: str) -> None:
    intent_id, payer = sold

    found = payer.yes("GET", f"/payment-intents/{intent_id}/checkout?terminationUri={quote(asked, safe='')}")

    assert found["returnUrl"] == told


def test_a_shop_without_pages_has_no_way_back(platform: Platform) -> None:
    intent_id, payer = platform.create(platform.another(), shopID="OTHER")

    assert "returnUrl" not in payer.yes("GET", f"/payment-intents/{intent_id}/checkout?terminationUri=https://evil.ru")


def test_our_own_page_may_pay_and_a_stranger_s_may_not(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    body = {"payer": platform.tokenised(payer, CARD)}

    def ask(origin: str) -> Answer:
        return payer.ask("POST", f"/payment-intents/{intent_id}/payments", body, origin=origin)

    assert ask("https://evil.example").code == "origin_not_registered"
    assert ask(f"http://127.0.0.1:{platform.port + 1}").code == "origin_not_registered"
    assert ask("null").code == "origin_not_registered"
    assert ask(f"http://127.0.0.1:{platform.port}").status == 201


def test_our_own_page_is_still_none_for_a_shop_s_key(platform: Platform, shop: Shop) -> None:
    platform.do(platform.service.platform.shops.add_training_shop, AddTrainingShop())

    assert shop.ask("GET", "/shops", origin=f"http://127.0.0.1:{platform.port}").code == "key_in_browser"


def test_a_qr_code_is_drawn_as_a_camera_reads_it(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", LINKED)
    platform.run()
    (asked,) = [
        change["userInteraction"]
        for event in platform.events(payer, intent_id)
        for change in event["changes"]
        if change["changeType"] == "PaymentInteractionRequested"
    ]

    found = payer.yes("GET", f"/payment-intents/{intent_id}/payments/1/qr-code")

    assert LINK in asked["qrCode"]
    assert asked["interactionType"] == QrCodeDisplay.__struct_config__.tag
    assert qr.read_picture(*drawn(found["size"], found["path"])) == [asked["qrCode"]]


def test_where_nothing_is_to_be_shown_there_is_no_picture(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.paid(shop)

    assert payer.ask("GET", f"/payment-intents/{intent_id}/payments/1/qr-code").code == "not_found"
    assert payer.ask("GET", f"/payment-intents/{intent_id}/payments/2/qr-code").code == "not_found"


def test_squares_are_drawn_by_runs() -> None:
    assert path([[True, True, False], [False, False, False], [True, False, True]]) == (
        "M0 0h2v1h-2zM0 2h1v1h-1zM2 2h1v1h-1z"
    )


def drawn(size: int, shape: str) -> tuple[int, int, bytes]:
    """A grey picture of a path, eight points a square, with the light edge."""
    scale, quiet = 8, 4
    width = (size + 2 * quiet) * scale
    rows = [bytearray(b"\xff" * width) for _ in range(width)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", shape):
        left, right = (int(x) + quiet) * scale, (int(x) + int(run) + quiet) * scale
        for row in rows[(int(y) + quiet) * scale : (int(y) + quiet + 1) * scale]:
            row[left:right] = b"\0" * (right - left)
    return width, width, b"".join(bytes(row) for row in rows)
