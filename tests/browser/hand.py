"""Two hands for the same walk: one that points and types, and one that has a keyboard alone."""

from __future__ import annotations

from datetime import date, datetime

from playwright.sync_api import Locator, Page, expect

FAR = 150
"""So many looks are more than any screen takes."""

STEPS_TO = """(wanted) => {
  const here = document.activeElement;
  if (here === wanted) return 0;
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((each) => each === wanted || each === here || (each.tabIndex >= 0 && !each.disabled && each.offsetParent));
  const steps = stops.indexOf(wanted) - Math.max(stops.indexOf(here), -1);
  return Math.abs(steps) > 6 ? steps - 3 * Math.sign(steps) : Math.sign(steps);
}"""
"""How often to press Tab (or Shift+Tab) before looking again: nearly all the way where it is far."""


class Hand:
    """Points, and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, target: Locator, words: str) -> None:
        target.select_option(label=words)

    def tick(self, target: Locator) -> None:
        """A radio or a checkbox."""
        target.check()

    def day(self, target: Locator, day: date) -> None:
        target.fill(day.isoformat())

    def moment(self, target: Locator, moment: datetime) -> None:
        target.fill(f"{moment:%Y-%m-%dT%H:%M}")

    def save(self, field: Locator) -> None:
        """Send the form that this field is in."""
        field.locator("xpath=ancestor::form").locator("[data-saves], button:not([type=button])").last.click()


class Keys(Hand):
    """Has a keyboard alone: Tab and Shift+Tab lead everywhere. Days are typed as the browser shows them: in English."""

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.type(words)
        expect(target.locator("option:checked")).to_have_text(words)

    def tick(self, target: Locator) -> None:
        if target.is_checked():
            return
        if target.get_attribute("type") == "checkbox":
            self.reach(target)
            self.page.keyboard.press("Space")
            return
        group = self.page.locator(f"input[type=radio][name='{target.get_attribute('name')}']")
        chosen = group.and_(self.page.locator(":checked"))
        self.reach(chosen.first if chosen.count() else group.first)
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows lead nowhere")

    def day(self, target: Locator, day: date) -> None:
        self.reach(target)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(target).to_have_value(day.isoformat())

    def moment(self, target: Locator, moment: datetime) -> None:
        self.reach(target)
        self.page.keyboard.type(f"{moment:%m%d%Y}")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(f"{moment:%I%M%p}")
        expect(target).to_have_value(f"{moment:%Y-%m-%dT%H:%M}")

    def save(self, field: Locator) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+Enter")

    def reach(self, target: Locator) -> None:
        """Go where it is, as somebody does who sees no pointer."""
        expect(target).to_be_visible()
        element = target.element_handle()
        for _ in range(FAR):
            steps = self.page.evaluate(STEPS_TO, element)
            if steps == 0:
                return
            for _step in range(abs(steps)):
                self.page.keyboard.press("Tab" if steps > 0 else "Shift+Tab")
        raise AssertionError(f"Tab does not lead to {target}")
