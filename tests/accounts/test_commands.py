"""Commands: places, first accounts, words of consent."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import CommandError, call_command
from django.test import TestCase

from accounts.enums import Role
from accounts.models import ConsentText, Region, User

ROWS = "code,name,parent,as_of\n130131,平山县,130100,2023-12-31\n130100,石家庄市,,\n"


class CommandTestCase(TestCase):
    def setUp(self) -> None:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_command(self, *args: object, **options: object) -> str:
        out = StringIO()
        call_command(*args, stdout=out, stderr=StringIO(), **options)
        return out.getvalue()


class ImportRegionsTests(CommandTestCase):
    def import_bytes(self, content: bytes) -> str:
        path = self.folder / "regions.csv"
        path.write_bytes(content)
        return self.run_command("import_regions", str(path))

    def refuse(self, content: bytes) -> str:
        before = Region.objects.count()
        with self.assertRaises(CommandError) as caught:
            self.import_bytes(content)
        self.assertEqual(Region.objects.count(), before)
        return str(caught.exception)

    def test_the_34_provinces_come_with_the_product_and_twice_is_once(self) -> None:
        self.run_command("import_regions", provinces=True)
        self.run_command("import_regions", provinces=True)
        self.assertEqual(Region.objects.provinces().count(), 34)

    def test_each_usual_encoding_is_read(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            with self.subTest(encoding=encoding):
                Region.objects.filter(level=3).delete()
                Region.objects.all().delete()
                self.import_bytes(ROWS.encode(encoding))
                county = Region.objects.get(code="130131")
                self.assertEqual(county.full_name, "石家庄市平山县")
                self.assertEqual(str(county.as_of), "2023-12-31")

    def test_full_names_are_built_from_what_lies_above(self) -> None:
        self.run_command("import_regions", provinces=True)
        self.import_bytes(ROWS.encode())
        village = "code,name\n130131100201,东庄村\n130131100,平山镇\n110100,市辖区\n110101,东城区\n"
        self.import_bytes(village.encode())
        names = {region.code: region.full_name for region in Region.objects.all()}
        self.assertEqual(names["130131100201"], "河北省石家庄市平山县平山镇东庄村")
        self.assertEqual(names["110101"], "北京市东城区")

    def test_a_county_straight_below_its_province_finds_it(self) -> None:
        self.run_command("import_regions", provinces=True)
        self.import_bytes("code,name\n429004,仙桃市\n".encode())
        self.assertEqual(Region.objects.get(code="429004").full_name, "湖北省仙桃市")

    def test_a_new_name_is_carried_down(self) -> None:
        self.import_bytes(ROWS.encode())
        self.import_bytes("code,name\n130100,石门市\n".encode())
        self.assertEqual(Region.objects.get(code="130131").full_name, "石门市平山县")

    def test_a_missing_column_is_named(self) -> None:
        self.assertIn("name", self.refuse("code,title\n130000,河北省\n".encode()))

    def test_every_bad_row_is_named_and_nothing_is_stored(self) -> None:
        problems = self.refuse(
            "code,name,as_of\n130000,河北省,\n13,短,\n140000,,\n150000,内蒙古,last year\n".encode()
        )
        for line in ("3", "4", "5"):
            self.assertIn(line, problems)

    def test_doubled_codes_lost_parents_and_empty_files_are_refused(self) -> None:
        self.assertIn(
            "130000", self.refuse("code,name\n130000,甲\n130000,乙\n".encode())
        )
        self.assertIn(
            "990000", self.refuse("code,name,parent\n130100,甲,990000\n".encode())
        )
        self.refuse(b"code,name\n")
        self.refuse(b"")

    def test_a_picture_is_not_a_csv(self) -> None:
        self.refuse(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x00")

    def test_no_file_and_a_lost_file_get_one_sentence(self) -> None:
        for arguments in ([], [str(self.folder / "lost.csv")]):
            with self.assertRaises(CommandError):
                self.run_command("import_regions", *arguments)


class FirstAccountsTests(CommandTestCase):
    def test_each_role_gets_one_account_and_twice_is_once(self) -> None:
        path = self.folder / "deep" / "first.txt"
        said = self.run_command("create_first_accounts", write=path)
        self.assertIn(str(path), said)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        lines = path.read_text().splitlines()
        self.assertEqual(len(lines), 4)
        for line in lines:
            _role, username, password = line.replace(":", "").split()
            self.assertTrue(
                User.objects.get(username=username).check_password(password)
            )
            self.assertNotIn(password, said)
        self.run_command("create_first_accounts", write=path)
        self.assertEqual(path.read_text().splitlines(), lines)

    def test_where_the_file_cannot_be_written_no_account_is_made(self) -> None:
        (self.folder / "file").write_text("")
        with self.assertRaises(CommandError):
            self.run_command(
                "create_first_accounts", write=self.folder / "file" / "first.txt"
            )
        self.assertFalse(User.objects.exists())

    def test_a_role_somebody_holds_is_left_alone(self) -> None:
        from tests.accounts.factories import make_staff

        make_staff(Role.TRAINER, "somebody")
        self.run_command("create_first_accounts", write=self.folder / "first.txt")
        self.assertEqual(User.objects.filter(groups__name="trainer").count(), 1)

    def test_without_a_file_passwords_are_shown(self) -> None:
        said = self.run_command("create_first_accounts")
        self.assertEqual(len(said.splitlines()), 4)


class ConsentTextTests(CommandTestCase):
    def test_shipped_words_come_once_and_stay_as_people_agreed_to_them(self) -> None:
        self.run_command("load_consent_texts")
        ConsentText.objects.filter(language="en").update(body="as it was agreed to")
        self.run_command("load_consent_texts")
        self.assertEqual(ConsentText.objects.count(), 2)
        self.assertEqual(
            ConsentText.objects.get(language="en").body, "as it was agreed to"
        )
