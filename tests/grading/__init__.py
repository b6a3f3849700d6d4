"""The grader is graded: every wrong role loses exactly the checks it should, a right one loses none."""
