"""Purposes and handovers in the browser, by plain forms."""

import pytest

from segue.store.models import Community, Handover, Purpose
from tests.spaces import Spaces
from tests.web.conftest import SignedIn
from tests.web.test_boards import text


def test_from_messages_to_what_became_of_them(spaces: Spaces, signed_in: SignedIn) -> None:
    emil, cleo, mona = (signed_in(spaces.members[name]) for name in ("Emil", "Cleo", "Mona"))
    stellan, tim = signed_in(spaces.members["Stellan"]), signed_in(spaces.members["Tim"])
    here, first = f"/communities/{spaces.community.id}/purposes/", spaces.posts[1].id
    assert "No purpose has been raised yet" in text(emil, here)
    assert f"post={first}" in text(emil, f"/threads/{spaces.thread.id}/")
    form = f"{here}raise/?thread={spaces.thread.id}&post={first}"
    assert "checked" in text(emil, form)
    assert emil.post(form, {"wording": "Open one evening"}).status_code == 422
    emil.post(form, {"wording": "Open one evening", "posts": [spaces.posts[0].id, first]})
    purpose = Purpose.objects.get()
    page = f"/purposes/{purpose.id}/"
    assert "it takes another voice" in text(emil, here)
    assert "Stand behind it" not in text(emil, page)
    for client in (cleo, mona):
        client.post(f"{page}endorse/")
    assert "it can be offered to a team" in text(stellan, here)
    assert "It is ripe" in text(stellan, "/communities/")
    emil.post(f"{page}refine/", {"wording": "Open on one evening a week"})
    assert emil.get(f"{page}offer/").status_code == 404
    stellan.post(f"{page}offer/", {"team": spaces.team.id, "words": "Could you?"})
    handover = Handover.objects.get()
    given = text(tim, f"/handovers/{handover.id}/")
    assert "Could you?" in given
    assert "Emil" not in given
    assert "Name me" in text(emil, page)
    emil.post(f"{page}name-me/", {"next": page})
    assert "Emil" in text(tim, f"/handovers/{handover.id}/")
    tim.post(f"/handovers/{handover.id}/accept/", {"words": ""})
    tim.post(f"/handovers/{handover.id}/deliver/", {"words": "Open on Thursdays."})
    stellan.post(f"{page}report/", {"words": ""})
    for address in (page, f"/threads/{spaces.thread.id}/"):
        assert "came about" in text(cleo, address)
    assert "Open on Thursdays." in text(cleo, f"/threads/{spaces.thread.id}/")
    assert "Told where it began" in text(cleo, page)


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_in_neither_finds_nothing(spaces: Spaces, signed_in: SignedIn, name: str) -> None:
    emil = signed_in(spaces.members["Emil"])
    form = f"/communities/{spaces.community.id}/purposes/raise/?thread={spaces.thread.id}"
    emil.post(form, {"wording": "Open one evening", "posts": [spaces.posts[0].id]})
    purpose = Purpose.objects.get()
    client = signed_in(spaces.members[name])
    for address in (form, f"/communities/{spaces.community.id}/purposes/", f"/purposes/{purpose.id}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/purposes/{purpose.id}/endorse/").status_code == 404
    Community.objects.update(admission="public")
    status = 404 if name == "Chiara" else 200
    assert client.get(f"/purposes/{purpose.id}/").status_code == status
    client.post(f"/purposes/{purpose.id}/endorse/")
    assert Purpose.objects.get().state == "raised"


def test_what_seems_to_form_is_raised_with_its_messages(spaces: Spaces, signed_in: SignedIn) -> None:
    from segue.store.models import Forming
    from tests.cast import NOW

    row = Forming.objects.create(
        community=spaces.community, theme="evenings", strength=1, found_at=NOW, fingerprint=b"1" * 16, why=["Two."]
    )
    row.posts.set(spaces.posts[:2])
    emil = signed_in(spaces.members["Emil"])
    address = f"/communities/{spaces.community.id}/purposes/raise/?forming={row.id}"
    assert text(emil, address).count("checked") == 2
    emil.post(address, {"wording": "Evenings", "posts": [spaces.posts[0].id]})
    assert Purpose.objects.get().forming_id == row.id
