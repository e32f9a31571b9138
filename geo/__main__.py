"""``python -m geo``."""

import gc
import sys

from geo.cli import main

if __name__ == "__main__":
    # a tenth of a short run went into looking for garbage that loading does not make
    gc.disable()
    status = main()
    gc.freeze()  # the end of the process frees everything: nothing need be swept before
    sys.exit(status)
