"""Webhooks: who is told of what, made behind the log, sent in order, repeated, given up, sent again by a person."""
