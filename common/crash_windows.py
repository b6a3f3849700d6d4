"""What a program that falls leaves behind, where the system keeps its memory only when somebody has asked for it."""


def keep_no_memory() -> None:
    """Nothing is to be done: Windows writes images of programs for those who switched that on for this computer."""
