"""Small, harmless files to attach: their names matter, their content says what they stand for."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import PurePath

PLAIN = {".txt": "plain", ".csv": "csv"}
PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def attach(message: EmailMessage, name: str, origin: str) -> None:
    """Attach a file called `name`: plain text by its suffix, else a PDF of one empty page."""
    plain = PLAIN.get(PurePath(name).suffix)
    if plain:
        message.add_attachment(f"{name}, of the sample mail {origin}\n", subtype=plain, filename=name)
    else:
        message.add_attachment(PDF.encode("ascii"), maintype="application", subtype="pdf", filename=name)
