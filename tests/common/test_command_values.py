"""What the help of a command says may be typed after an option."""

from typing import Annotated, Any

import msgspec
import pytest

from common.command_values import hint
from common.protocol.endpoint import LocalPath, Moment

TABLE: list[tuple[Any, str]] = [
    (str, "str"),
    (bool, "true | false"),
    (bool | None, "true | false"),
    (int | None, "int"),
    (Annotated[str, msgspec.Meta(min_length=1, max_length=64)], "str"),
    (Annotated[int, msgspec.Meta(ge=1, le=365)], "int 1–365"),
    (Moment, "2026-11-01 | 2026-11-01T06:00 | 2026-11-01T06:00:00Z"),
    (LocalPath, "файл / file"),
    (Annotated[list[str], msgspec.Meta(max_length=9)], "одно,другое / one,other | JSON | @файл.json"),
]


@pytest.mark.parametrize(("kind", "said"), TABLE)
def test_help_says_what_a_value_looks_like(kind: Any, said: str) -> None:
    assert hint(kind) == said
