"""``python -m resilience_opt`` is the command ``optimize``."""

from __future__ import annotations

import sys

from resilience_opt.cli import main

if __name__ == "__main__":
    sys.exit(main())
