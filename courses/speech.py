"""What the screens of this app say aloud: the same sentences that can be read there."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCREENS: dict[str, tuple[str | Promise, ...]] = {
    "courses.home": (
        _("Five minutes at a time, learn to use your phone."),
        _("What would you like to learn?"),
    ),
    "courses.learning": (_("My learning"), _("What you learned is kept here.")),
    "courses.learning_guest": (
        _("My learning"),
        _("What you learn is kept on this phone."),
        _("With a learning card it is kept for you, on any phone."),
    ),
    "courses.finish": (_("You have learned this lesson. Well done!"),),
    "courses.finish_missing": (
        _("Nearly there"),
        _("A little is still open. Tap it to go there."),
    ),
    "courses.finish_guest": (
        _("This is the end of the lesson"),
        _("Would you like to keep it for good?"),
        _("Ask your trainer for a learning card. You need not."),
    ),
    "courses.help": (
        _("Cheated of money? Do this at once"),
        _("Stop. Pay nothing more."),
        _("Hang up. End screen sharing."),
        _("Call 110 at once."),
        _("Keep the messages and the records. Delete nothing."),
        _("Tell your bank. Its number is on the back of your card."),
        _("Not sure whether it is a scam?"),
        _("Call 96110. It is the line against fraud."),
        _("When 96110 calls you, answer it."),
        _("Stuck with the phone?"),
        _("Ask your trainer or your family. Everybody had to learn it."),
        _("Letters too small? Make them bigger here."),
    ),
    "buttons": (
        _("Go on"),
        _("Start"),
        _("Next lesson"),
        _("See my certificate"),
        _("See my answers"),
        _("To the first screen"),
        _("Call 110, the police"),
        _("Call 96110, the line against fraud"),
        _("Make letters bigger"),
    ),
}
