"""The repair console: people look at intents that were stopped, and decide what becomes of them."""
