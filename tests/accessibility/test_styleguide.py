"""The pattern page shows every part, and every part says its words in Chinese."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.test import TestCase

from accessibility.samples import SAMPLES, drawn_icons

COMPONENTS = Path("accessibility/templates/accessibility/components")
# Parts of other parts, or shown by the page itself.
ELSEWHERE = {"topbar", "tabbar", "icon", "logo", "scene", "choices", "field"}


class StyleguideTests(TestCase):
    def test_every_component_is_shown_or_stands_on_the_page_itself(self):
        shown = {sample.name for sample in SAMPLES}
        self.assertEqual(
            shown | ELSEWHERE, {path.stem for path in COMPONENTS.glob("*.html")}
        )

    def test_every_component_is_documented(self):
        text = Path("docs/features/design-system.md").read_text(encoding="utf-8")
        for path in COMPONENTS.glob("*.html"):
            with self.subTest(component=path.stem):
                self.assertIn(f"`{path.stem}`", text)

    def test_every_drawing_is_shown(self):
        page = self.client.get("/styleguide/")
        for name in drawn_icons():
            self.assertContains(page, f'class="icon icon--{name}"')

    def test_nothing_in_it_is_written_inline(self):
        page = self.client.get("/styleguide/").content.decode()
        self.assertNotRegex(page, r'\sstyle="|\son\w+="|<style|<script>')

    def test_every_choice_of_look_is_a_link(self):
        page = self.client.get("/styleguide/", {"theme": "contrast", "text": "32"})
        self.assertContains(page, 'data-text="32" data-theme="contrast"')
        self.assertContains(page, 'aria-current="true"', count=1)


class ContentPolicyTests(TestCase):
    def policy(self, address: str) -> str:
        return self.client.get(address)["Content-Security-Policy"]

    def test_learner_screens_run_no_inline_script(self):
        for address in ("/styleguide/", "/display/", "/nowhere/"):
            self.assertIn("script-src 'self';", self.policy(address) + ";")
            self.assertNotIn("unsafe", self.policy(address))

    def test_the_admin_has_its_own_policy_and_still_no_other_site(self):
        policy = self.policy("/admin/login/")
        self.assertIn("default-src 'none'", policy)
        self.assertIn("'unsafe-inline'", policy)
        self.assertNotIn("http", policy)

    def test_the_policy_of_the_site_is_the_strict_one(self):
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        self.assertEqual(directives["script-src"], ["'self'"])
