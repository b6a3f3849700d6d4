"""The provider's window, pressed and typed into as a person does."""
