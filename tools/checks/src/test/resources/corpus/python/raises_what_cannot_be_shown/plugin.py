class Mute(Exception):
    def __str__(self):
        raise Mute()
    __repr__ = __str__

raise Mute()
