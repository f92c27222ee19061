"""Examination: a standard and answers become a report and all findings about it, at once and in reading order."""

from generator.examination.examining import Examination, examine
from generator.examination.findings import Finding, verdict
from generator.examination.report import Report

__all__ = ["Examination", "Finding", "Report", "examine", "verdict"]
