"""A review for the system's own scheduler: when it runs, what is run, and how systemd, cron and Windows are told."""
