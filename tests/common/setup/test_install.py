"""pip's failures in plain words."""

import pytest

from common.setup.install import REASONS, explained


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "кончилось место"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError: Temporary failure in name resolution'\n"
            "ERROR: No matching distribution found for msgspec==0.22.0",
            "Нет связи",
        ),
        ("ERROR: No matching distribution found for msgspec==0.22.0", "нет готовой библиотеки"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'", "Сертификат"),
        ("PermissionError: [WinError 5] Access is denied: '.venv\\\\Scripts'", "Нет прав"),
        ("a trouble nobody has met", "слова выше"),
    ],
)
def test_a_failure_of_pip_is_explained_in_plain_words(told: str, advice: str) -> None:
    trouble = explained(told.splitlines())

    assert advice in trouble.ru
    assert told.splitlines()[-1] in trouble.ru
    assert "Libraries not installed" in trouble.en


def test_every_reason_has_both_languages() -> None:
    assert all(ru != en and ru and en for _, ru, en in REASONS)
