"""Codes are read from the pictures that people have; where none can be read, it is said why."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from common import bars, photo
from common.clock import SystemClock
from common.errors import Rejected
from common.qr import NoCode, read_image, squares
from tests.qr import scenes

TEXT = (
    "00020101021226250009ru.paysim0108SHOP00015204481453036435406150.005802RU5909MEGASVYAZ6004PERM"
    "62240106INV-42051091612345676304E686"
)
DIGITS = "280000000000000006"


def texts(data: bytes) -> list[str]:
    """What is read from a file."""
    return [found.text for found in read_image(data)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP"])
def test_a_code_is_read_from_every_kind_of_picture(kind: str) -> None:
    assert texts(scenes.saved(scenes.on_desk(scenes.code(TEXT)), kind)) == [TEXT]


SPOILED: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda code: code,
    **{f"turned by {degrees}": partial(scenes.turned, degrees=degrees) for degrees in (7, 45, 90, 163, 270)},
    "slanting": scenes.slanting,
    "slanting and turned": lambda code: scenes.turned(scenes.slanting(code, 0.2), 25),
    "blurred a little": lambda code: scenes.blurred(code, 1.5),
    "blurred": lambda code: scenes.blurred(code, 3),
    "torn": scenes.torn,
    "dark": lambda code: scenes.dark(code, 0.15),
    "noisy": lambda code: scenes.noisy(code, 120),
    "in half shadow": scenes.shaded,
    "all at once": lambda code: scenes.blurred(scenes.turned(scenes.noisy(scenes.torn(code, 0.2), 40), 12), 1),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_code_is_read_all_the_same(spoil: Callable[[Image.Image], Image.Image]) -> None:
    picture = scenes.on_desk(spoil(scenes.code(TEXT)))

    assert texts(scenes.saved(picture, "JPEG", quality=85)) == [TEXT]


@pytest.mark.parametrize("scale", [1, 2])
def test_a_code_that_is_a_speck_of_its_picture_is_read(scale: int) -> None:
    assert texts(scenes.saved(scenes.on_desk(scenes.code(TEXT, scale)))) == [TEXT]


def test_a_code_on_a_transparent_picture_is_read() -> None:
    code = scenes.code(TEXT)
    clear = Image.new("RGBA", code.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=code.point([255 - value for value in range(256)]))

    assert texts(scenes.saved(clear)) == [TEXT]


def test_corners_are_told_in_points_of_the_picture_as_it_lies() -> None:
    photo_file = scenes.saved(scenes.on_desk(scenes.code(TEXT, 24), (4000, 3000)), "JPEG")

    (found,) = read_image(photo_file)

    side = (len(squares(TEXT)) * 24) // 2
    wanted = ((2000 - side, 1500 - side), (2000 + side, 1500 - side), (2000 + side, 1500 + side))
    assert all(abs(x - a) < 12 and abs(y - b) < 12 for (x, y), (a, b) in zip(found.corners, wanted, strict=False))


@pytest.mark.parametrize("degrees", [0, 15, 30, 45, 60, 90, 135, 180])
def test_bars_are_read_at_any_angle(degrees: int) -> None:
    (found,) = read_image(scenes.saved(scenes.turned(scenes.bars_of(DIGITS), degrees)))

    assert (found.text, found.raw, found.kind) == (DIGITS, DIGITS.encode(), "code128")


@pytest.mark.parametrize("digits", ["", "123", "12a4", "١٢"])
def test_bars_of_pairs_of_digits_only(digits: str) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        bars.modules(digits)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-8"])
def test_the_bytes_of_a_code_are_kept_whatever_their_encoding(encoding: str) -> None:
    said = "ST00011|Name=ТСЖ Три кита|Purpose=За свет".encode(encoding)

    (found,) = read_image(photo.png(squares(said)))

    assert found.raw == said


def test_several_codes_of_one_picture_are_all_told() -> None:
    desk = Image.new("L", (1400, 700), 255)
    desk.paste(scenes.code(TEXT), (20, 20))
    desk.paste(scenes.code("second"), (800, 50))

    assert set(texts(scenes.saved(desk))) == {TEXT, "second"}


def flat(value: int) -> Image.Image:
    """A picture of one grey."""
    return Image.new("L", (600, 400), value)


def litter() -> Image.Image:
    """Sharp, bright, and no code in it."""
    return scenes.on_desk(Image.new("L", (10, 10), 255))


NOTHING = {
    "text": (b"just a text", photo.OTHER_KIND),
    "nothing at all": (b"", photo.NO_PICTURE),
    "half a file": (scenes.saved(scenes.code(TEXT))[:300], photo.NO_PICTURE),
    "another kind": (scenes.saved(flat(255), "TIFF"), photo.OTHER_KIND),
    "a stamp": (scenes.saved(Image.new("L", (20, 20), 255)), photo.TOO_SMALL),
    "one colour": (scenes.saved(flat(200)), photo.TOO_FLAT),
    "night": (scenes.saved(scenes.dark(litter(), 0.1)), photo.TOO_DARK),
    "fog": (scenes.saved(scenes.blurred(scenes.on_desk(scenes.code(TEXT, 8)), 20)), photo.BLURRED),
    "no code": (scenes.saved(litter()), photo.NOTHING),
}


@pytest.mark.parametrize(("data", "why"), NOTHING.values(), ids=NOTHING)
def test_it_is_said_why_nothing_was_read(data: bytes, why: object) -> None:
    with pytest.raises(NoCode, match="picture_without_code") as refused:
        read_image(data)

    assert refused.value.why == why
    assert refused.value.why.ru in refused.value.detail


def test_a_code_with_a_hole_in_it_is_called_damaged() -> None:
    code = scenes.code(TEXT)
    wide, high = code.size
    ImageDraw.Draw(code).rectangle((wide * 0.38, high * 0.4, wide * 0.72, high * 0.8), fill=0)

    with pytest.raises(NoCode) as refused:
        read_image(scenes.saved(code))

    assert refused.value.why == photo.DAMAGED


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP"])
def test_a_picture_that_would_fill_the_memory_is_never_unpacked(kind: str) -> None:
    bomb = scenes.saved(Image.new("1" if kind in ("PNG", "BMP") else "L", (9000, 5000)), kind)

    with pytest.raises(NoCode) as refused:
        read_image(bomb)

    assert refused.value.why == photo.TOO_LARGE


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"quality": 50, "exif": b"Exif\0\0"}])
def test_the_size_of_a_webp_is_known_from_its_head(options: dict[str, object]) -> None:
    data = scenes.saved(Image.new("RGB", (301, 203), 128), "WEBP", **options)

    assert photo.webp_points(data) == 301 * 203


def test_a_webp_that_announces_a_huge_canvas_is_refused_by_its_head() -> None:
    head = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0" + (16_000).to_bytes(3, "little") * 2

    with pytest.raises(NoCode) as refused:
        read_image(head)

    assert refused.value.why == photo.TOO_LARGE


def photograph() -> bytes:
    """Twelve megapixels of a littered, grainy desk with a turned, slanting code on it."""
    code = scenes.turned(scenes.slanting(scenes.code(TEXT, 18), 0.15), 20)
    return scenes.saved(scenes.noisy(scenes.on_desk(code, (4000, 3000)), 25), "JPEG", quality=88)


def test_a_photo_of_twelve_megapixels_costs_less_than_to_unpack_it_thrice() -> None:
    """Half a second on an ordinary machine; here against the machine itself, which may be busy."""
    data, clock = photograph(), SystemClock()

    def fastest(act: Callable[[], object]) -> float:
        taken = []
        for _ in range(3):
            began = clock.monotonic()
            act()
            taken.append(clock.monotonic() - began)
        return min(taken)

    unpacked = fastest(lambda: Image.open(BytesIO(data)).convert("L").tobytes())
    read = fastest(lambda: read_image(data))

    assert texts(data) == [TEXT]
    assert read <= max(0.5, 3 * unpacked)
