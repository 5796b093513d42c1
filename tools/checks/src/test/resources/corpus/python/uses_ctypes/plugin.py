import ctypes
ctypes.CDLL("libc.so.6").exit(1)
