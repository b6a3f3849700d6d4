"""A paper as lines: words are not torn, sums stand at the edge, nothing is wider than the roll."""

import pytest

from agent_terminal.printer.lines import WIDTHS, Gap, Pair, Part, Rule, Square, Text, plain, rows
from agent_terminal.service import sheets
from agent_terminal.service.sheets import Voice
from tests.agent_terminal.printer import sample
from tests.agent_terminal.printer.sample import BOTH, EN, RU

ROWS: list[tuple[Part, list[str]]] = [
    (Text("Сохраняйте до зачисления"), ["Сохраняйте до", "зачисления"]),
    (Text("Сохраняйте", centred=True), ["     Сохраняйте"]),
    (Text("КОПИЯ № 123", centred=True, large=True), ["      КОПИЯ №", "        123"]),
    (Text("01890a5d-ac96-774b-bcce-b302"), ["01890a5d-ac96-774b-b", "cce-b302"]),
    (Text("одна\nдругая"), ["одна", "другая"]),
    (Pair("Внесено", "500,00 ₽"), ["Внесено     500,00 ₽"]),
    (Pair("Комиссия агента", "15,00 ₽"), ["Комиссия агента", "             15,00 ₽"]),
    (Pair("Адрес", "г. Тверь, ул. Советская, д. 1"), ["Адрес", "  г. Тверь, ул.", "  Советская, д. 1"]),
    (Pair("Договор с процессинговым", "А-1"), ["Договор с", "процессинговым   А-1"]),
    (Rule(), ["-" * 20]),
    (Gap(), [""]),
    (Square("7F3K-92QD"), []),
]


@pytest.mark.parametrize(
    ("part", "expected"), ROWS, ids=[expected[0].strip() if expected else "-" for _, expected in ROWS]
)
def test_a_part_takes_as_many_lines_as_it_needs(part: Part, expected: list[str]) -> None:
    assert rows(part, 20) == expected


@pytest.mark.parametrize("voice", [RU, EN, BOTH], ids=["ru", "en", "both"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_roll_and_every_word_is_there(width: int, voice: Voice) -> None:
    for made in (sample.receipt(voice, copy=1), sample.slip(voice)):
        text = plain(made, width)

        assert all(len(line) <= width for line in text.splitlines())
        words = [word for part in made.parts for word in _words(part)]
        assert [word for word in words if len(word) <= width - 2 and word not in text] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_sums_of_a_receipt_stand_at_the_right_edge(width: int) -> None:
    sums = [line for line in plain(sample.receipt(), width).splitlines() if line.endswith("₽")]

    assert len(sums) == 3
    assert {len(line) for line in sums} == {width}


def test_a_receipt_says_what_it_is_not_before_anything_else() -> None:
    assert plain(sample.receipt(), 32).split("\n")[:2] == ["         УЧЕБНЫЙ РЕЖИМ", "       НЕ ФИСКАЛЬНЫЙ ЧЕК"]
    assert plain(sample.slip(EN), 32).split("\n")[:2] == ["         TRAINING MODE", "      NOT A FISCAL RECEIPT"]


def test_a_copy_has_its_number_and_its_own_time_and_a_first_paper_has_none() -> None:
    copy = plain(sample.receipt(copy=2), 48)

    assert "КОПИЯ № 2" in copy
    assert f"Напечатана: {sheets.local(sample.AT)}" in copy
    assert "КОПИЯ" not in plain(sample.receipt(), 48)


def test_what_the_agent_has_not_told_is_left_out() -> None:
    nameless = sheets.of_receipt(
        sample.RECEIPT.__class__(
            **{name: getattr(sample.RECEIPT, name) for name in sample.RECEIPT.__struct_fields__}
            | {"agent": "", "inn": "", "address": "", "phone": ""}
        ),
        RU,
        None,
    )

    names = {part.name for part in nameless.parts if isinstance(part, Pair)}
    assert names.isdisjoint({"Агент", "ИНН", "Адрес", "Поддержка"})


def test_a_claim_slip_says_how_much_is_kept_and_how_to_get_it() -> None:
    text = " ".join(plain(sample.slip(), 48).split())

    assert "Сохранено за вами 62,50 ₽" in text
    assert "обратитесь к агенту по телефону 8 800 555-35-35 и назовите код" in text
    assert "внесено меньше наименьшего платежа" in text


def test_a_paper_in_both_languages_says_each_thing_once_where_they_agree() -> None:
    text = plain(sample.receipt(BOTH), 48)

    assert "Внесено / Inserted" in text
    assert text.count("9123456789") == 1
    assert "УЧЕБНЫЙ РЕЖИМ" in text
    assert "TRAINING MODE" in text


def _words(part: Part) -> list[str]:
    match part:
        case Text(words=words):
            return words.split()
        case Pair(name=name, value=value):
            return [*name.split(), *value.split(" ")]
        case _:
            return []
