from .plugin import name
