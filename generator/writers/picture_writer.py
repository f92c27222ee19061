"""A picture of a report (图解) to files: a page with drawings and their numbers as tables, one drawing as SVG, the same as PNG."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.drafting.picture import Picture, PicturePanel
from generator.writers.html_page import HtmlPage, file_beside, in_attribute
from generator.writers.picture_panels import MARGIN, WIDE, DrawnPanel, number_told, panel_drawn
from generator.writers.svg import INK, MAIN, MUTED, PAPER, box, drawing, in_lines, text

_TITLE = 28
_PNG = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.picture), format: "svg")\n'


def write_picture_svg(picture: Picture) -> str:
    """The whole picture as one drawing."""
    lines = in_lines(picture.title, 60)
    pieces = "".join(text((WIDE / 2, 52 + 38 * n), line, _TITLE, "middle", INK) for n, line in enumerate(lines))
    y = 52.0 + 38 * len(lines)
    pieces += text((WIDE / 2, y), _years_told(picture), 15, "middle", MUTED)
    for number, panel in enumerate(picture.panels):
        drawn = panel_drawn(number, picture)
        y += 36
        pieces += box((MARGIN, y), 6, 26, MAIN) + text((MARGIN + 16, y + 21), panel.title, 21)
        y += 46
        pieces += f'<g transform="translate(0 {y:g})">\n{drawn.inside}</g>\n'
        y += drawn.high
    return drawing(WIDE, y + 30, box((0, 0), WIDE, y + 30, PAPER) + pieces, picture.title)


def write_picture_page(picture: Picture) -> bytes:
    """The picture as a page of its own: each panel drawn, its numbers below it as a table."""
    sections = "".join(_section(number, picture, panel) for number, panel in enumerate(picture.panels))
    head = f"<h1>{in_attribute(picture.title)}</h1>\n<p>{in_attribute(_years_told(picture))}</p>\n"
    return HtmlPage(picture.title, head + sections, file_beside(__file__, "picture_page.css"), kind="图解").written()


class SetPicture(NamedTuple):
    """The picture as PNG, and as the PDF that is set of the same drawing, by which it is read back."""

    png: bytes
    pdf: bytes


def set_picture(svg: str) -> SetPicture:
    """A drawing in twice its size; raises InputError where typst is not installed, OutputError where there is no Chinese font."""
    from generator.writers.pdf_faces import faces_of
    from generator.writers.pdf_writer import font_families, typst_module

    faces_of(font_families())
    compiler: Any = typst_module()
    png: Any = compiler.compile(_PNG.encode(), format="png", ppi=144, sys_inputs={"picture": svg})
    pdf: Any = compiler.compile(_PNG.encode(), format="pdf", sys_inputs={"picture": svg})
    assert isinstance(png, bytes)
    assert isinstance(pdf, bytes)
    return SetPicture(png, pdf)


def _years_told(picture: Picture) -> str:
    """Which years are beside each other."""
    *before, last = picture.periods
    return last + (f"，与{'、'.join(before)}比较" if before else "")


def _section(number: int, picture: Picture, panel: PicturePanel) -> str:
    drawn: DrawnPanel = panel_drawn(number, picture)
    title = in_attribute(panel.title)
    drawn_whole = drawing(WIDE, drawn.high, drawn.inside, f"{panel.title}，数在下面的表里")
    return (
        f'<section>\n<h2>{title}</h2>\n<div class="wide drawing" role="region" tabindex="0" aria-label="{title}（图）">\n{drawn_whole}</div>\n'
        f'<div class="wide" role="region" tabindex="0" aria-label="{title}（数）">\n<table>\n'
        f"<caption>{title}</caption>\n{''.join(_rows(picture, panel))}</table>\n</div>\n</section>\n"
    )


def _rows(picture: Picture, panel: PicturePanel) -> Iterator[str]:
    years = "".join(f'<th scope="col">{period}</th>' for period in picture.periods)
    yield f'<thead><tr><th scope="col">项目</th>{years}</tr></thead>\n<tbody>\n'
    known = [abs(float(shape.numbers[-1] or 0)) for shape in panel.shapes]
    most = max(known) or 1.0
    for shape, number in zip(panel.shapes, known, strict=True):
        bar = "" if panel.kind == "numbers" else _small_bar(number / most)
        numbers = "".join(f"<td>{number_told(number)}</td>" for number in shape.numbers)
        yield f'<tr><th scope="row">{in_attribute(f"{shape.label}（{shape.unit}）")}{bar}</th>{numbers}</tr>\n'
    yield "</tbody>\n"


def _small_bar(share: float) -> str:
    """A bar below the words of a row, shown where the window is too narrow for the drawing."""
    looks = 'class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg {looks}><rect width="{share * 100:.1f}" height="6" fill="{MAIN}"/></svg>'
