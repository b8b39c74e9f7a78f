"""What each sub-command of ``optimize`` does; :mod:`resilience_opt.cli` says how it is called."""
