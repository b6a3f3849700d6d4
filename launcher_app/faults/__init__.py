"""Faults on purpose, on any arrow of the running network, repeatable by their seed."""

from launcher_app.faults.setting import Setting

__all__ = ["Setting"]
