"""Tests of CCNET: frames, conversation, driver and simulator."""
