"""What was typed or pasted in a table, shown as it will stand: a row by its heads, a block as a small table."""

from __future__ import annotations

from generator.wizard.lines import TableLine, TypedLine
from generator.words.widths import width

MOST_ROWS = 30  # of a block that are shown
_LABEL, _WIDEST = 12, 14  # columns of the screen: a label has at least, a cell at most so many


def echoed(line: TableLine, values: tuple[str, ...]) -> str:
    """The figures of a line by their heads, the zeros together."""
    told = [f"{head} {value or '空'}" for head, value in zip(line.heads, values, strict=True) if value != "0"]
    zeros = values.count("0")
    return "，".join([*told, *([f"{'其余 ' if told else ''}{zeros} 格是 0"] if zeros else [])])


def drawn_table(block: list[tuple[TableLine, TypedLine]], columns: int) -> str:
    """Pasted rows as a small table with their heads, which are cut as short as the screen needs, as words are; numbers never are."""
    rows: list[list[str]] = []
    heads: tuple[str, ...] = ()
    for line, reading in block[:MOST_ROWS]:
        if line.heads != heads:
            heads = line.heads
            rows.append(["", *heads])
        rows.append([line.label, *(value or "空" for value in reading.values)])
    wide = max(len(row) for row in rows) - 1
    numbers = max((width(text) for line, reading in block if line.numeric for text in reading.values), default=0)
    cell = max(min(_WIDEST if numbers else columns, (columns - _LABEL) // wide), numbers + 2)
    room = max(min(columns - cell * wide, max(width(row[0]) for row in rows)), _LABEL)
    lines = [_cut(row[0], room) + "".join(_right(text, cell) for text in row[1:]) for row in rows]
    return "\n".join(lines + ([f"……共 {len(block)} 行"] if len(block) > MOST_ROWS else []))


def _right(text: str, cell: int) -> str:
    while width(text) > cell - 1:
        text = text[:-1]
    return " " * (cell - width(text)) + text


def _cut(label: str, room: int) -> str:
    while width(label) > room:
        label = label[:-2] + "…"
    return label + " " * (room - width(label))
