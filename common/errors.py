"""The four ways a request can end badly, and what each tells the caller to do.

OplataError
  Rejected        the answer is no: nothing was or will be done under this id      422
  Unavailable     nobody knows: repeat later with the same id                      408, 429, any 5xx, time-out
  Broken          cannot be: stop this payment, call a person                      400, 409, 413, 415
  ContractFault   login, address or rights are wrong: pause the lane, alarm        401, 403, 404, 405
"""

NOTHING_SENT = frozenset({"no_connection", "not_trusted"})
"""Codes of Unavailable after which one thing is known: the other side has heard nothing."""


class OplataError(Exception):
    """An answer other than yes; `code` is a stable word listed in common/protocol/codes.py, `detail` fills its text."""

    def __init__(self, code: str, detail: str = "") -> None:
        """Remember the word and what fills its text; `detail` never carries a secret."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.heard: object = None
        """The words to show in the place of its code's: another role's, or those whose detail differs by language."""

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else self.code


class Rejected(OplataError):
    """The answer is no: tell the caller, never repeat."""


class Unavailable(OplataError):
    """Nobody knows what happened: repeat later with the same id."""


class Broken(OplataError):
    """This cannot be: stop this payment, keep its money where it is, call a person."""


class ContractFault(OplataError):
    """The contract between two roles is wrong: pause its lane, raise an alarm, go on after an edit."""


def places(bug: BaseException) -> str:
    """The places the bug passed, without any values: values may be secret."""
    passed = []
    at = bug.__traceback__
    while at is not None:
        passed.append(f"{at.tb_frame.f_code.co_filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{at.tb_lineno}")
        at = at.tb_next
    return f"{type(bug).__name__} {' > '.join(passed[-6:])}"
