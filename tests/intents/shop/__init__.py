"""What shops and payers do over HTTP."""
