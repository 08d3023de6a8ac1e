"""Static files as they are collected: hashed names, our own scripts without comments."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.test import SimpleTestCase, override_settings

from settings.storage import COMMENT_LINES

HASHED = {"staticfiles": {"BACKEND": "settings.storage.HashedStaticFilesStorage"}}


class CollectedFilesTests(SimpleTestCase):
    """What `collectstatic` makes of our files."""

    def test_comment_lines_go_and_code_stays(self) -> None:
        source = b'/** Why. */\nconst a = "// no"; // here\n  // gone\n  /** two\n   * lines */\nf();\n'
        self.assertEqual(
            COMMENT_LINES.sub(b"", source), b'const a = "// no"; // here\nf();\n'
        )

    def test_every_import_of_a_module_leads_to_a_file_that_is_there(self) -> None:
        with (
            TemporaryDirectory() as folder,
            override_settings(STATIC_ROOT=folder, STORAGES=HASHED),
        ):
            call_command("collectstatic", interactive=False, verbosity=0)
            modules = list(Path(folder, "lessons").glob("lesson.*.js"))
            self.assertEqual(len(modules), 1)
            source = modules[0].read_text()
            imports = re.findall(r'from "([^"]+)"', source)
            self.assertEqual(len(imports), 2)
            for address in imports:
                self.assertTrue(
                    (modules[0].parent / address).resolve().exists(), address
                )
            self.assertNotIn("/**", source)
