"""The provider's rules: plain values in, values out."""
