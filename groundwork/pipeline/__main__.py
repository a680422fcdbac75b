"""`python -m groundwork.pipeline`."""

import sys

from groundwork.pipeline.command import main

sys.exit(main())
