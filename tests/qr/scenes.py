"""Pictures of codes as people take them: turned, slanting, blurred, torn, dark, noisy; made anew, alike every time."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from common.bars import modules
from common.photo import png
from common.qr import squares


def code(text: str, scale: int = 6) -> Image.Image:
    """The QR code of a text with its quiet edge, in grey."""
    return Image.open(BytesIO(png(squares(text), scale))).convert("L")


def bars_of(digits: str, scale: int = 3) -> Image.Image:
    """The Code 128 of an even count of digits with its quiet ends, in grey."""
    return Image.open(BytesIO(png([modules(digits)], scale))).convert("L")


def on_desk(image: Image.Image, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """The picture in the middle of a grey, littered desk."""
    desk = Image.new("L", size, 150)
    pencil = ImageDraw.Draw(desk)
    for spot in range(60):
        x, y = spot * 7919 % size[0], spot * 104_729 % size[1]
        pencil.rectangle((x, y, x + 20 + spot, y + 10 + spot % 7), fill=spot * 4)
    desk.paste(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return desk


def turned(image: Image.Image, degrees: float) -> Image.Image:
    """Turned by any angle on grey."""
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=210)


def slanting(image: Image.Image, share: float = 0.3) -> Image.Image:
    """As seen from aside: the upper edge is shorter than the lower one."""
    wide, high = image.size
    narrow = 1 / (1 - share)
    left = wide * (1 - narrow) / 2
    bent = (narrow, -left / high, left, 0, narrow, 0, 0, (narrow - 1) / high)
    return image.transform(image.size, Image.Transform.PERSPECTIVE, bent, Image.Resampling.BICUBIC, fillcolor=210)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    """Out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def torn(image: Image.Image, share: float = 0.4) -> Image.Image:
    """Without its lower right corner."""
    image = image.copy()
    wide, high = image.size
    ImageDraw.Draw(image).polygon([(wide * (1 - share), high), (wide, high * (1 - share)), (wide, high)], fill=235)
    return image


def dark(image: Image.Image, share: float) -> Image.Image:
    """With so much of its light left."""
    return image.point([int(value * share) for value in range(256)])


def noisy(image: Image.Image, strength: float) -> Image.Image:
    """With grain all over it."""
    return Image.blend(image, Image.effect_noise(image.size, strength), 0.5)


def shaded(image: Image.Image) -> Image.Image:
    """Half in shadow."""
    light = Image.linear_gradient("L").resize(image.size).point([60 + value * 195 // 255 for value in range(256)])
    return Image.composite(image, Image.new("L", image.size, 0), light)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The picture as a file of a kind."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
