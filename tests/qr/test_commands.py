"""`run_all.py qr explain` and `qr make`: a table for people, an exit code for scripts."""

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from common.photo import png
from common.qr import read_image, squares
from launcher_app.qr.__main__ import main
from processing_app.service.asks.qr_keys import QrKeyRow
from processing_app.service.asks.qr_keys import QrKeys as OperatorsKeys
from tests.qr import scenes
from tests.qr.test_explaining import keys, of_link
from tests.qr.vectors import BILL, DYNAMIC, SBP, SBP_WRONG

Out = pytest.CaptureFixture[str]


@pytest.mark.parametrize("text", [DYNAMIC, BILL, SBP["static"]])
def test_a_sound_code_is_told_with_exit_code_0(capsys: Out, text: str) -> None:
    code = main(["explain", text])

    said = capsys.readouterr()
    assert code == 0
    assert " ✓ Ошибок нет." in said.out
    assert "Поле" in said.out


@pytest.mark.parametrize("text", [DYNAMIC[:-1] + "7", BILL.replace("15000", "150,00"), SBP_WRONG[0], "hello"])
def test_a_wrong_code_is_told_with_exit_code_1(capsys: Out, text: str) -> None:
    assert main(["explain", text]) == 1
    assert capsys.readouterr().out


def test_advice_stands_under_what_is_wrong(capsys: Out) -> None:
    main(["explain", BILL.replace("15000", "150,00")])

    said = capsys.readouterr().out
    assert " ✗ Сумма «150,00» в рублях, а нужны копейки\n   → Напишите Sum=15000." in said


@pytest.mark.parametrize("words", [["--lang", "en", "explain", DYNAMIC], ["explain", DYNAMIC, "--lang", "en"]])
def test_it_speaks_english_wherever_that_is_asked(capsys: Out, words: list[str]) -> None:
    assert main(words) == 0
    assert "Nothing is wrong." in capsys.readouterr().out


def test_a_picture_is_read_by_its_bytes(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "bill.png"
    wrong = BILL.replace("«", '"').replace("»", '"').encode("cp1251")
    file.write_bytes(png(squares(wrong)))

    code = main(["explain", str(file)])

    said = capsys.readouterr().out
    assert code == 1
    assert "В заголовке UTF-8, а байты — Windows-1251" in said
    assert 'ООО "Три кита"' in said


def test_all_codes_of_a_picture_are_told(capsys: Out, tmp_path: Path) -> None:
    desk = Image.new("L", (1400, 700), 255)
    desk.paste(scenes.code(DYNAMIC), (20, 20))
    desk.paste(scenes.bars_of("701234567890123457"), (750, 50))
    file = tmp_path / "two.png"
    file.write_bytes(scenes.saved(desk))

    assert main(["explain", str(file)]) == 0

    said = capsys.readouterr().out
    assert "Из картинки: QR" in said
    assert "Из картинки: Code 128" in said


def test_a_text_in_a_file_is_read(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "code.txt"
    file.write_text(BILL + "\n", encoding="utf-8")

    assert main(["explain", str(file)]) == 0


def test_a_picture_without_a_code_says_why_in_one_language(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "grey.png"
    file.write_bytes(scenes.saved(Image.new("L", (600, 400), 200)))

    assert main(["explain", str(file), "--lang", "en"]) == 1
    assert "almost of one colour" in (said := capsys.readouterr().err)
    assert "почти" not in said


def test_a_picture_that_is_not_there_is_no_code(capsys: Out, tmp_path: Path) -> None:
    assert main(["explain", str(tmp_path / "photo.PNG")]) == 1

    told = capsys.readouterr()
    assert "photo.PNG" in told.err
    assert told.out == ""


def test_a_document_is_not_poured_out_as_a_code(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"%PDF-1.4\n1 0 obj")

    assert main(["explain", str(file)]) == 1

    told = capsys.readouterr()
    assert "sheet.pdf: PDF" in told.err
    assert told.out == ""


def test_a_signature_is_checked_by_given_keys(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(msgspec.json.encode(keys()))

    assert main(["explain", of_link()]) == 0
    assert "Можно ли платить, неизвестно. Код нашей сети. Подпись не проверена" in capsys.readouterr().out
    assert main(["explain", of_link(), "--keys", str(file)]) == 0
    assert "✓ Можно платить." in capsys.readouterr().out
    assert main(["explain", of_link().replace("a=15000", "a=1500"), "--keys", str(file)]) == 1
    assert "Подпись центра не сходится" in capsys.readouterr().out


def test_the_operators_own_answer_is_a_file_of_keys(capsys: Out, tmp_path: Path) -> None:
    file, told = tmp_path / "keys.json", keys()
    rows = [QrKeyRow(**msgspec.structs.asdict(one), replaced=None, retired=None, who="operator:1") for one in told.keys]
    file.write_bytes(msgspec.json.encode(OperatorsKeys(centre=told.centre, keys=rows)))

    assert main(["explain", of_link(), "--keys", str(file)]) == 0
    assert "✓ Можно платить." in capsys.readouterr().out


@pytest.mark.parametrize("given", ["missing.json", "empty.json"])
def test_keys_that_cannot_be_read_are_told(capsys: Out, tmp_path: Path, given: str) -> None:
    (tmp_path / "empty.json").write_text("{}", encoding="utf-8")

    assert main(["explain", of_link(), "--keys", str(tmp_path / given)]) == 1
    assert given in capsys.readouterr().err


def test_a_code_is_made_and_its_picture_read_back(capsys: Out, tmp_path: Path) -> None:
    file = tmp_path / "code.png"

    code = main(["make", "emv", "name=МегаСвязь", "account=SHOP0001", "amount=150", "--png", str(file)])

    text = capsys.readouterr().out.strip()
    assert code == 0
    assert [found.text for found in read_image(file.read_bytes())] == [text]
    assert main(["explain", str(file)]) == 0


def test_a_barcode_is_drawn_in_bars(tmp_path: Path) -> None:
    file = tmp_path / "bars.png"

    assert main(["make", "barcode", "digits=123456789012345", "--png", str(file)]) == 0
    assert [found.kind for found in read_image(file.read_bytes())] == ["code128"]


def test_without_fields_it_lists_them(capsys: Out) -> None:
    assert main(["make", "gost"]) == 2
    assert "PersonalAcc" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["emv", "name=A"], "account: заполните: номер продавца"),
        (["emv", "name"], "key=value"),
        (["emv", "name=A", "name=B"], "key=value"),
        (["emv", "name=A", "account=1", "colour=red"], "colour: такого поля нет"),
        (["sbp", "id=1", "bank=2"], "Нужно"),
    ],
)
def test_fields_that_do_not_fit_are_told(capsys: Out, words: list[str], says: str) -> None:
    assert main(["make", *words]) == 1
    assert says in capsys.readouterr().err


def test_a_picture_that_cannot_be_written_is_told(capsys: Out, tmp_path: Path) -> None:
    assert main(["make", "barcode", "digits=123456789012345", "--png", str(tmp_path / "no" / "x.png")]) == 1
    assert "не записана" in capsys.readouterr().err


def test_a_path_that_is_too_long_for_a_file_is_a_text(capsys: Out) -> None:
    assert main(["explain", "x" * 5000]) == 1
    assert main(["explain", "a\0b"]) == 1
