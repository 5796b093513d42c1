class Long(Exception):
    def __str__(self):
        return "x" * 10_000_000

raise Long()
