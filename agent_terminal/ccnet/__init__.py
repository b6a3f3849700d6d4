"""The banknote validator of a terminal: CashCode CCNET, address 03H, from bytes on a serial line to credited cash."""
