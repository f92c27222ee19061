"""Intake: a filled form or an answers file becomes answers that know their place."""

from generator.intake.answers import Answer, Answers, Place
from generator.intake.reading import read_answers

__all__ = ["Answer", "Answers", "Place", "read_answers"]
