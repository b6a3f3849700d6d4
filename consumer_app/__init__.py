"""The consumer: signs contracts with providers, uses their services, hears their news."""
