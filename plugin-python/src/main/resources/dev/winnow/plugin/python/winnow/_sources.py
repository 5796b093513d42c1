"""The plugin's own sources, without what lies in ``lib/``."""

import os

_LARGEST = 2 * 1024 * 1024


def of(folder: str):
    """Name below the folder and text of each Python file, in a stable order; what cannot be read is left out."""
    for parent, folders, files in os.walk(folder):
        if parent == folder and "lib" in folders:
            folders.remove("lib")
        folders.sort()
        for file in sorted(files):
            path = os.path.join(parent, file)
            if file.endswith(".py") and os.path.getsize(path) <= _LARGEST:
                with open(path, encoding="utf-8-sig", errors="replace") as opened:
                    yield path[len(folder) + 1:], opened.read()
