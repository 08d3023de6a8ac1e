"""What each role may do, by permission. Whom and what it may do it to is decided per object.

Names are `app.codename` and may hold `*`. `everywhere` are model permissions; `pages` hold
on the whole page tree, `collections` on all pictures and documents. `manage.py set_up_roles`
writes them to the groups of these names. What is not named here nobody may.
"""

from __future__ import annotations

ADMIN_DOOR = "wagtailadmin.access_admin"
CARDS = ["accounts.add_learningcard", "accounts.change_learningcard"]
PICTURES = [
    f"{app}.{verb}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
]
WRITING = [
    f"wagtailcore.{verb}_page"
    for verb in ("add", "change", "publish", "lock", "unlock")
]

ROLE_PERMISSIONS: dict[str, dict[str, list[str]]] = {
    "trainer": {
        "everywhere": [
            ADMIN_DOOR,
            *CARDS,
            "courses.view_trainingproject",
            "courses.view_cohort",
            "courses.view_enrolment",
        ],
        "pages": [],
        "collections": [],
    },
    "organizer": {
        "everywhere": [
            ADMIN_DOOR,
            *CARDS,
            "accounts.view_region",
            "accounts.view_organization",
            "courses.*_trainingproject",
            "courses.*_cohort",
            "courses.*_enrolment",
            "reports.view_*",
            "reports.add_evidence",
            "reports.delete_evidence",
            "reports.add_submission",
        ],
        "pages": [],
        "collections": [],
    },
    "editor": {
        "everywhere": [
            ADMIN_DOOR,
            "quiz.*_question",
            "lessons.*_competence",
            "media.*_lexiconentry",
            "media.*_humanrecording",
            "media.view_*",
            "media.change_narrationjob",
            "wagtail_localize.submit_translation",
        ],
        "pages": WRITING,
        "collections": PICTURES,
    },
    "administrator": {
        "everywhere": [
            ADMIN_DOOR,
            # Nobody deletes people: an account is closed, or erased at its owner's wish.
            "accounts.add_user",
            "accounts.change_user",
            "accounts.view_user",
            "accounts.*_region",
            "accounts.*_organization",
            "accounts.*_consenttext",
            *CARDS,
            "accessibility.*",
            "media.*",
            "quiz.*",
            "lessons.*",
            "courses.*",
            "reports.*",
            "auth.*_group",
            "wagtailcore.*_locale",
            "wagtailcore.*_site",
            "wagtailcore.*_collection",
            "wagtail_localize.*",
            "wagtailredirects.*",
        ],
        "pages": ["wagtailcore.*_page"],
        "collections": ["wagtailimages.*_image", "wagtaildocs.*_document"],
    },
}
