"""Cash at a kiosk into a wallet: once, back, never guessed."""
