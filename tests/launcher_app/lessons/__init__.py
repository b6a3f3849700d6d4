"""Lessons: each done by a scripted learner in one running network."""
