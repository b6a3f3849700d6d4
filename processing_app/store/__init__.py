"""What the centre keeps: the event log, projections made from it, contracts, tasks; SQL and no rules."""
