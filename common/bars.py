"""Code 128, set C: the bars of an even count of digits, as dark and light modules. Source: ISO/IEC 15417, table 1."""

from common.errors import Rejected

QUIET = 10
"""Light modules that a scanner needs at both ends; whoever draws the bars leaves them."""
WIDTHS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
"""Six digits a value: the widths of its bars and spaces in turn, beginning with a bar."""
END = "2331112"
START_C = 105
CHECK = 103


def modules(digits: str) -> list[bool]:
    """True where dark, one element a module, without the quiet ends; Rejected `wrong_value` for other than digits.

    18 digits give 134 modules.
    """
    if not digits or len(digits) % 2 or not (digits.isascii() and digits.isdecimal()):
        raise Rejected("wrong_value", f"Code 128 C: {len(digits)}")
    values = [int(digits[at : at + 2]) for at in range(0, len(digits), 2)]
    check = (START_C + sum(place * value for place, value in enumerate(values, 1))) % CHECK
    row: list[bool] = []
    for pattern in (*(WIDTHS[6 * value : 6 * value + 6] for value in (START_C, *values, check)), END):
        for place, width in enumerate(pattern):
            row += [place % 2 == 0] * int(width)
    return row
