"""Mends what the interpreter itself cannot do in the plugin's working folder: renaming, and files without a name."""

import posix
import sys

from winnow import _state


def install() -> None:
    """Puts the function where Python's own library looks for it; takes away what leaves files behind."""
    for module in (posix, sys.modules.get("os")):
        if module is not None:
            module.rename = module.replace = _rename
            if hasattr(module, "O_TMPFILE"):
                del module.O_TMPFILE


def _rename(source, target, *, src_dir_fd=None, dst_dir_fd=None) -> None:
    import os
    why = _state.call("move", {"from": os.path.abspath(os.fsdecode(source)),
                               "to": os.path.abspath(os.fsdecode(target))})
    if why is not None:
        raise OSError(1, why, os.fsdecode(source), None, os.fsdecode(target))
