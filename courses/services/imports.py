"""Enrols a roster: first says exactly what will happen, then does it, all or nothing.

The plan is made twice, once for the preview and once more when it is confirmed, from the
same rows. So nothing is kept between the two, and importing the same roster again adds
nobody: whoever is in the project already is found by name, place and birth decade.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from django.core import signing
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import LearningCard, Region, User
from courses.enums import OPEN_STATES, RowOutcome
from courses.exceptions import ProjectClosed
from courses.models import Cohort, Enrolment, TrainingProject
from courses.selectors.organizing import learners_visible_to
from courses.services.projects import enrol
from courses.services.registering import register_learners
from courses.services.rosters import RosterRow

NEW, LEAVE_OUT = "new", "out"
SEAL_SALT = "courses.roster"
SEAL_SECONDS = 2 * 60 * 60
LOOKUPS_AT_ONCE = 400

Likeness = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class PlannedRow:
    """One row and what will happen to it."""

    row: RosterRow
    outcome: RowOutcome
    region: Region | None = None
    candidates: tuple[User, ...] = ()
    words: str = ""

    @property
    def field(self) -> str:
        """Name of the field in which a person chooses."""
        return f"row-{self.row.number}"

    def candidate(self, choice: str) -> User | None:
        """The person somebody chose, if that person was offered."""
        people = {str(person.pk): person for person in self.candidates}
        return people.get(choice)


@dataclass(frozen=True)
class RosterPlan:
    """What an import would do."""

    rows: tuple[PlannedRow, ...]
    members: frozenset[int] = frozenset()  # keys of who is in the project already

    def with_outcome(self, outcome: RowOutcome) -> list[PlannedRow]:
        """The rows something will happen to."""
        return [planned for planned in self.rows if planned.outcome == outcome]

    @property
    def new(self) -> list[PlannedRow]:
        """People who get an account and a learning card."""
        return self.with_outcome(RowOutcome.NEW)

    @property
    def enrolled(self) -> list[PlannedRow]:
        """People who are in the project already: nothing happens."""
        return self.with_outcome(RowOutcome.ENROLLED)

    @property
    def likely(self) -> list[PlannedRow]:
        """Rows about which somebody has to choose."""
        return self.with_outcome(RowOutcome.LIKELY)

    @property
    def errors(self) -> list[PlannedRow]:
        """Rows that are left out, each with its reason."""
        return self.with_outcome(RowOutcome.ERROR)


@dataclass
class ImportResult:
    """What an import did. PINs are only here, once, and nowhere in clear text."""

    cards: list[tuple[LearningCard, str]] = field(default_factory=list)
    joined: int = 0
    unchanged: int = 0
    left_out: int = 0
    errors: int = 0

    @property
    def total_left_out(self) -> int:
        """Rows nothing was done with."""
        return self.left_out + self.errors


def seal_rows(rows: Iterable[RosterRow], *, cohort: Cohort, user: User) -> str:
    """The rows as a signed text that travels through the preview page and back."""
    content = {"cohort": cohort.pk, "user": user.pk, "rows": [asdict(r) for r in rows]}
    return signing.dumps(content, salt=SEAL_SALT, compress=True)


def unseal_rows(sealed: str, *, cohort: Cohort, user: User) -> list[RosterRow]:
    """The rows of `seal_rows`; `signing.BadSignature` when somebody else's or too old."""
    content = signing.loads(sealed, salt=SEAL_SALT, max_age=SEAL_SECONDS)
    if (content["cohort"], content["user"]) != (cohort.pk, user.pk):
        raise signing.BadSignature
    return [RosterRow(**row) for row in content["rows"]]


def plan_roster(rows: Iterable[RosterRow], *, cohort: Cohort, user: User) -> RosterPlan:
    """Say what importing these rows into the cohort would do. Writes nothing."""
    rows = list(rows)
    regions = _Regions(rows, cohort)
    placed = [(row, *regions.place_of(row)) for row in rows]
    names = {row.name for row in rows if not row.error}
    in_project = _by_likeness(_enrolled_people(cohort.project, names))
    elsewhere = _by_likeness(
        _people_called(names, learners_visible_to(user)), without=in_project.people
    )
    seen: dict[Likeness, int] = {}
    known = _Known(in_project, elsewhere, seen)
    planned = [_plan_row(row, region, error, known) for row, region, error in placed]
    return RosterPlan(tuple(planned), frozenset(in_project.people))


@transaction.atomic
def import_roster(
    rows: Iterable[RosterRow],
    *,
    cohort: Cohort,
    user: User,
    choices: Mapping[str, str],
) -> ImportResult:
    """Enrol the rows: all of them, or none when something fails.

    `choices` answers the likely duplicates: a key of `candidates`, "new" or "out"; without
    an answer a row is left out. Raises `ProjectClosed` when the project is over.
    """
    project = TrainingProject.objects.select_for_update().get(pk=cohort.project_id)
    if project.status not in OPEN_STATES:
        raise ProjectClosed(
            _("The project has ended: nobody can be enrolled any more.")
        )
    plan = plan_roster(rows, cohort=cohort, user=user)
    result = ImportResult(unchanged=len(plan.enrolled), errors=len(plan.errors))
    newcomers = [*plan.new, *_answered(plan, choices, result, cohort=cohort, by=user)]
    newcomers.sort(key=lambda planned: planned.row.number)
    people = [_person(planned) for planned in newcomers]
    result.cards = register_learners(people, cohort=cohort, by=user)
    return result


