"""What shops, checkouts and payers ask of the centre under /v2: JSON names as in seed 003, sums in minor units."""
