"""What to write into which cell so that a case has a plan: alternative repairs, each tried."""
