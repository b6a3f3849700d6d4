"""How wide a text is, without a window: by the widths of Noto Sans, so that every output breaks its lines alike."""

BOLD = 1.08
UNKNOWN = 1_000
CLASSES = {
    250: "'",
    300: " !(),.:;J`ijl·\u00a0",
    350: "-I[]f",
    400: "/\\t{}",
    450: '"?_rг',
    500: "cszзстэ–",
    550: "FLSkvxyГкух«»",
    600: "$*+0123456789<=>ETVXYZ^ae|~ЕЗТХабвдельяЁё₽−",
    650: "#ABCKPRbdghnopquАБВКРСУЬЭЯийнопрцч⚡",
    700: "ДЧЪъ",
    750: "&DGHUЛНПЦжмф◷",
    800: "NOQwИЙОы…→",
    850: "%Фю✖",
    900: "@ЖЫш✕●○",
    950: "MWmМщ▲⧉",
    1000: "—↻",
    1050: "ШЩ№",
    1100: "Ю",
}
"""Thousandths of the size -> characters so wide."""
WIDTHS = {letter: width for width, letters in CLASSES.items() for letter in letters}


def wide(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line."""
    whole = sum(WIDTHS.get(letter, UNKNOWN) for letter in text) * size / 1000
    return whole * BOLD if bold else whole


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """The text in lines that fit, broken at spaces; what is too long for its lines ends in «…»."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if wide(longer, size, bold=bold) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(cut(line, room, size, bold=bold) for line in lines)


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with «…»."""
    if wide(text, size, bold=bold) <= room:
        return text
    while text and wide(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
