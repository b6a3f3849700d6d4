"""Faults on purpose, on any arrow of the running network, repeatable by their seed."""

from launcher_app.faults.active import Active
from launcher_app.faults.desk import FaultDesk
from launcher_app.faults.gate import Held
from launcher_app.faults.presets import PRESETS, Preset
from launcher_app.faults.setting import Setting

__all__ = ["PRESETS", "Active", "FaultDesk", "Held", "Preset", "Setting"]
