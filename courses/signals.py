"""News for the apps above: who completed what.

Both are sent inside the transaction that stored the event, so a listener writes in the
same transaction or waits with `transaction.on_commit`. Neither is sent twice for one
completion. Signals carry `enrolment` (with `learner` and `project`) and `completed_at`;
`lesson_completed` carries `lesson_key` (str) as well.
"""

from __future__ import annotations

from django.dispatch import Signal

lesson_completed = Signal()
enrolment_completed = Signal()
