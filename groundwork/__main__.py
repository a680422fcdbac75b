"""`python -m groundwork`: the command `groundwork`."""

import sys

from groundwork.command import main

sys.exit(main())
