"""The terminal's windows: the kiosk, the hardware bench, the agent's office."""
