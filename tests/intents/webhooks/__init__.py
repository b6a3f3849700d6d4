"""Notifications: receivers that are slow, dead, lying; what is sent, signed, repeated and given up."""
