"""The organizer's and trainer's screens on a phone, and an import from file to PIN."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.services import set_up_roles
from courses.models import Enrolment
from courses.services import enrol
from reports.services import set_up_goal, submit
from tests.courses.browsing import sign_in
from tests.courses.factories import make_learner, make_organization, make_staff
from tests.reports.factories import make_finished_project, make_running_project
from tests.support.screens import axe_violations, sideways_pixels

pytestmark = pytest.mark.browser

# Words that would not break: a name as long as names get.
LONG_NAME = "阿卜杜热合曼·买买提明·吐尔逊江·阿不都克里木"


@pytest.fixture
def county(site):
    """A county with a running and a submitted project, and who works there."""
    set_up_roles()
    set_up_goal()
    organization = make_organization("安定区文体广电和旅游局")
    organizer = make_staff(Role.ORGANIZER, organization=organization)
    trainer = make_staff(Role.TRAINER, organization=organization)
    project, cohort = make_running_project(organizer, name="永丰村手机课")
    cohort.trainers.add(trainer)
    enrol(learner=make_learner(LONG_NAME), project=project, cohort=cohort, by=None)
    submitted = make_finished_project(organizer)
    submit(project=submitted, submitted_by=organizer)
    return {
        "organizer": organizer,
        "trainer": trainer,
        "checker": make_staff(Role.ADMINISTRATOR),
        "project": project,
        "submitted": submitted,
        "cohort": cohort,
    }


def screens(county):
    """Every kind of screen, by who looks at it."""
    project, cohort = county["project"].pk, county["cohort"].pk
    home = reverse("wagtailadmin_home")
    return {
        "organizer": [
            home,
            reverse("projects:index"),
            reverse("projects:add"),
            reverse("reports:goal"),
            reverse("organizing:project", args=[project]),
            reverse("organizing:end", args=[project]),
            reverse("organizing:learners", args=[project]),
            reverse("organizing:add_cohort", args=[project]),
            reverse("organizing:enrol", args=[cohort]),
            reverse("organizing:import", args=[cohort]),
            reverse("reports:add_evidence", args=[project]),
        ],
        "trainer": [home, reverse("organizing:today"), f"/admin/cohorts/{cohort}/"],
        "checker": [reverse("organizing:project", args=[county["submitted"].pk])],
    }


def test_every_screen_can_be_read_on_a_phone(county, phone, site):
    for role, addresses in screens(county).items():
        sign_in(phone.context, site, county[role])
        for address in addresses:
            answer = phone.goto(address)
            assert answer.status == 200, address
            assert axe_violations(phone) == [], address
            assert sideways_pixels(phone) == 0, address


def test_a_roster_goes_from_a_file_to_pins_with_a_preview_between(
    county, phone, site, tmp_path
):
    roster = tmp_path / "名单.csv"
    roster.write_bytes("姓名,出生年代\n何秀英,1950\n,1950\n".encode("gb18030"))
    sign_in(phone.context, site, county["organizer"])
    phone.goto(reverse("organizing:import", args=[county["cohort"].pk]))
    phone.set_input_files("[name=file]", roster)
    phone.click("main form button[type=submit]")
    phone.locator("[name=sealed]").wait_for(state="attached")
    assert axe_violations(phone) == []
    assert Enrolment.objects.filter(cohort=county["cohort"]).count() == 1
    phone.click("main form button[type=submit]")
    phone.locator(".strip__pin").wait_for()
    assert phone.locator(".strip__name").inner_text() == "何秀英"
    assert Enrolment.objects.filter(cohort=county["cohort"]).count() == 2