def _answered(
    plan: RosterPlan,
    choices: Mapping[str, str],
    result: ImportResult,
    *,
    cohort: Cohort,
    by: User,
) -> Iterable[PlannedRow]:
    """Act on each likely duplicate as chosen; give the rows that are somebody new."""
    for planned in plan.likely:
        choice = choices.get(planned.field, LEAVE_OUT)
        person = planned.candidate(choice)
        if choice == NEW:
            yield planned
        elif person is None:
            result.left_out += 1
        elif person.pk in plan.members:
            result.unchanged += 1
        else:
            enrol(learner=person, project=cohort.project, cohort=cohort, by=by)
            result.joined += 1


def _person(planned: PlannedRow) -> User:
    row = planned.row
    return User(
        display_name=row.name,
        region=planned.region,
        birth_decade=row.decade,
        audience=row.audience,
    )


@dataclass(frozen=True)
class _Alike:
    """People grouped by what makes them likely the same."""

    groups: dict[Likeness, list[tuple[User, str]]]
    people: set[int]

    def pop(self, likeness: Likeness) -> tuple[User, str] | None:
        """Take one person of exactly this likeness, so that a second row finds the next."""
        group = self.groups.get(likeness)
        return group.pop(0) if group else None

    def near(self, likeness: Likeness) -> list[User]:
        """People of the same name whose place and decade agree where both are known."""
        name, region, decade = likeness
        return [
            person
            for (other, place, born), group in self.groups.items()
            if other == name and _agree(place, region) and _agree(born, decade)
            for person, _cohort in group
        ]


@dataclass(frozen=True)
class _Known:
    """Whom a row is compared with."""

    in_project: _Alike
    elsewhere: _Alike
    seen: dict[Likeness, int]


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _plan_row(
    row: RosterRow, region: Region | None, error: str, known: _Known
) -> PlannedRow:
    if error:
        return PlannedRow(replace(row, error=error), RowOutcome.ERROR, words=error)
    likeness = (row.name, region.pk if region else None, row.decade)
    if found := known.in_project.pop(likeness):
        words = _("Already in the cohort “%(cohort)s”.") % {"cohort": found[1]}
        return PlannedRow(row, RowOutcome.ENROLLED, region, (found[0],), words)
    earlier = known.seen.setdefault(likeness, row.number)
    if earlier != row.number:
        words = _("The same as row %(number)s.") % {"number": earlier}
        return PlannedRow(row, RowOutcome.LIKELY, region, (), words)
    alike = known.in_project.near(likeness) + known.elsewhere.near(likeness)
    if alike:
        words = _("Somebody of this name is known. Is it the same person?")
        return PlannedRow(row, RowOutcome.LIKELY, region, tuple(alike), words)
    return PlannedRow(row, RowOutcome.NEW, region)


def _by_likeness(
    people: Iterable[tuple[User, str]], without: Collection[int] = ()
) -> _Alike:
    groups: dict[Likeness, list[tuple[User, str]]] = defaultdict(list)
    keys = set()
    for person, cohort in people:
        if person.pk not in without:
            likeness = (person.display_name, person.region_id, person.birth_decade)
            groups[likeness].append((person, cohort))
            keys.add(person.pk)
    return _Alike(dict(groups), keys)


def _enrolled_people(
    project: TrainingProject, names: set[str]
) -> Iterable[tuple[User, str]]:
    enrolments = (
        Enrolment.objects.active()
        .filter(project=project)
        .select_related("learner__region", "cohort")
        .order_by("pk")
    )
    for enrolment in enrolments:
        if enrolment.learner.display_name in names:
            yield enrolment.learner, enrolment.cohort.name if enrolment.cohort else ""


def _people_called(
    names: set[str], among: QuerySet[User]
) -> Iterable[tuple[User, str]]:
    for some in _portions(sorted(names)):
        people = among.filter(display_name__in=some, is_active=True)
        for person in people.select_related("region").order_by("pk"):
            yield person, ""


def _portions(values: list[str]) -> Iterable[list[str]]:
    """SQLite takes only so many values in one query."""
    for start in range(0, len(values), LOOKUPS_AT_ONCE):
        yield values[start : start + LOOKUPS_AT_ONCE]


class _Regions:
    """Finds the places a roster names, in a few queries for the whole roster."""

    def __init__(self, rows: Iterable[RosterRow], cohort: Cohort) -> None:
        self.default = cohort.region
        self.home = cohort.region or cohort.project.region
        places = sorted({row.place for row in rows if row.place and not row.error})
        self.by_code: dict[str, Region] = {}
        self.by_name: dict[str, list[Region]] = defaultdict(list)
        for some in _portions(places):
            found = Region.objects.filter(
                Q(code__in=some) | Q(name__in=some) | Q(full_name__in=some)
            )
            for region in found:
                self.by_code[region.code] = region
                for name in {region.name, region.full_name}:
                    self.by_name[name].append(region)

    def place_of(self, row: RosterRow) -> tuple[Region | None, str]:
        """The row's place, or why it is not clear."""
        if row.error or not row.place:
            return self.default, row.error
        if region := self.by_code.get(row.place):
            return region, ""
        found = self.by_name.get(row.place, [])
        near = [
            region
            for region in found
            if region.code.startswith(self.home.significant_code)
        ]
        if len(near or found) == 1:
            return (near or found)[0], ""
        return None, self._why_not(row.place, found)

    def _why_not(self, place: str, found: list[Region]) -> str:
        if found:
            words = _("There are several places called “%(place)s”. Write the code.")
        elif place.isdigit():
            words = _("The code %(place)s is not known.")
        else:
            words = _(
                "The place “%(place)s” is not known. Write the code or leave it empty."
            )
        return words % {"place": place[:40]}
