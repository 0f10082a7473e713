"""Kind ways to end early, in words to use: said when an opportunity turns out not to be one, by whichever side.

Written for Segue. Each says the truth first, thanks for what was given, and asks nothing back.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindEnding:
    """A situation, and words for it; `{name}` is the person's given name, `{what}` the opportunity."""

    when: str
    words: str

    def said(self, name: str, what: str) -> str:
        """The words with both filled in."""
        return self.words.replace("{name}", name).replace("{what}", what)


KIND_ENDINGS = (
    KindEnding(
        "There is no need behind it",
        "{name}, the more we talk about “{what}”, the less I think you need it now. I would rather say so than sell it "
        "to you. Thank you for thinking it through with me; it was worth the time to find out.",
    ),
    KindEnding(
        "The time is not right",
        "{name}, I believe in “{what}”, but not this quarter: neither of us could give it what it needs. Let us stop "
        "here, properly, and speak again when one of us has room. Nothing is owed until then.",
    ),
    KindEnding(
        "Somebody else decides",
        "{name}, from what you tell me “{what}” is not for the two of us to decide, and I do not want you to carry it "
        "uphill for me. If the person who decides ever asks, I am glad to talk. If not, that is an answer too.",
    ),
    KindEnding(
        "The two sides put in too unevenly",
        "{name}, I notice that I am pushing “{what}” harder than you are, and that is not fair to either of us. I "
        "shall let it rest. If it becomes yours as much as mine, you know where I am.",
    ),
    KindEnding(
        "We want different things",
        "{name}, we have looked at “{what}” from both sides and want different things from it. That is nobody's fault, "
        "and good to know this early. Thank you for being so plain about yours.",
    ),
    KindEnding(
        "I was wrong",
        "{name}, I thought that I could do “{what}” well, and I have learned that I cannot. Better that you hear it "
        "from me now than from the result later. Here is what I found out; use it with anyone you like.",
    ),
)
