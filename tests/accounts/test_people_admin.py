"""People, places and words of consent in the Wagtail admin."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.test import TestCase
from django.urls import reverse

from accounts.enums import Role
from accounts.models import ConsentText, User
from tests.accounts.factories import (
    PASSWORD,
    OrganizationFactory,
    agree_to_everything,
    make_learner,
    make_staff,
)


class PeopleAdminTests(TestCase):
    def setUp(self) -> None:
        self.administrator = make_staff(Role.ADMINISTRATOR)
        self.client.force_login(
            self.administrator, "django.contrib.auth.backends.ModelBackend"
        )

    def fields(self, **fields: object) -> dict[str, object]:
        trainer = Group.objects.get(name="trainer")
        return {
            "username": "zhang",
            "display_name": "张老师",
            "groups": [trainer.pk],
            "password1": PASSWORD,
            "password2": PASSWORD,
            **fields,
        }

    def test_a_trainer_is_added_without_an_e_mail_address(self) -> None:
        office = OrganizationFactory()
        answer = self.client.post(
            reverse("wagtailusers_users:add"), self.fields(organization=office.pk)
        )
        self.assertEqual(answer.status_code, 302)
        trainer = User.objects.get(username="zhang")
        self.assertTrue(trainer.has_role(Role.TRAINER))
        self.assertTrue(trainer.check_password(PASSWORD))
        self.assertEqual(trainer.organization, office)

    def test_without_a_password_one_becomes_a_learner_and_gets_no_role(self) -> None:
        address = reverse("wagtailusers_users:add")
        blank = {"password1": "", "password2": ""}
        self.assertContains(
            self.client.post(address, self.fields(**blank)), "必须设置登录密码"
        )
        self.client.post(address, self.fields(**blank, groups=[]))
        self.assertTrue(User.objects.get(username="zhang").is_learner)

    def test_nobody_becomes_a_superuser_here(self) -> None:
        self.client.post(
            reverse("wagtailusers_users:add"),
            self.fields(is_superuser="on", is_staff="on"),
        )
        self.assertFalse(User.objects.get(username="zhang").is_superuser)

    def test_a_superusers_account_is_out_of_reach(self) -> None:
        root = User.objects.create_superuser("root", password=PASSWORD)
        address = reverse("wagtailusers_users:edit", args=[root.pk])
        self.client.post(address, self.fields(username="root", is_active="on"))
        root.refresh_from_db()
        self.assertEqual(root.display_name, "")

    def test_people_are_listed_and_found_by_their_names(self) -> None:
        make_learner("王阿姨")
        make_learner("李大爷")
        address = reverse("wagtailusers_users:index")
        self.assertContains(self.client.get(address), "王阿姨")
        found = self.client.get(address, {"q": "李大爷"})
        self.assertContains(found, "李大爷")
        self.assertNotContains(found, "王阿姨")

    def test_a_person_is_changed_and_nobody_closes_her_own_account(self) -> None:
        learner = make_learner()
        address = reverse("wagtailusers_users:edit", args=[learner.pk])
        self.assertContains(self.client.get(address), "王阿姨")
        fields = {"username": learner.username, "display_name": "王奶奶"}
        self.client.post(address, {**fields, "is_active": "on"})
        learner.refresh_from_db()
        self.assertEqual(learner.display_name, "王奶奶")
        self.assertTrue(learner.is_learner)
        own = reverse("wagtailusers_users:edit", args=[self.administrator.pk])
        self.assertNotContains(self.client.get(own), "is_active")

    def test_other_roles_do_not_see_the_list_of_people(self) -> None:
        for role in (Role.TRAINER, Role.ORGANIZER, Role.EDITOR):
            with self.subTest(role=role):
                self.client.force_login(
                    make_staff(role), "django.contrib.auth.backends.ModelBackend"
                )
                answer = self.client.get(reverse("wagtailusers_users:index"))
                self.assertNotEqual(answer.status_code, 200)

    def test_places_organizations_and_words_have_their_lists(self) -> None:
        agree_to_everything(make_learner())
        for model in ("region", "organization", "consenttext"):
            with self.subTest(model=model):
                name = f"wagtailsnippets_accounts_{model}:list"
                self.assertEqual(self.client.get(reverse(name)).status_code, 200)

    def test_words_somebody_agreed_to_cannot_be_changed(self) -> None:
        agree_to_everything(make_learner())
        text = ConsentText.objects.get(language="zh-hans")
        address = reverse("wagtailsnippets_accounts_consenttext:edit", args=[text.pk])
        fields = {
            "version": 1,
            "language": "zh-hans",
            "body": "别的话",
            "published_on": "2026-01-01",
        }
        self.assertContains(self.client.post(address, fields), "请新建一个版本")
        text.refresh_from_db()
        self.assertNotEqual(text.body, "别的话")
