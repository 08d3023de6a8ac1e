"""Who may come in where. The default answer is no."""

from __future__ import annotations

import itertools

from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, TestCase
from django.urls import reverse

from accounts.decorators import role_required
from accounts.enums import Role
from accounts.models import User
from accounts.selectors import people_in_care_of
from accounts.services import set_up_roles
from tests.accounts.factories import PASSWORD, make_learner, make_staff

STAFF = (Role.TRAINER, Role.ORGANIZER, Role.EDITOR, Role.ADMINISTRATOR)


def answer_of(needed: tuple[Role, ...], user: User | AnonymousUser) -> int:
    """The status a view guarded for these roles gives this person."""

    @role_required(*needed)
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("in")

    request = RequestFactory().get("/guarded/?page=2")
    request.user = user
    try:
        return view(request).status_code
    except PermissionDenied:
        return 403


class RoleRequiredTests(TestCase):
    def test_every_role_opens_its_own_doors_only(self) -> None:
        for holder, needed in itertools.product(STAFF, STAFF):
            user = make_staff(holder, f"{holder.value}-{needed.value}")
            with self.subTest(holder=holder, needed=needed):
                expected = 200 if holder is needed else 403
                self.assertEqual(answer_of((needed,), user), expected)

    def test_one_of_several_roles_is_enough(self) -> None:
        trainer = make_staff(Role.TRAINER)
        self.assertEqual(answer_of((Role.ORGANIZER, Role.TRAINER), trainer), 200)

    def test_a_learner_is_refused_and_a_stranger_asked_to_sign_in(self) -> None:
        for needed in STAFF:
            self.assertEqual(answer_of((needed,), make_learner()), 403)
            self.assertEqual(answer_of((needed,), AnonymousUser()), 302)

    def test_a_superuser_holds_every_role(self) -> None:
        root = User.objects.create_superuser("root", password=PASSWORD)
        self.assertEqual(answer_of((Role.EDITOR,), root), 200)

    def test_a_guard_without_roles_is_a_mistake(self) -> None:
        with self.assertRaises(TypeError):
            role_required()


class SetUpRolesTests(TestCase):
    def test_doing_it_twice_changes_nothing(self) -> None:
        first = set_up_roles()
        before = set(Group.objects.values_list("name", "permissions"))
        self.assertEqual(set_up_roles(), first)
        self.assertEqual(set(Group.objects.values_list("name", "permissions")), before)

    def test_nobody_but_an_administrator_changes_people(self) -> None:
        for role in STAFF:
            user = make_staff(role)
            with self.subTest(role=role):
                expected = role is Role.ADMINISTRATOR
                self.assertEqual(user.has_perm("accounts.change_user"), expected)

    def test_nobody_deletes_people(self) -> None:
        for role in STAFF:
            self.assertFalse(make_staff(role).has_perm("accounts.delete_user"))

    def test_what_was_granted_by_hand_and_is_not_in_the_settings_goes(self) -> None:
        from django.contrib.auth.models import Permission

        set_up_roles()
        trainer = Group.objects.get(name="trainer")
        trainer.permissions.add(Permission.objects.get(codename="change_user"))
        set_up_roles()
        self.assertFalse(trainer.permissions.filter(codename="change_user").exists())


class StaffDoorTests(TestCase):
    def sign_in(self, username: str, password: str = PASSWORD, **fields: str):
        data = {"username": username, "password": password, **fields}
        return self.client.post("/enter/staff/", data)

    def test_each_role_comes_into_the_admin(self) -> None:
        for role in STAFF:
            with self.subTest(role=role):
                user = make_staff(role)
                self.assertRedirects(
                    self.sign_in(user.username),
                    "/admin/",
                    fetch_redirect_response=False,
                )
                self.assertEqual(self.client.get("/admin/").status_code, 200)
                self.client.logout()

    def test_wagtails_own_door_works_too(self) -> None:
        make_staff(Role.EDITOR)
        answer = self.client.post(
            "/admin/login/", {"username": "editor", "password": PASSWORD}
        )
        self.assertEqual(answer.status_code, 302)
        self.assertIn("who", answer.cookies)

    def test_a_learner_is_not_let_into_the_admin(self) -> None:
        self.client.force_login(make_learner(), "accounts.backends.LearningCardBackend")
        self.assertNotEqual(self.client.get("/admin/").status_code, 200)

    def test_five_wrong_passwords_close_the_door_for_a_while(self) -> None:
        make_staff(Role.TRAINER)
        for _try in range(5):
            answer = self.sign_in("trainer", "wrong")
        self.assertContains(answer, "请过一刻钟再试", status_code=429)
        self.assertEqual(self.sign_in("trainer").status_code, 429)

    def test_a_locked_trainer_does_not_lock_another(self) -> None:
        make_staff(Role.TRAINER)
        make_staff(Role.ORGANIZER)
        for _try in range(6):
            self.sign_in("trainer", "wrong")
        self.assertEqual(self.sign_in("organizer").status_code, 302)

    def test_sign_in_leads_nowhere_else(self) -> None:
        make_staff(Role.TRAINER)
        answer = self.sign_in("trainer", next="https://evil.example/")
        self.assertRedirects(answer, "/admin/", fetch_redirect_response=False)


