"""Tests of «Обмены»: the tree, its filters, what can be done with a row."""
