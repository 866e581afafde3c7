"""Reports in: files, JSON Lines and standard input become frozen, dated reports."""

from herodotus.sources.inputs import open_report, read_inputs
from herodotus.sources.report import LONGEST, report_from_text

__all__ = ["LONGEST", "open_report", "read_inputs", "report_from_text"]
