"""The repair console: stopped intents, what is legal, four eyes, operators."""
