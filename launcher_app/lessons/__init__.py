"""Lessons: a task, a network prepared for it, and a check of what the learner has brought about."""
