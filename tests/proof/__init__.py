"""The lanes of proof: each attacks one promise and answers with figures, and each figure has its bound."""
