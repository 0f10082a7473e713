"""A passkey is added and signed in with, in a browser that has a virtual authenticator; and never by somebody else."""

from playwright.sync_api import Page, expect

from segue.store.models import User
from tests.browser.conftest import arrive
from tests.cast import Cast

PASSWORD = "correct horse battery"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_signs_in_with_a_passkey_added_before(page: Page, cast: Cast, server: str) -> None:
    here = server.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to an address
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    cast.ada.user.set_password(PASSWORD)
    cast.ada.user.save()

    page.goto(f"{here}/settings/")
    page.get_by_label("Email").fill("ada@lindqvist.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrive(page, "Settings")
    page.get_by_role("link", name="Passkeys and second factor").click()
    expect(page.get_by_role("heading", name="Security Keys")).to_be_visible()
    page.goto(f"{here}/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", name="Add Security Key")).to_be_visible()
    page.get_by_label("Name").fill("Ada's laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Security key added.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{here}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    arrive(page, "Today")

    page.context.clear_cookies()
    User.objects.get(id=cast.ada.user_id).authenticator_set.all().delete()
    page.goto(f"{here}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Today")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
