"""A provider that takes payments by QR and barcode, against a centre that the test plays."""
