"""What a register that cannot be read is refused with."""

from pathlib import Path

import pytest

from common.errors import Rejected
from common.protocol import codes
from common.registers.reading import read


def mistakes_of(path: Path) -> str:
    """The Russian words."""
    with pytest.raises(Rejected, match="wrong_value") as refusal:
        list(read(path))
    return codes.words_of(refusal.value).ru
