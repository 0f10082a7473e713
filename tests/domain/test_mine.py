"""Which addresses are mine."""

from segue.domain.mine import Mine, Use, likely_mine

ME, WORK, SHE = "me@home.example", "me@work.example", "amara@example.org"


def test_who_wrote_what_lies_in_sent_is_me_with_all_my_addresses() -> None:
    uses = [Use(ME, sent=80), Use(WORK, sent=20, to=500), Use(SHE, sent=1, to=5, wrote=400)]
    assert likely_mine(uses, 1000) == (
        Mine(ME, True, "wrote 80 of 101 messages in Sent"),
        Mine(WORK, True, "wrote 20 of 101 messages in Sent"),
    )


def test_one_sent_message_is_enough_where_there_is_no_other() -> None:
    assert [mine.address for mine in likely_mine([Use(ME, sent=1), Use(SHE, wrote=9)], 10)] == [ME]


def test_without_sent_mail_it_is_where_the_mail_was_delivered() -> None:
    found = likely_mine([Use(ME, delivered=90, to=40), Use(SHE, delivered=3, to=2)], 100)
    assert found == (Mine(ME, False, "90 of 100 messages were delivered to it"),)


def test_without_either_it_is_to_whom_most_is_addressed() -> None:
    found = likely_mine([Use(ME, to=60, wrote=10), Use(SHE, to=12, wrote=30)], 100)
    assert found == (Mine(ME, False, "60 of 100 messages are to it, 10 from it"),)


def test_where_nothing_tells_nothing_is_guessed() -> None:
    assert likely_mine([Use(ME, to=10), Use(SHE, to=12, wrote=5)], 100) == ()
    assert likely_mine([], 0) == ()
    assert likely_mine([Use(SHE, wrote=100)], 100) == ()


def test_the_order_in_which_uses_are_given_does_not_matter() -> None:
    uses = [Use(ME, sent=5), Use(WORK, sent=5), Use(SHE, sent=5)]
    assert likely_mine(uses, 15) == likely_mine(uses[::-1], 15)


def test_one_stray_message_in_sent_makes_no_address_mine() -> None:
    assert [mine.address for mine in likely_mine([Use(ME, sent=9), Use(SHE, sent=1)], 10)] == [ME]


def test_between_two_who_only_write_to_each_other_nothing_is_guessed() -> None:
    assert likely_mine([Use(ME, to=50, wrote=50), Use(SHE, to=50, wrote=50)], 100) == ()
