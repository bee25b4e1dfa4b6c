"""``python -m doidkit``: the command line."""

import sys

from doidkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
