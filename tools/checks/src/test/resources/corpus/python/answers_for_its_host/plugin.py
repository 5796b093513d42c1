from winnow import _text
_text.write = lambda value: "}{"
