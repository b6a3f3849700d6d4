"""What tests/test_layers.py reads the code by: the tables of the design, and the rules that apply them."""
