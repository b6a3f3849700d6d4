"""Payment intents of shops, as their shops and payers meet them."""
