"""The agent's office as a person uses it, over a real terminal with a stand-in centre."""
