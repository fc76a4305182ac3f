"""Many texts: sentences with gaps, filled at random, rendered once and then combined."""

from typing import NamedTuple

from core.markdown import clean_html

GAPS = {
    "thing": "dashboard report invoice export import calendar receipt contract profile password "
    "workspace webhook token account archive template delivery refund order chart table filter "
    "timesheet voucher picture catalogue price-list newsletter reminder signature".split(),
    "place": "Leeds Hamburg Lisbon Turin Oslo Bristol Ghent Porto Graz Malmö Nantes Brno Cork "
    "Aarhus Zadar Split Basel Dresden Bergen Utrecht".split(),
    "when": "since Monday|since the update|since this morning|for two weeks|after lunch|at night|"
    "on the first of the month|after the long weekend|from time to time".split("|"),
    "device": "Firefox|Chrome|Safari|Edge|the old tablet|the phone app|the new till|"
    "the new laptop|the shared computer".split("|"),
    "error": "error 500|error 403|a white page|“try again later”|a spinning wheel|“not found”|"
    "an empty file|a time-out|“session expired”".split("|"),
    "team": "our accountant|my colleague|the night shift|the warehouse|our auditor|the new intern|"
    "our shop in town|the whole office|the front desk".split("|"),
}

SUBJECTS = (
    "The {thing} shows {error}", "{thing} missing {when}", "Cannot open the {thing} in {device}",
    "Question about the {thing} of {place}", "{thing}: {error} {when}", "Please change our {thing}",
    "How do we share a {thing} with {team}?", "The {thing} is slow {when}",
    "{team} cannot see the {thing}", "Copy of {thing} {number}", "Who may see {thing} {number}?",
    "The {thing} is sent twice {when}", "Delete the {thing} of {place}",
    "Wrong number on {thing} {number}", "Second {thing} for {place}",
)  # fmt: skip

ASKED = (
    "The {thing} shows {error} {when}. It worked before, and nobody here has changed anything.",
    "In {place} {team} sees {error} as soon as they open the {thing} {number}.",
    "We tried {device} and it is the same. Could you please have a look?",
    "{team} needs the {thing} by Friday, so this is rather urgent for us.",
    "It concerns {thing} {number}. The amount should be {amount}, not what it says now.",
    "When I click on the {thing}, there is {error}. With {device} it takes a minute longer.",
    "Is there a way to get the {thing} for {place} only?",
    "I looked at the guide, but the page on the {thing} ends with a picture I cannot read.",
    "Sorry to ask again, but {team} still waits for the {thing} {when}.",
    "The last time this happened somebody of yours reset the {thing} {number} and it was fine.",
    "Please note that our office in {place} is closed next week.",
    "By the way, the {thing} looks much better than last year.",
)

ANSWERED = (
    "Thank you for writing. I can see {error} here as well and am looking into the {thing}.",
    "Please open the {thing} once more in {device} and tell me whether {error} is gone.",
    "The {thing} {number} is corrected; the amount is {amount} now.",
    "We have found the cause: the {thing} of {place} was still on the old plan.",
    "Could you tell me when exactly this happened, and whether {team} was signed in then?",
    "You will find it under Settings → {thing} → {place}. One tick, and it is done.",
    "I have passed this on to the people who build the {thing}; they will need some days.",
    "If {error} comes back, just answer to this mail and it reaches me.",
    "{team} has the right to see the {thing} from now on.",
    "The refund of {amount} is on its way and takes three working days.",
)

NOTED = (
    "Reproduced with {device}: {error} {when}, only for {place}.",
    "The {thing} {number} was changed by {team}; asked them why.",
    "Log says {error} at 0{digit}:1{digit}. Looks like the same cause as last month.",
    "Called back, nobody there. Will try again tomorrow.",
    "Waiting for {team}. The customer knows.",
    "Amount checked against the bank: {amount} is right.",
    "Reset the {thing}; please watch whether it comes back {when}.",
    "This is the third {thing} of {place} this week. Somebody should look at the import.",
)

WHYS = (
    "",
    "",
    "",
    "",
    "urgent for them",
    "asked twice",
    "on holiday",
    "knows the customer",
    "fixed",
)


class Text(NamedTuple):
    """A text and its HTML."""

    source: str
    html: str


class Words:
    """Rendered paragraphs, which are combined into any number of texts."""

    def __init__(self, rng, stock=3000):
        self.rng = rng
        self.subjects = [self._filled(SUBJECTS)[:200] for _ in range(stock)]
        self.asked = self._stock(ASKED, stock)
        self.answered = self._stock(ANSWERED, stock)
        self.noted = self._stock(NOTED, stock)

    def subject(self):
        """Return a subject."""
        return self.rng.choice(self.subjects)

    def text(self, stock, most=3):
        """Return a Text of one to `most` paragraphs of a stock.

        The HTML of the text is that of its paragraphs, joined: nothing is rendered again.
        """
        parts = self.rng.sample(stock, self.rng.randint(1, most))
        return Text("\n\n".join(p.source for p in parts), "".join(p.html for p in parts))

    def _stock(self, sentences, size):
        """Return `size` rendered paragraphs of these sentences."""
        sources = {
            " ".join(self._filled(sentences) for _ in range(self.rng.randint(1, 2)))
            for _ in range(size)
        }
        return [Text(source, clean_html(source)) for source in sorted(sources)]

    def _filled(self, sentences):
        """Return one of the sentences with its gaps filled, beginning with a capital."""
        choice = self.rng.choice
        values = {gap: choice(words) for gap, words in GAPS.items()}
        values["number"] = f"{self.rng.randint(2024, 2026)}-{self.rng.randint(1, 9999):04}"
        values["amount"] = f"{self.rng.randint(1, 4999)}.{choice(('00', '50', '95'))}"
        values["digit"] = self.rng.randint(0, 9)
        filled = choice(sentences).format(**values)
        return filled[0].upper() + filled[1:]