class CareTests(TestCase):
    def test_an_administrator_looks_after_every_learner(self) -> None:
        learner = make_learner()
        administrator = make_staff(Role.ADMINISTRATOR)
        self.assertEqual(list(people_in_care_of(administrator)), [learner])

    def test_without_a_cohort_a_trainer_looks_after_nobody(self) -> None:
        make_learner()
        self.assertFalse(people_in_care_of(make_staff(Role.TRAINER)).exists())
        self.assertFalse(people_in_care_of(make_learner("李大爷")).exists())


class CardScreenTests(TestCase):
    """Cards in the admin: print, issue, new PIN, revoke, delete."""

    def setUp(self) -> None:
        self.learner = make_learner()
        self.address = reverse("accounts_cards:index")

    def enter_as(self, role: Role) -> User:
        user = make_staff(role)
        self.client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return user

    def act(self, action: str, *people: User):
        ids = [person.pk for person in people or (self.learner,)]
        return self.client.post(self.address, {"action": action, "person": ids})

    def test_an_administrator_issues_a_card_and_sees_its_pin_once(self) -> None:
        self.enter_as(Role.ADMINISTRATOR)
        page = self.act("issue")
        card, pin = page.context["issued"][0]
        self.assertTrue(card.has_pin(pin))
        self.assertContains(page, pin)
        self.assertNotContains(self.client.get(self.address), pin)

    def test_ten_cards_stand_on_a_sheet_with_their_qr_codes(self) -> None:
        self.enter_as(Role.ADMINISTRATOR)
        self.act("issue")
        page = self.act("print")
        card = self.learner.learning_cards.get()
        self.assertContains(page, f"{card.number[:4]} {card.number[4:]}")
        self.assertContains(page, "<svg")
        self.assertContains(page, "王阿姨")

    def test_a_new_pin_replaces_the_old_one_and_is_logged(self) -> None:
        from wagtail.models import ModelLogEntry

        administrator = self.enter_as(Role.ADMINISTRATOR)
        self.act("issue")
        _card, pin = self.act("reset").context["issued"][0]
        self.assertTrue(self.learner.learning_cards.get().has_pin(pin))
        entry = ModelLogEntry.objects.get(action="accounts.reset_pin")
        self.assertEqual(entry.user, administrator)
        self.assertEqual(entry.object_id, str(self.learner.pk))

    def test_a_lost_card_is_revoked(self) -> None:
        self.enter_as(Role.ADMINISTRATOR)
        self.act("issue")
        self.act("revoke")
        self.assertIsNotNone(self.learner.learning_cards.get().revoked_at)

    def test_nothing_ticked_says_so(self) -> None:
        self.enter_as(Role.ADMINISTRATOR)
        answer = self.client.post(self.address, {"action": "issue"})
        self.assertContains(answer, "请至少勾选一个人")

    def test_a_trainer_cannot_touch_learners_of_others(self) -> None:
        self.enter_as(Role.TRAINER)
        for action in ("issue", "reset", "print", "revoke"):
            self.act(action)
        self.assertFalse(self.learner.learning_cards.exists())
        self.assertNotContains(self.client.get(self.address), "王阿姨")

    def test_an_editor_has_nothing_to_do_with_cards(self) -> None:
        self.enter_as(Role.EDITOR)
        self.assertNotEqual(self.client.get(self.address).status_code, 200)

    def test_only_an_administrator_deletes_an_account_for_somebody(self) -> None:
        address = reverse("accounts_cards:erase", args=[self.learner.pk])
        self.enter_as(Role.TRAINER)
        self.client.post(address)
        self.learner.refresh_from_db()
        self.assertTrue(self.learner.is_active)
        self.client.logout()
        self.enter_as(Role.ADMINISTRATOR)
        self.assertContains(self.client.get(address), "王阿姨")
        self.client.post(address)
        self.learner.refresh_from_db()
        self.assertFalse(self.learner.is_active)

    def test_the_list_costs_a_fixed_number_of_queries(self) -> None:
        self.enter_as(Role.ADMINISTRATOR)
        for number in range(30):
            make_learner(f"学员{number}")
        self.client.get(self.address)
        with self.assertNumQueries(12):
            self.client.get(self.address)
