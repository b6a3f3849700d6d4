"""What a reply says: its word, its code, its words for people, its OSMP result; a stranger may say anything."""

import re
from typing import Any

import msgspec

from common.protocol import codes
from common.words import Words
from launcher_app.feed.hop import Hop

LONGEST = 400
RESULT = re.compile(r"<result>\s*(-?\d{1,6})\s*</result>", re.IGNORECASE)
OF_PROXY = "fault"
"""The code of an answer that was made on the way."""


def object_of(text: str) -> dict[str, Any]:
    """The JSON object; empty when it is none."""
    try:
        value = msgspec.json.decode(text) if text else None
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def status_word(hop: Hop) -> str:
    """The word that tells one yes from another; `blocked` of a deposit that is spent. Of a wallet it is `state`."""
    said = object_of(hop.reply)
    available = said.get("available")
    if said.get("blocked") is True or (type(available) is int and available <= 0):
        return "blocked"
    word = said.get("status", said.get("state"))
    return word if isinstance(word, str) else ""


def code_of(hop: Hop) -> str:
    """The code of a refusal; not of one that was made on the way."""
    code = object_of(hop.reply).get("code")
    return code[:80] if isinstance(code, str) and code != OF_PROXY else ""


def told(hop: Hop) -> Words | None:
    """A refusal's words in both languages: as they were said, else as the table of codes has them."""
    said = object_of(hop.reply)
    messages = said.get("messages")
    if isinstance(messages, dict):
        ru, en = messages.get("ru"), messages.get("en")
        if isinstance(ru, str) and isinstance(en, str) and ru and en:
            return Words(ru[:LONGEST], en[:LONGEST])
    code, detail = code_of(hop), said.get("detail")
    if code not in codes.CODES:
        return None
    return codes.words(code, detail[:LONGEST] if isinstance(detail, str) and detail else "—")


def osmp_result(hop: Hop) -> int | None:
    """The number of an OSMP answer."""
    found = RESULT.search(hop.reply) if hop.verb.startswith("osmp") else None
    return int(found[1]) if found else None
