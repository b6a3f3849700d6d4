"""Photos of 12 megapixels with a provider's signed QR code in them, as phones take them: what reading one costs."""

import time
from collections.abc import Mapping

from PIL import Image

from common.qr import read_image
from tests.qr import scenes

SIZE = (4000, 3000)
CODE = (
    "00020101021126140005x.opl010115204000053036435406255.005802RU5907MEGAFON6006MOSCOW62100106INV-1764170002RU0107"
    "МегаФон80210005x.opl0108T6WDRKPT81990005x.opl0186thjRdRFVzS7LYXDGtsR-W6nrmoAr6AdsZe7XymyCxjTPU3tP7cLLMgGK9-eURe"
    "2Fd6AdZGa3lOgl82kYQd13AA6304B3A8"
)
"""As long as a signed code with a sum, an order and a Russian name is."""
READS = 3


def photos() -> Mapping[str, bytes]:
    """JPEG files by what is the matter with them."""
    code = scenes.code(CODE, 12)
    near = scenes.code(CODE, 24)
    taken: dict[str, Image.Image] = {
        "прямо | straight": code,
        "повёрнут | turned": scenes.turned(code, 33),
        "наискось | slanting": scenes.slanting(near),
        "с шумом | noisy": scenes.noisy(near, 40),
        "издали | far away": scenes.code(CODE, 3),
        "не в фокусе | out of focus": scenes.blurred(scenes.code(CODE, 6), 3),
        "в темноте | dark": scenes.dark(code, 0.2),
    }
    return {name: scenes.saved(scenes.on_desk(image, SIZE), "JPEG", quality=88) for name, image in taken.items()}


def reading_ms() -> dict[str, float]:
    """Milliseconds from a file's bytes to the text in it, the best of some; SystemExit when it is not read.

    A neighbour on the machine only ever makes one longer.
    """
    found: dict[str, float] = {}
    for name, data in photos().items():
        times: list[float] = []
        for _ in range(READS):
            began = time.perf_counter()
            texts = [one.text for one in read_image(data)]
            times.append((time.perf_counter() - began) * 1000)
            if texts != [CODE]:
                raise SystemExit(f"{name}: {texts}")
        found[name] = min(times)
    return found
