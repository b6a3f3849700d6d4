"""The exchange protocol: messages, doors, codes and cards, written once for both sides of a call."""
