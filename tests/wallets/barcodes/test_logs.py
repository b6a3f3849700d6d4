"""No file of the centre holds a barcode, whatever became of it: its last four digits are all that anybody reads."""

from pathlib import Path

from common.pay_codes import digits
from tests.wallets.centre import Town


def test_no_line_and_no_file_holds_a_barcode(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan, shop = town.holder(), town.provider()
        pair = ivan.yes("POST", "/barcodes", {})
        paid, early = pair["now"]["code"], pair["later"]["code"]
        unknown = digits.whole("424242424242424")
        done = shop.charge(paid, 1_000)
        refused = {
            shop.charge(paid, 2_000).code, shop.charge(early, 1_000).code, shop.charge(unknown, 1_000).code,
            shop.charge(paid[:-1] + "x", 1_000).code, shop.charge(paid, -1).code,
            shop.ask("POST", "/pay", {"payment_id": "x", "barcode": paid, "amount": 1}).code,
            shop.ask("POST", "/pay", {"barcode": paid, "more": early}).code,
            shop.ask("POST", "/qr/look", {"qr": paid}).code,
            ivan.ask("POST", "/pay", {"payment_id": ivan.new_id(), "barcode": paid, "amount": 1}).code,
            ivan.ask("POST", "/barcodes", {"code": paid}).code,
        }  # fmt: skip
        town.run()

    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    lines = b"".join(body for path, body in files.items() if path.suffix == ".jsonl")
    assert done.status == 200
    assert {"barcode_used", "barcode_early", "barcode_unknown", "qr_not_ours", "wrong_json"} <= refused
    assert b"/payments/barcodes" in lines
    assert f"••••{paid[-4:]}".encode() in b"".join(files.values())
    for path, body in files.items():
        for code in (paid, early, unknown):
            assert code[:12].encode() not in body, path
