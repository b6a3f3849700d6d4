"""Tests of what the terminal does, with a centre that is a stand-in and a clock moved by hand."""
