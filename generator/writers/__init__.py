"""Writers: a document becomes DOCX, text, a web page or PDF, each read back and compared before it takes its place."""

from generator.writers.docx_writer import write_docx
from generator.writers.publishing import FORMATS, PICTURE, publish
from generator.writers.text_writer import write_text
from generator.writers.verification import verify_docx, verify_text

__all__ = ["FORMATS", "PICTURE", "publish", "verify_docx", "verify_text", "write_docx", "write_text"]
