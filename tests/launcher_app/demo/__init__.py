"""The demonstrations as a person runs them."""
