"""When a part of a formula stands in brackets, in words and in a spreadsheet."""

RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}  # how tightly an operation binds
ALONE = 4  # a number, a cell or a call: never in brackets
_UNREPEATABLE = {"-", "/", "^"}  # `a - (b - c)` is not `a - b - c`


def infix(operation: str, parts: list[tuple[str, int]], sign: str) -> str:
    """Two parts and the sign between them.

    Args:
        operation: a key of `RANK`.
        parts: left and right, each with how tightly its outermost operation binds.
        sign: as it is written here.
    """
    rank = RANK[operation]
    (left, left_rank), (right, right_rank) = parts
    if left_rank < rank or (operation == "^" and left_rank == rank):
        left = f"({left})"
    if right_rank < rank or (right_rank == rank and operation in _UNREPEATABLE):
        right = f"({right})"
    return f"{left}{sign}{right}"
