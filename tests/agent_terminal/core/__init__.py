"""Tests of the terminal's rules: plain values in, plain values out."""
