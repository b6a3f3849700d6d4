"""Which model a device is: the head of its part number tells."""

from dataclasses import dataclass

from common.words import Words


@dataclass(frozen=True, slots=True)
class Model:
    """A model, and what staff should know of it."""

    name: str
    initialize_seconds: int = 10
    """How long INITIALIZE may take after a reset."""
    about: Words | None = None


RTS = Words("По USB нужен поднятый RTS.", "Over USB it needs RTS up.")
MODELS: dict[str, Model] = {
    "BB": Model("G200", 30),
    "GX": Model("GX", 20, RTS),
    "SM": Model("SM / SME"),
    "MS": Model("MSM"),
    "VU": Model("MVU"),
    "FLS": Model("FLS"),
    "FL": Model("MFL"),
    "SL": Model("SL", 40),
    "ICTL83": Model("ICT L83"),
    "ICTV77": Model("ICT V77"),
    "V77": Model("ICT V77"),
    "BV009": Model("ITL NV9"),
    "BV200": Model("ITL NV200"),
    "C100": Model("Creator C100", 5),
}


def model(part: str) -> Model | None:
    """The model of a part number, by its longest known head; None for one that nobody here has met."""
    known = [head for head in MODELS if part.upper().startswith(head)]
    return MODELS[max(known, key=len)] if known else None
