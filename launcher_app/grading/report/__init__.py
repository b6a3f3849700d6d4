"""The reports of a grading: a page, a gradebook's row, Gradescope's results, JUnit."""
