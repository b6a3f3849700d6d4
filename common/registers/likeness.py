"""What two different sums or accounts of one payment tell of how the difference came about."""

import re

from common.money import BASIS_POINTS, share
from common.registers.reasons import Reason

LARGEST_FEE = 1_000
FEE_STEP = 10
"""Fees of a register's contract are tenths of a percent, up to ten."""
NATIONAL = 10
NOT_DIGITS = re.compile(r"[\s()+.-]")


def sum_reason(ours: int, theirs: int, inserted: int) -> tuple[Reason, str]:
    """Why their sum is probably another one than ours, and what fills its words."""
    if theirs == inserted:
        return Reason.WITH_FEE, ""
    if theirs == ours * 100 or ours == theirs * 100:
        return Reason.KOPECKS_AS_ROUBLES, ""
    if theirs % 100 == 0 and abs(ours - theirs) < 100:
        return Reason.KOPECKS_LOST, ""
    fee = _fee(ours, ours - theirs)
    if fee:
        whole, part = divmod(fee, 100)
        return Reason.FEE_TAKEN, f"{whole}.{part // 10}" if part else str(whole)
    return (Reason.SUM_SWAPPED if _swapped(str(ours), str(theirs)) else Reason.OTHER_SUM), ""


def account_reason(ours: str, theirs: str) -> Reason:
    """Why their account is probably another one than ours."""
    if ours.lstrip("0") == theirs.lstrip("0"):
        return Reason.ZEROS_LOST
    if _national(ours) == _national(theirs):
        return Reason.OTHER_FORM
    if _swapped(ours, theirs):
        return Reason.ACCOUNT_SWAPPED
    return Reason.ONE_DIGIT if _one_apart(ours, theirs) else Reason.OTHER_ACCOUNT


def _fee(amount: int, taken: int) -> int:
    """Basis points that leave exactly this; 0 when it is no tenth of a percent up to ten."""
    if taken <= 0 or amount < BASIS_POINTS:
        return 0
    near = taken * BASIS_POINTS // amount // FEE_STEP * FEE_STEP
    fitting = (one for one in (near, near + FEE_STEP) if 0 < one <= LARGEST_FEE and share(amount, one) == taken)
    return next(fitting, 0)


def _national(account: str) -> str:
    """A phone without what people write around it: of eleven digits with a code of Russia, the last ten."""
    digits = NOT_DIGITS.sub("", account)
    return digits[1:] if len(digits) == NATIONAL + 1 and digits[0] in "78" and digits.isdigit() else digits


def _swapped(one: str, other: str) -> bool:
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) != 2:
        return False
    first, second = apart
    return second == first + 1 and (one[first], one[second]) == (other[second], other[first])


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1:
        return False
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
