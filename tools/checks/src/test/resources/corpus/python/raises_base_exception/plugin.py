class Odd(BaseException):
    pass

raise Odd("odd")
