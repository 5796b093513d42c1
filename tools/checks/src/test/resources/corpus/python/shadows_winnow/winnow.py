raise RuntimeError("the wrong winnow")
