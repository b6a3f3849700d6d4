"""The tab of reports over a role that the test plays."""
