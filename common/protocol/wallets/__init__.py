"""What holders of wallets and providers ask of the centre under /payments, as in seed 002; sums in minor units."""
