from . import other
name = 1
