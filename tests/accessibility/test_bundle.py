"""One stylesheet holds the parts of every app and stays small."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import SimpleTestCase, override_settings

from accessibility.finders import BUNDLE, bundle_text, stylesheets

MOST_BYTES = 12_000  # packed, as it travels


class BundleTests(SimpleTestCase):
    def test_every_component_of_every_app_is_in_it(self):
        names = set(stylesheets())
        for config in apps.get_app_configs():
            folder = Path(config.path) / "static" / config.label / "components"
            for path in folder.glob("*.css"):
                self.assertIn(path, names)

    def test_every_component_template_has_its_styles(self):
        own = Path(apps.get_app_config("accessibility").path)
        drawn = set(re.findall(r"\.([a-z][\w-]*)", bundle_text()))
        for template in (own / "templates/accessibility/components").glob("*.html"):
            used = re.findall(r'class="([a-z-]+)[ "{]', template.read_text("utf-8"))
            with self.subTest(template=template.name):
                self.assertLessEqual(set(used) - {"unseen"}, drawn)

    def test_tokens_come_first_and_upper_apps_last(self):
        labels = [path.parts[-4] for path in stylesheets()]
        names = [path.name for path in stylesheets()]
        self.assertEqual(names[:2], ["tokens.css", "base.css"])
        house = ["accessibility", "media", "quiz", "lessons", "courses", "reports"]
        seen = [label for label in dict.fromkeys(labels[2:]) if label in house]
        self.assertEqual(seen, [label for label in house if label in seen])

    def test_it_is_small(self):
        packed = gzip.compress(bundle_text().encode(), compresslevel=6)
        self.assertLess(len(packed), MOST_BYTES)

    def test_every_colour_and_space_it_names_exists(self):
        text = bundle_text()
        used = set(re.findall(r"var\(--([\w-]+)", text))
        set_here = set(re.findall(r"--([\w-]+):", text))
        self.assertEqual(used - set_here, set())

    def test_it_is_found_and_made_anew_after_a_change(self):
        found = finders.find(BUNDLE)
        Path(found).write_text("old", encoding="utf-8")
        made = Path(finders.find(BUNDLE)).read_text(encoding="utf-8")
        self.assertEqual(made, bundle_text())

    def test_collectstatic_gives_it_a_hashed_name(self):
        storages = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "settings.storage.HashedStaticFilesStorage"},
        }
        with (
            TemporaryDirectory() as folder,
            override_settings(STATIC_ROOT=folder, STORAGES=storages),
        ):
            call_command("collectstatic", interactive=False, verbosity=0)
            self.assertTrue(list(Path(folder).glob("accessibility/fieldside.*.css")))
