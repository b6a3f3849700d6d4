"""A banknote validator in software: bytes in, bytes out, with a real one's mechanics, memory and faults."""
