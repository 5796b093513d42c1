"""The codec ``idna`` for names in ASCII without the tables of all the world's characters.

Every TLS connection encodes its host's name so. Python's own codec needs a native module for that, which the
interpreter can load once in a process, while each plugin has several interpreters. A name beyond ASCII still takes it.
"""

import codecs
import encodings
import sys
import types

_LONGEST_LABEL = 63
_PUBLIC = ("Codec", "IncrementalDecoder", "IncrementalEncoder", "StreamReader", "StreamWriter", "ToASCII", "ToUnicode",
           "ace_prefix", "dots", "nameprep", "sace_prefix")


def install() -> None:
    module = types.ModuleType("encodings.idna")
    module.getregentry = _entry
    module.__getattr__ = _other
    sys.modules["encodings.idna"] = encodings.idna = module


def _other(name):
    # The machinery of imports and codecs asks for other names, which must not bring in the tables.
    if name not in _PUBLIC:
        raise AttributeError(name)
    return getattr(_whole(), name)


def _entry() -> codecs.CodecInfo:
    return codecs.CodecInfo(name="idna", encode=_encode, decode=_decode)


def _encode(text, errors="strict"):
    if not text.isascii():
        return _whole().getregentry().encode(text, errors)
    labels = text.removesuffix(".").split(".") if text else []
    for label in labels:
        if not 0 < len(label) <= _LONGEST_LABEL:
            raise UnicodeError("label empty or too long")
    return text.encode("ascii"), len(text)


def _decode(data, errors="strict"):
    data = bytes(data)
    if b"xn--" in data.lower():
        return _whole().getregentry().decode(data, errors)
    return data.decode("ascii"), len(data)


def _whole() -> types.ModuleType:
    import importlib.util
    import os
    name = "encodings._whole_idna"
    if name not in sys.modules:
        place = os.path.join(os.path.dirname(encodings.__file__), "idna.py")
        spec = importlib.util.spec_from_file_location(name, place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules[name] = module
    return sys.modules[name]
