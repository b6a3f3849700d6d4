"""The text of a PDF of ours, read back from its compressed pages by the tables that copying it would use."""

import re
import zlib

STREAM = re.compile(rb"stream\r?\n")
LENGTH = re.compile(rb"/Length (\d+)")
NAMED = re.compile(rb"/(F\d+) (\d+) 0 R")
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
TABLE = re.compile(rb"/ToUnicode (\d+) 0 R")
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
SIZE = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}
POINTS = 72 / 25.4


def text_of(data: bytes) -> str:
    """All lines in the order they were drawn."""
    objects = {int(number): body for number, body in OBJECT.findall(data)}
    tables = {name: _table(objects, int(number)) for name, number in set(NAMED.findall(data))}
    lines: list[str] = []
    table: dict[int, str] = {}
    for body in (_unpacked(body) for body in objects.values() if b"/Type /" not in body and b"/Length" in body):
        for font, shown in SHOWN.findall(body):
            if font:
                table = tables[font]
            else:
                lines.append("".join(table.get(glyph, "?") for glyph in _glyphs(shown)))
    return "\n".join(lines)


def size_of(data: bytes) -> tuple[int, int]:
    """The page in millimetres."""
    found = SIZE.search(data)
    assert found is not None
    width, height = (float(number) / POINTS for number in found.groups())
    return round(width), round(height)


def _table(objects: dict[int, bytes], font: int) -> dict[int, str]:
    found = TABLE.search(objects[font])
    assert found is not None
    pairs = PAIR.findall(_unpacked(objects[int(found[1])]))
    return {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _unpacked(body: bytes) -> bytes:
    begin, length = STREAM.search(body), LENGTH.search(body)
    if begin is None or length is None:
        return b""
    data = body[begin.end() : begin.end() + int(length[1])]
    return zlib.decompress(data) if b"/FlateDecode" in body else data


def _glyphs(shown: bytes) -> list[int]:
    plain = re.sub(rb"\\(.)", lambda found: ESCAPED.get(found[1], found[1]), shown, flags=re.DOTALL)
    return [int.from_bytes(plain[place : place + 2], "big") for place in range(0, len(plain), 2)]
