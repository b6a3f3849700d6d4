"""Roles on disks and in processes that misbehave keep what they acknowledged, do it once, and say what is wrong."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(3600)
def test_a_misbehaving_disk_or_process_is_told_and_costs_nobody_anything(lane: Lane) -> None:
    lane("tests.proof.storage.misbehaving")
