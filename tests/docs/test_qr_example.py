"""What the protocol gives a student to check a QR code with does check one."""

import re
from collections.abc import Callable

import pytest

from common import ids
from common.pay_codes import link, signed_emv, signing
from common.pay_codes.signing import Said
from common.setup.places import PROJECT

BLOCK = re.compile(r"```python\n((?:(?!```).)*?def is_signed.*?)```", re.DOTALL)
CENTRE = "0195a1e0-11aa-7b33-9d44-aabbccddeeff"
SECRET = ids.key()
KEY = signing.key_id(signing.public_of(SECRET))
KEYS = {KEY: signing.public_of(SECRET).hex()}
IsSigned = Callable[[str, str, dict[str, str]], bool]


@pytest.fixture(scope="module")
def is_signed() -> IsSigned:
    found = BLOCK.findall((PROJECT / "docs/protocol.md").read_text(encoding="utf-8"))
    names: dict[str, IsSigned] = {}
    exec(found[0], names)
    return names["is_signed"]


def code(form: str, amount: int, order: str) -> str:
    said = Said(form, 3, amount, "RUB", order, KEY)
    if form == "emv":
        return signed_emv.build(CENTRE, SECRET, said, "Вода и тепло")
    return link.build(said, signing.sign(SECRET, CENTRE, said))


@pytest.mark.parametrize(
    ("form", "amount", "order"),
    [("emv", 15_000, "INV-42"), ("emv", 15_050, ""), ("emv", 0, ""), ("link", 0, "Счёт № 7 + 1"), ("link", 15_000, "")],
)
def test_the_example_believes_the_centre_and_nobody_else(
    is_signed: IsSigned, form: str, amount: int, order: str
) -> None:
    text = code(form, amount, order)
    spoiled = text.replace("x.opl01013", "x.opl01014", 1) if form == "emv" else text.replace("p=3", "p=4", 1)

    assert is_signed(text, CENTRE, KEYS)
    assert spoiled != text
    assert not is_signed(spoiled, CENTRE, KEYS)
    assert not is_signed(text, CENTRE.replace("0", "1"), KEYS)
