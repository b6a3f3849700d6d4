"""A mask laid over what is typed: the letters that separate groups come by themselves.

0 or #  a digit      A  a letter      _  a digit or a letter      anything else stands for itself
"""

_DIGITS = "0#"
_LETTER = "A"
_ANY = "_"
_SLOTS = _DIGITS + _LETTER + _ANY


def places(mask: str) -> int:
    """How many letters a whole value has."""
    return sum(sign in _SLOTS for sign in mask)


def bare(text: str, mask: str) -> str:
    """What was typed or pasted, without the mask's own signs; what does not belong to such a value is dropped."""
    wanted = _wanted(mask)
    start = _start(mask)
    letters = [letter for letter in text.removeprefix(start) if _belongs(letter, wanted)]
    own = [sign for sign in start if _belongs(sign, wanted)]
    if own and len(letters) > places(mask) and letters[: len(own)] == own:
        letters = letters[len(own) :]
    return "".join(letters)


def dressed(raw: str, mask: str) -> str:
    """The value under its mask, up to its last letter; letters too many stay visible after it."""
    shown: list[str] = []
    rest = iter(raw)
    letter = next(rest, None)
    for sign in mask:
        if letter is None:
            break
        if sign in _SLOTS:
            shown.append(letter)
            letter = next(rest, None)
        else:
            shown.append(sign)
    return "".join(shown) + (letter or "") + "".join(rest)


def after(raw: str, count: int, mask: str) -> int:
    """Where the cursor stands after the first `count` letters of a value."""
    return len(dressed(raw[:count], mask))


def _start(mask: str) -> str:
    """The mask's own signs before its first place: «+7 (»."""
    return mask[: next((place for place, sign in enumerate(mask) if sign in _SLOTS), len(mask))]


def _wanted(mask: str) -> set[str]:
    return {_ANY if sign == _ANY else _LETTER if sign == _LETTER else "0" for sign in mask if sign in _SLOTS}


def _belongs(letter: str, wanted: set[str]) -> bool:
    if "0" <= letter <= "9":
        return bool(wanted & {"0", _ANY})
    return letter.isalpha() and bool(wanted & {_LETTER, _ANY})
