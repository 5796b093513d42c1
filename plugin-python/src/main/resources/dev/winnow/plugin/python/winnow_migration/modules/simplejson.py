"""Python's own ``json``, which reads and writes the same."""

from json import *  # noqa: F403
from json import JSONDecodeError, decoder, encoder

__all__ = ["JSONDecodeError", "JSONDecoder", "JSONEncoder", "decoder", "dump", "dumps", "encoder", "load", "loads"]
