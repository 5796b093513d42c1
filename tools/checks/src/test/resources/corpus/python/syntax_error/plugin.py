import os

def load(:
    pass
