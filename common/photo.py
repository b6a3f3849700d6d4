"""Pictures as people have them: opened with care, made grey, made better when nothing is read, and written as PNG."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageFilter, ImageOps, ImageStat, UnidentifiedImageError

from common.errors import Rejected
from common.words import Words

MAX_PIXELS = 40_000_000
MAX_BYTES = 40_000_000
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP")
ENOUGH = 1600
"""Points of the longer side at which a code that is a good part of the picture is read soonest."""
DRAFT = 2000
LARGE = 2400
SMALLEST = 21 + 2
"""Points of a side: the smallest code has 21 squares and wants some light around."""
SMALL = 200
FLAT = 6.0
"""Standard deviation of grey below which there is as good as nothing to see."""
DARK = 45
SOFT = 60.0
"""Variance of the second derivative of grey below which a picture of this size has no sharp edge."""
TURNS = (30, -30, 15, -15, 45)
"""Degrees by which a picture is turned for bars: those lying on their side are found beside those standing."""
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
QUIET = 4

NO_PICTURE = Words("это не картинка, или она повреждена", "this is no picture, or it is damaged")
OTHER_KIND = Words(
    "картинка не из понятных: нужны PNG, JPEG, BMP, GIF или WebP", "not a known kind: PNG, JPEG, BMP, GIF or WebP"
)
TOO_LARGE = Words("картинка слишком велика", "the picture is too large")
TOO_SMALL = Words(
    "картинка слишком мала, квадраты кода сливаются", "the picture is too small, the code's squares run together"
)
TOO_FLAT = Words("картинка почти одного цвета", "the picture is almost of one colour")
TOO_DARK = Words("картинка слишком тёмная", "the picture is too dark")
BLURRED = Words("картинка нечёткая", "the picture is blurred")
DAMAGED = Words("код виден, но повреждён или закрыт", "a code is seen, but damaged or covered")
NOTHING = Words(
    "кода не видно, он виден не весь или нерезок", "no code is seen, or not the whole of it, or not sharply"
)

Image.MAX_IMAGE_PIXELS = None  # sizes are checked here, before a point is unpacked; Pillow would only warn


class NoCode(Rejected):
    """`picture_without_code`: nothing was read, and why, as far as it can be told."""

    def __init__(self, why: Words) -> None:
        """The reason is said in both languages: whoever shows the code's text may not have it by itself."""
        super().__init__("picture_without_code", f"{why.ru} / {why.en}")
        self.why = why


class Grey(NamedTuple):
    """A version of a picture, a byte a point; one of its points is `step` of the original's, turned by `degrees`."""

    width: int
    height: int
    points: bytes
    step: float
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture in grey, standing as it was taken; `step` above 1: it was made smaller while it was unpacked."""

    image: Image.Image
    step: float

    def versions(self) -> Iterator[Grey]:
        """What to search, soonest first: as it is, then smoothed, sharpened, enlarged, and turned for bars."""
        small = _at_most(self.image, ENOUGH)
        yield self._grey(small)
        if small is not self.image:
            yield self._grey(self.image)
        clear = ImageOps.autocontrast(small, cutoff=1)
        yield self._grey(clear.filter(ImageFilter.GaussianBlur(1.5)))
        yield self._grey(clear.filter(ImageFilter.UnsharpMask(6, 400, 0)))
        yield self._grey(_enlarged(small, ENOUGH))
        yield self._grey(_enlarged(clear, LARGE).filter(ImageFilter.UnsharpMask(8, 500, 0)))
        for degrees in TURNS:
            yield self._grey(small.rotate(degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=255), turned=True)

    def why_nothing(self) -> Words:
        """What is wrong with a picture in which no code was found."""
        if max(self.image.size) < SMALLEST * 3 or min(self.image.size) < SMALLEST:
            return TOO_SMALL
        small = _at_most(self.image, ENOUGH)
        seen = ImageStat.Stat(small)
        if small.getextrema()[1] < 2 * DARK and seen.mean[0] < DARK:  # type: ignore[operator] # of one band it is numbers
            return TOO_DARK
        if seen.stddev[0] < FLAT:
            return TOO_FLAT
        if ImageStat.Stat(small.filter(EDGES)).var[0] < SOFT:
            return BLURRED
        return TOO_SMALL if max(self.image.size) < SMALL else NOTHING

    def _grey(self, image: Image.Image, *, turned: bool = False) -> Grey:
        step = self.step * self.image.width / image.width
        return Grey(image.width, image.height, image.tobytes(), step, turned)


def opened(data: bytes, *, draft: bool = False) -> Photo:
    """The picture in a file's bytes; NoCode for what is none, is of another kind, or would unpack to too much.

    `draft`: a large JPEG is unpacked at a half, a quarter or an eighth, which takes a fraction of the time.
    """
    if not 0 < len(data) <= MAX_BYTES or webp_points(data) > MAX_PIXELS:
        raise NoCode(TOO_LARGE if data else NO_PICTURE)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise NoCode(TOO_LARGE)
            whole = image.width
            if draft and max(image.size) > DRAFT:
                image.draft("L", (DRAFT // 2, DRAFT // 2))
            step = whole / image.width
            return Photo(_grey(ImageOps.exif_transpose(image)), step)
    except UnidentifiedImageError as problem:
        raise NoCode(OTHER_KIND if data[:1] != b"\0" else NO_PICTURE) from problem
    except (OSError, ValueError, SyntaxError, IndexError, EOFError, MemoryError) as problem:
        raise NoCode(NO_PICTURE) from problem


def png(rows: list[list[bool]], scale: int = 8) -> bytes:
    """A code's squares, or the one row of a barcode's bars, as a PNG with the quiet edge that scanners need."""
    edge = QUIET if len(rows) > 1 else 10
    tall = len(rows) if len(rows) > 1 else len(rows[0]) // 4
    image = Image.new("L", (len(rows[0]) + 2 * edge, tall + 2 * edge), 255)
    for y in range(tall):
        for x, dark in enumerate(rows[min(y, len(rows) - 1)]):
            if dark:
                image.putpixel((x + edge, y + edge), 0)
    out = BytesIO()
    image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()


def _grey(image: Image.Image) -> Image.Image:
    """Without colour; what was transparent is light, as on paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    return image.convert("L")


def _at_most(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) <= side:
        return image
    share = side / max(image.size)
    size = (max(1, int(image.width * share)), max(1, int(image.height * share)))
    return image.resize(size, Image.Resampling.BOX)


def _enlarged(image: Image.Image, side: int) -> Image.Image:
    times = max(1.0, min(3.0, side / max(image.size)))
    return image.resize((int(image.width * times), int(image.height * times)), Image.Resampling.BICUBIC)


def webp_points(data: bytes) -> int:
    """The canvas that a WebP announces, before the library takes memory for it; 0 for other files.

    Source: «WebP Container Specification», and RFC 6386, 9.1, for the oldest kind.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return 0
    kind, bits = data[12:16], int.from_bytes(data[21:25], "little")
    if kind == b"VP8X":
        return (1 + int.from_bytes(data[24:27], "little")) * (1 + int.from_bytes(data[27:30], "little"))
    if kind == b"VP8L":
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    return (int.from_bytes(data[26:28], "little") & 0x3FFF) * (int.from_bytes(data[28:30], "little") & 0x3FFF)
