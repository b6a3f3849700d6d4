"""Payment intents of shops: what is done with them, and how they are shown."""
