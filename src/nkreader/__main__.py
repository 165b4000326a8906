"""``python -m nkreader`` is ``nkreader``."""

import sys

from nkreader.cli import main

sys.exit(main())
