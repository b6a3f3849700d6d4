"""A student's role graded in a whole network: scenarios, conformance cases, evidence, points by a rubric."""
