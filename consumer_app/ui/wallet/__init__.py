"""«Кошелёк»: its balance, payments, codes to pay with, and charges that wait for the payer's word."""
