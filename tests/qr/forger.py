"""Everything that somebody without the key can do to codes; whatever has a checksum gets it right again."""

from random import Random
from typing import Any

from common import ids
from common.pay_codes import crc, emv, link, signed_emv, signing, tlv

LETTERS = "".join(chr(code) for code in range(33, 127)) + "ёЖ«"
HEAD, CHECKSUM = 4, 8


class Forger:
    """Has some codes of the centre, knows its uid and the form of everything, and draws by a seed."""

    def __init__(self, texts: list[str], centre: str, chance: Random) -> None:
        self.emv = [text for text in texts if emv.looks_so(text)]
        self.links = [text for text in texts if text.startswith(link.START)]
        self.centre, self.chance = centre, chance

    def forged(self, count: int) -> list[tuple[str, str]]:
        """So many codes that the centre never made, each with the name of the way; ways take turns."""
        ways: list[Any] = [
            self.changed, self.changed_with_checksum, self.stripped, self.swapped, self.added, self.moved,
            self.by_foreign_key, self.for_other_centre, self.link_changed, self.link_stripped, self.link_swapped,
            self.link_by_foreign_key,
        ]  # fmt: skip
        known = {*self.emv, *self.links}
        found: list[tuple[str, str]] = []
        while len(found) < count:
            way = ways[len(found) % len(ways)]
            text = way()
            if text not in known:
                found.append((way.__name__, text))
        return found

    def changed(self) -> str:
        """A letter is another one."""
        return self._one_letter(self.chance.choice(self.emv))

    def changed_with_checksum(self) -> str:
        """The same, but the checksum fits."""
        return sealed(self._one_letter(self.chance.choice(self.emv)[:-CHECKSUM]))

    def stripped(self) -> str:
        """A part, or two, is left out."""
        items = self._items()
        for _ in range(self.chance.randint(1, 2)):
            del items[self.chance.randrange(len(items))]
        return sealed(tlv.write(items))

    def swapped(self) -> str:
        """Some parts are those of another code, the signature among them or not."""
        items, others = self._items(), dict(self._items())
        chosen = [at for at, (tag, _) in enumerate(items) if tag in others and self.chance.random() < 0.4]
        for at in chosen:
            items[at] = (items[at][0], others[items[at][0]])
        return sealed(tlv.write(items))

    def added(self) -> str:
        """A part more: a tip, a fee, a second account."""
        items = self._items()
        extra = self.chance.choice(
            [("55", "02"), ("56", "100.00"), ("57", "99"), ("27", "0005x.opl01012"), ("99", "x")]
        )
        items.insert(self.chance.randrange(1, len(items) + 1), extra)
        return sealed(tlv.write(items))

    def moved(self) -> str:
        """The same parts in another order."""
        items = self._items()
        items.insert(self.chance.randrange(1, len(items)), items.pop(self.chance.randrange(1, len(items))))
        return sealed(tlv.write(items))

    def by_foreign_key(self) -> str:
        """A whole code, signed by a key of the forger's under the name of the centre's."""
        said = signed_emv.parse(emv.read(self.chance.choice(self.emv))).said
        return signed_emv.build(self.centre, ids.key(), said, "МегаСвязь")

    def for_other_centre(self) -> str:
        """The same, under the name of that very key, or for another centre."""
        secret = ids.key()
        said = signed_emv.parse(emv.read(self.chance.choice(self.emv))).said
        named = said._replace(key_id=signing.key_id(signing.public_of(secret)))
        return signed_emv.build(self.chance.choice([self.centre, "other"]), secret, named, "МегаСвязь")

    def link_changed(self) -> str:
        """A letter of a link is another one."""
        return self._one_letter(self.chance.choice(self.links))

    def link_stripped(self) -> str:
        """A part of a link is left out, or comes twice."""
        parts = self._parts()
        at = self.chance.randrange(len(parts))
        parts[at : at + 1] = self.chance.choice([[], [parts[at]] * 2])
        return link.START + "&".join(parts)

    def link_swapped(self) -> str:
        """Some parts are those of another link."""
        pairs = zip(self._parts(), self._parts(), strict=True)
        return link.START + "&".join(self.chance.choice(pair) for pair in pairs)

    def link_by_foreign_key(self) -> str:
        """A whole link, signed by a key of the forger's."""
        read = link.parse(self.chance.choice(self.links))
        assert read is not None
        secret = ids.key()
        named = self.chance.choice([read.said.key_id, signing.key_id(signing.public_of(secret))])
        said = read.said._replace(key_id=named)
        return link.build(said, signing.sign(secret, self.centre, said))

    def _one_letter(self, text: str) -> str:
        at = self.chance.randrange(len(text))
        return text[:at] + self.chance.choice(LETTERS) + text[at + 1 :]

    def _items(self) -> list[tuple[str, str]]:
        code = emv.read(self.chance.choice(self.emv))
        return [(item.tag, item.value) for item in code.items]

    def _parts(self) -> list[str]:
        return self.chance.choice(self.links).removeprefix(link.START).split("&")


def sealed(text: str) -> str:
    """With the checksum that fits."""
    text += f"{emv.CRC}{crc.LENGTH:02d}"
    return text + crc.checksum(text.encode())
