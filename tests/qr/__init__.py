"""Codes that pay: their formats, their pictures, and the workbench that explains them."""
