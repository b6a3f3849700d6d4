"""Disks and processes that misbehave under real roles: a full disk, a closed folder, damage, twins, copies, zombies."""
