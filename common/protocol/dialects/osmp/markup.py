"""The XML of OSMP answers: written plainly, read tolerantly but never with a document type or its entities."""

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from common.errors import Unavailable

LARGEST_ANSWER = 64 * 1024
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def written(parts: Mapping[str, str], fields: Sequence[tuple[str, str]] = ()) -> bytes:
    """`response` with its children in order; `fields` become field1…fieldN, each with its name."""
    root = ElementTree.Element("response")
    for name, text in parts.items():
        ElementTree.SubElement(root, name).text = _clean(text)
    if fields:
        listed = ElementTree.SubElement(root, "fields")
        for place, (name, text) in enumerate(fields, 1):
            ElementTree.SubElement(listed, f"field{place}", name=_clean(name)).text = _clean(text)
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return DECLARATION + body


def read(data: bytes) -> ElementTree.Element:
    """The root of an answer; Unavailable `unreadable_answer` for whatever is not plain XML."""
    if len(data) > LARGEST_ANSWER:
        raise Unavailable("unreadable_answer", f"> {LARGEST_ANSWER}")
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        parser.feed(data)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise Unavailable("unreadable_answer", f"XML: {str(problem)[:120]}") from problem
    return root


def texts(root: ElementTree.Element, name: str) -> list[str]:
    """The texts of all children of that name, whatever their namespace and case."""
    return [(child.text or "").strip() for child in root if _local(child.tag) == name]


def text(root: ElementTree.Element, name: str) -> str:
    """The text of the first child of that name; empty where there is none."""
    return next(iter(texts(root, name)), "")


def fields(root: ElementTree.Element) -> dict[str, str]:
    """What the answer shows the payer: name → text of the children of `fields`, the first of a name."""
    found: dict[str, str] = {}
    for group in root:
        if _local(group.tag) == "fields":
            for child in group:
                name = child.get("name") or _local(child.tag)
                found.setdefault(name, "".join(child.itertext()).strip())
    return found


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses a document type as soon as it begins: entities of whatever kind need one."""

    def doctype(self, name: str, *_: str | None) -> None:
        raise ValueError(f"DOCTYPE {name[:40]}")


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1].lower()


def _clean(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
