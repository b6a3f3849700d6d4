"""What a payer was shown, as a digest: a payment of anything else than that is refused (reliability.md 2.4, N2)."""

from hashlib import blake2b


def shown(recipient: str, name: str, amount: int, currency: str, order: str) -> str:
    """32 hex digits over whom (provider:3), the name on the screen, the sum (0: the payer's choice) and what for."""
    told = "\0".join((recipient, name, str(amount), currency, order))
    return blake2b(told.encode(), digest_size=16, person=b"oplata shown").hexdigest()
