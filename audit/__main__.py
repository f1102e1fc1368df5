"""`python -m audit` is `gouji`: the command in a process of its own."""

from __future__ import annotations

import atexit
import gc

#: so many new objects before the garbage collector looks through all that there is; by itself it would do so
#: hundreds of times while a short run imports, and find next to nothing
_OBJECTS = 300_000


def main() -> None:
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)  # what ends with the process need not be looked through
    from audit.cli import main as command

    command()


if __name__ == "__main__":
    main()
