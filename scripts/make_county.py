"""Make a county of eighty units in a folder, or fill in the forms that were handed out to it.

python scripts/make_county.py 县            名单.xlsx and last year's files, in 县/
python scripts/make_county.py 县 --fill     县/发出 filled in as 县/收回, with planted faults told in 县/faults.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.answers.answer import Answer, Answers, Place  # noqa: E402
from generator.answers.answers_writing import write_answers_yaml  # noqa: E402
from generator.standard import load_standard  # noqa: E402
from generator.writers.publishing import file_name  # noqa: E402
from scripts.county.faults import DAMAGED, MISSING, TWICE, Fault, faults  # noqa: E402
from scripts.county.filling import Value, fill_form  # noqa: E402
from scripts.county.offices import Office, offices  # noqa: E402
from scripts.county.words import cover_of, texts_of  # noqa: E402
from scripts.county.years import Figures, two_years  # noqa: E402

YEAR, SEED = 2024, 31
LIST, LAST, OUT, BACK, FAULTS = "名单.xlsx", "上年", "发出", "收回", "faults.json"


def begin_year(folder: Path, units: list[Office]) -> None:
    """The list of units and last year's files."""
    last, _ = two_years(units, Random(SEED))
    (folder / LAST).mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "单位", "机关层级", "机关类别"])
    for number, (office, figures) in enumerate(zip(units, last, strict=True), 1):
        sheet.append([number, office.name, office.level, office.kind])
        (folder / LAST / f"{office.name}.yaml").write_text(_last_year(office, figures), encoding="utf-8")
    book.save(folder / LIST)


def _last_year(office: Office, figures: Figures) -> str:
    standard, place = load_standard("national-2021"), Place()
    cover = {"agency": office.name, "date": f"{YEAR}年1月20日", "level": office.level, "kind": office.kind}
    answers = Answers(
        standard.id,
        YEAR - 1,
        "",
        {address: Answer(str(number), place) for address, number in figures.items()},
        {key: Answer(text, place) for key, text in cover.items()},
        {},
        {},
    )
    return write_answers_yaml(standard, answers)


def hand_in(folder: Path, units: list[Office]) -> None:
    """Fill in every form handed out, plant the faults, and tell them in a manifest."""
    values = _values(units)
    planted = list(faults(values))
    for fault in planted:
        values[fault.unit].update(fault.typed)
    places = {}
    for office in units:
        if office.name != MISSING:
            places[office.name] = _fill_one(folder, office, values[office.name])
    damaged = folder / BACK / _name(DAMAGED)
    damaged.write_bytes(damaged.read_bytes()[:9000])
    second = folder / BACK / "补报" / _name(TWICE)
    second.parent.mkdir(exist_ok=True)
    second.write_bytes((folder / BACK / _name(TWICE)).read_bytes())
    manifest = {
        "faults": [_told(fault, places[fault.unit][fault.name]) for fault in planted],
        "missing": MISSING,
        "twice": TWICE,
        "damaged": _name(DAMAGED),
    }
    (folder / FAULTS).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def mend(folder: Path, units: list[Office]) -> None:
    """What the units send in after their forms came back: everything right, everyone once."""
    values = _values(units)
    for office in units:
        _fill_one(folder, office, values[office.name])
    (folder / BACK / "补报" / _name(TWICE)).unlink(missing_ok=True)


def _values(units: list[Office]) -> dict[str, dict[str, Value]]:
    """What each unit fills in when it makes no mistake."""
    _, this = two_years(units, Random(SEED))
    chance = Random(SEED)
    found: dict[str, dict[str, Value]] = {}
    for office, figures in zip(units, this, strict=True):
        cover = {f"cover.{key}": text for key, text in cover_of(office, YEAR, chance).items()}
        unpaid = sum(int(number) for address, number in figures.items() if ".fee_unpaid." in address)
        if unpaid:
            cover |= {"cover.fee_notices": str(unpaid), "cover.fees_noticed": str(unpaid * 100)}
        texts = {f"text.{slot}": text for slot, text in texts_of(office, chance).items()}
        found[office.name] = {**figures, **cover, **texts}
    return found


def _fill_one(folder: Path, office: Office, values: dict[str, Value]) -> dict[str, str]:
    return fill_form(folder / OUT / _name(office.name), folder / BACK / _name(office.name), values)


def _name(agency: str) -> str:
    return f"{file_name(f'{agency}{YEAR}年度政府信息公开年报填报表')}.xlsx"


def _told(fault: Fault, place: str) -> dict[str, str]:
    return {"code": fault.code, "unit": fault.unit, "place": place, "why": fault.why}


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    {"--fill": hand_in, "--mend": mend}.get(arguments[1] if arguments[1:] else "", begin_year)(folder, offices())


if __name__ == "__main__":
    main(sys.argv[1:])
