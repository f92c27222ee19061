"""Two years of figures for each unit: the real outcomes of a whole city dealt out, application by application."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

from generator.flow.opening import read_answers
from scripts.county.offices import Office

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "example_inputs" / "national-2021" / "suqian-2023.yaml"
ROWS_BEFORE = ("new", "carried_over")
SHARE = 8  # the county has an eighth of the city's applications
REVIEW = ("upheld", "corrected", "other", "pending")
Figures = dict[str, int | Decimal]


def two_years(offices: list[Office], chance: Random) -> tuple[list[Figures], list[Figures]]:
    """Last year's and this year's figures of each unit; what last year carried forward, this year carries over."""
    real = {a: int(Decimal(t.text)) for a, t in read_answers(REAL).figures.items() if a.startswith("applications.")}
    last = [_blank(real) for _ in offices]
    this = [_blank(real) for _ in offices]
    for figures in (last, this):
        _deal(figures, real, [office.weight for office in offices], chance)
    for office, before, now in zip(offices, last, this, strict=True):
        for address in list(now):
            if ".carried_over." in address:
                now[address] = before[address.replace("carried_over", "carried_forward")]
                received = _handled(now, address.rpartition(".")[2]) - now[address]
                if received < 0:  # fewer were closed than were carried over: the rest is carried on
                    now[address.replace("carried_over", "carried_forward")] -= received
                    received = 0
                now[address.replace("carried_over", "new")] = received
        _others(office, before, now, chance)
    return last, this


def _blank(real: dict[str, int]) -> Figures:
    return dict.fromkeys(real, 0)


def _deal(units: list[Figures], real: dict[str, int], weights: list[float], chance: Random) -> None:
    """Each application goes to a unit by its weight and ends as real ones did."""
    ends = [address for address in real if address.split(".")[1] not in ROWS_BEFORE]
    count = sum(real[address] for address in ends) // SHARE
    for end in chance.choices(ends, [real[address] for address in ends], k=count):
        (unit,) = chance.choices(units, weights)
        unit[end] += 1
        unit[f"applications.new.{end.rpartition('.')[2]}"] += 1


def _handled(figures: Figures, column: str) -> int:
    """What was closed or carried forward in a column."""
    return sum(
        int(number)
        for address, number in figures.items()
        if address.startswith("applications.")
        and address.endswith(f".{column}")
        and address.split(".")[1] not in ROWS_BEFORE
    )


def _others(office: Office, before: Figures, now: Figures, chance: Random) -> None:
    """The tables on documents, decisions, fees and disputes."""
    in_force = chance.randint(2, 20)
    for figures in (before, now):
        made, voided = chance.randint(0, 3), chance.randint(0, 2)
        in_force += made - voided
        figures |= {
            "disclosure.regulations.made": 0,
            "disclosure.regulations.voided": 0,
            "disclosure.regulations.in_force": 0,
            "disclosure.normative.made": made,
            "disclosure.normative.voided": voided,
            "disclosure.normative.in_force": in_force,
            "disclosure.licences.licence_decisions": int(chance.expovariate(1 / 300)),
            "disclosure.penalties.enforcement_decisions": int(chance.expovariate(1 / 120)),
            "disclosure.coercion.enforcement_decisions": int(chance.expovariate(1 / 15)),
            "disclosure.fees.amount": Decimal(chance.randint(0, 9900)) / 100,
        }
        refused = Counter[str]()
        if sum(number for address, number in figures.items() if address.startswith("applications.")):
            refused = Counter(chance.choices(REVIEW[:3], (7, 1, 2), k=chance.choice((0, 0, 0, 1, 2))))
        figures |= {
            f"disputes.cases.{group}_{result}": refused[result] if group == "review" else 0
            for group in ("review", "direct", "after")
            for result in REVIEW
        }
