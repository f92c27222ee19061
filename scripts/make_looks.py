"""The pictures of docs/: the web page and the picture (web.png), all pages on a narrow and a middle screen (widths.png).

Needs Chromium, and ImageMagick to make them small. The numbers of the years before are made up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.command.main import main as nianbao  # noqa: E402
from generator.drafting.picture import picture_of  # noqa: E402
from generator.examination import examine  # noqa: E402
from generator.examination.report import Report  # noqa: E402
from generator.flow.case import Case, open_case  # noqa: E402
from generator.writers.picture_writer import write_picture_page  # noqa: E402
from generator.writers.proof_writer import write_proof  # noqa: E402
from generator.writers.web_writer import write_web  # noqa: E402

EXAMPLE = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"


def year_before(case: Case, years: int) -> Report:
    """The report of the example with smaller numbers, so many years earlier."""
    answers = case.answers
    typed = {
        address: answer._replace(text=str(int(answer.text) * (10 - years) // 10)) if answer.text.isdigit() else answer
        for address, answer in answers.figures.items()
    }
    earlier = type(answers)(**{**answers.__dict__, "figures": typed, "year": answers.year - years})
    return examine(case.standard, earlier).report


def pages_in(folder: Path) -> dict[str, Path]:
    """The pages of the example, each as a file."""
    case = open_case(EXAMPLE)
    years = [(case.standard, year_before(case, n)) for n in (4, 3, 2, 1)]
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "收回").mkdir()
    for number, name in enumerate(("教育局", "水利局", "民政局", "气象局")):
        own = text.replace("宿迁市", f"示例县{name}").replace("3402", str(3402 + number))
        own = (
            own.replace("440", str(440 + number // 2)) + f"text: {{overview.management: {2021 + number}年建成专栏。}}\n"
        )
        (folder / "收回" / f"{name}.yaml").write_text(own, encoding="utf-8")
    faulty = open_case(folder / "收回" / "民政局.yaml")
    nianbao(["check", str(folder / "收回"), "--report", str(folder / "review.html")])
    made = {
        "page": write_web(case.document),
        "picture": write_picture_page(picture_of(case.document.title, [*years, (case.standard, case.report)])),
        "proof": write_proof(faulty.read_document, faulty.verdict, faulty.notes, faulty.findings),
        "review": (folder / "review.html").read_bytes(),
    }
    for name, data in made.items():
        (folder / f"{name}.html").write_bytes(data)
    return {name: folder / f"{name}.html" for name in made}


def shot(pages: list[tuple[Path, int]], high: int, target: Path) -> None:
    """Pages beside each other, each in a window of its width, as one PNG."""
    frames = "".join(
        f'<iframe src="{page.name}" style="width:{wide}px;height:{high}px;border:0;margin-right:8px"></iframe>'
        for page, wide in pages
    )
    whole = pages[0][0].with_name("frames.html")
    whole.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;white-space:nowrap;background:#888">{frames}'
    )
    size = f"--window-size={sum(wide + 8 for _, wide in pages) - 8},{high}"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files"]
    subprocess.run([CHROMIUM, *options, size, f"--screenshot={target}", whole.as_uri()], check=True)
    if convert := shutil.which("convert"):
        small = ["-resize", "1120x>", "+dither", "-colors", "48", "-strip", "-define", "png:compression-level=9"]
        subprocess.run([convert, str(target), *small, str(target)], check=True)


def main() -> None:
    """Make them anew."""
    with TemporaryDirectory(prefix="nianbao-looks-") as folder:
        there = pages_in(Path(folder))
        shot([(there["page"], 700), (there["picture"], 720)], 1250, ROOT / "docs" / "web.png")
        narrow = [(there[name], 320) for name in ("page", "picture", "proof", "review")]
        shot(narrow, 1000, ROOT / "docs" / "widths.png")
        shot([(there["proof"], 900), (there["review"], 768)], 900, ROOT / "docs" / "review.png")


if __name__ == "__main__":
    main()
