"""The kiosk's page in a real browser, against the real terminal."""
