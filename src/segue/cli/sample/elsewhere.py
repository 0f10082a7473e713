"""What she has outside her mail: a chat exported from her telephone, and LinkedIn's list of her connections."""

from __future__ import annotations

from pathlib import Path

from segue.cli.sample.clock import HOME, Clock

CHAT_WITH = "Majken Strömgren"
_CHAT = (
    ("-24d 07:12", CHAT_WITH, "Såg du dimman på färjan? Man kunde bara höra de andra."),
    ("-24d 07:40", "Ada Lindqvist", "Jag hörde en tuba. Var det Oskar?"),
    ("-24d 07:41", CHAT_WITH, "Det var färjan."),
    ("-12d 18:03", CHAT_WITH, "<Mediet har utelämnats>"),
    ("-12d 18:04", CHAT_WITH, "Vår brygga i dag.\nDen lutar åt ditt håll."),
    ("-12d 19:26", "Ada Lindqvist", "Så fint! Den lutar åt kaffet."),
    ("-6d 20:15", CHAT_WITH, "Tack för i kväll. Jag har inte skrattat så sedan båten."),
)
_CONNECTIONS = (
    ("Tove", "Wallander", "Draws what meetings say", "Streck & Prick", "14 Feb 2024"),
    ("Jarmila", "Dvořáková", "Runs three houses by a lake", "Dům u jezera", "02 Sep 2025"),
    ("Olu", "Adeyemi-Strand", "Night editor", "The Harbour Post", "21 May 2023"),
    ("Ingrid", "af Kullberg", "Retired, and busier", "", "30 Nov 2021"),
)
_NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)


def write_elsewhere(directory: Path, clock: Clock) -> None:
    """Write both, the chat with the stamps of a Swedish Android."""
    directory.mkdir(exist_ok=True)
    lines = (f"{clock.moment(at, HOME.key).astimezone(HOME):%Y-%m-%d %H:%M} - {who}: {said}" for at, who, said in _CHAT)
    (directory / f"WhatsApp-chatt med {CHAT_WITH}.txt").write_text("\n".join([*lines, ""]), "utf-8")
    rows = (
        f"{first},{last},https://www.linkedin.example/in/{last.split()[-1].lower()},,{house},{title},{since}\n"
        for first, last, title, house, since in _CONNECTIONS
    )
    rows = (row.replace("Retired, and busier", '"Retired, and busier"') for row in rows)
    (directory / "Connections.csv").write_text(_NOTES + "".join(rows), "utf-8")
