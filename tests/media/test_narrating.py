"""Narrations are made once, by the best voice there is, and again when one is better."""

from __future__ import annotations

import threading
from io import StringIO
from unittest import mock

import av
import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from media import services, voices
from media.enums import Engine, JobState
from media.exceptions import NoVoiceError, VoiceDownError
from media.models import Clip, LexiconEntry, Narration, NarrationJob
from media.narrating import narrate
from media.rules import GAP_MS, SpeechScript, script_key
from tests.media.factories import (
    QuietTestCase,
    counts,
    known,
    narrated,
    script,
    staff,
    stored_files,
    tone,
)


def down(*_args: object) -> bytes:
    raise VoiceDownError("no network")


def speakers(**changed: object) -> mock._patch_dict:
    """Other voices behind the chain."""
    named = {Engine(name): speak for name, speak in changed.items()}
    return mock.patch.dict(voices.SPEAKERS, named)


class NarrationTests(QuietTestCase):
    """One script by the real offline voice."""

    def test_a_script_becomes_one_file_with_the_times_of_its_sentences(self) -> None:
        narration = narrated(script())
        first, second = narration.cues
        assert first["text"] == "付款前，先看清名字。"
        assert second["start_ms"] - first["end_ms"] == pytest.approx(GAP_MS, abs=2)
        assert narration.engines == ["espeak"]
        with default_storage.open(narration.audio.name) as file, av.open(file) as sound:
            assert sound.duration / 1000 == pytest.approx(narration.duration_ms, abs=60)
            assert sound.streams.audio[0].rate == 24_000
            assert "电脑合成" in sound.metadata["comment"]

    def test_the_usual_speed_suits_older_listeners(self) -> None:
        narration = narrated(script("先看清楚名字再付款。" * 6))
        seconds = sum(cue["end_ms"] - cue["start_ms"] for cue in narration.cues) / 1000
        letters = sum(len(cue["text"]) - 1 for cue in narration.cues)
        assert 150 < letters / seconds * 60 < 215

    def test_running_twice_makes_nothing_twice(self) -> None:
        narrate(script=script())
        before = counts(), stored_files("narrations"), stored_files("clips")
        again = narrate(script=script())
        assert (again.clips, again.narrations) == (0, 0)
        assert (counts(), stored_files("narrations"), stored_files("clips")) == before

    def test_a_changed_sentence_makes_one_clip(self) -> None:
        narrate(script=script("第一句话。第二句话。第三句话。"))
        made = narrate(script=script("第一句话。第二句改了。第三句话。"))
        assert made.clips == 1

    def test_marks_alone_are_a_moment_of_silence(self) -> None:
        assert len(narrated(script("……")).cues) == 1

    def test_a_script_without_words_is_an_empty_narration(self) -> None:
        narration = narrated(SpeechScript("zh-hans", ()))
        assert narration.cues == []

    def test_two_thousand_characters_are_spoken(self) -> None:
        with speakers(espeak=lambda *_: tone(0.1)):
            assert len(narrated(script("字" * 2000)).cues) > 10

    def test_lost_files_are_made_again(self) -> None:
        narration = narrated(script())
        for clip in Clip.objects.all():
            default_storage.delete(clip.audio.name)
        default_storage.delete(narration.audio.name)
        made = narrate(script=script())
        assert (made.clips, made.narrations) == (2, 1)

    def test_an_editors_reading_makes_the_sentences_with_the_word_anew(self) -> None:
        old = narrated(script("打12316问一问。"))
        with known(script("打12316问一问。"), script("别的话。")):
            with self.captureOnCommitCallbacks(execute=True):
                LexiconEntry.objects.create(
                    language="zh-hans", written="12316", spoken="三农热线"
                )
            fresh = Narration.objects.get(key=old.key)
        assert fresh.made_from != old.made_from
        assert Narration.objects.count() == 1

    def test_english_is_spoken_too(self) -> None:
        assert narrated(script("Look at the name. Then pay.", "en")).duration_ms > 1500


class BetterVoiceTests(QuietTestCase):
    """Clips of a fallback voice are replaced when the better one is back."""

    def setUp(self) -> None:
        """Two voices, the online one first."""
        super().setUp()
        self.enterContext(override_settings(SPEECH_ENGINES=["gtts", "espeak"]))

    def test_the_next_voice_speaks_when_the_first_is_down(self) -> None:
        with speakers(gtts=down):
            assert narrated(script()).engines == ["espeak"]

    def test_the_better_voice_replaces_the_fallback_when_it_is_back(self) -> None:
        with speakers(gtts=down):
            narrate(script=script())
        voices.cache.clear()
        with speakers(gtts=lambda *_: tone()):
            assert narrate(script=script()).clips == 0
            made = narrate(script=script(), improve=True)
        assert (made.clips, made.narrations) == (2, 1)
        assert Narration.objects.get().engines == ["gtts"]

    def test_the_schedule_does_that_by_itself_and_then_rests(self) -> None:
        with speakers(gtts=down), known(script()):
            narrate(script=script())
            voices.cache.clear()
            with self.captureOnCommitCallbacks(execute=True):
                services.keep_up()
            assert Narration.objects.get().engines == ["espeak"]
            assert not NarrationJob.objects.exists()
        voices.cache.clear()
        with speakers(gtts=lambda *_: tone()), known(script()):
            with self.captureOnCommitCallbacks(execute=True):
                services.keep_up()
            assert Narration.objects.get().engines == ["gtts"]
            with self.captureOnCommitCallbacks(execute=True):
                services.keep_up()
        assert NarrationJob.objects.count() == 1

    def test_a_failing_voice_is_left_alone_for_a_while(self) -> None:
        with speakers(gtts=mock.Mock(side_effect=VoiceDownError("dead"))):
            narrate(script=script("一。二。三。四。五。六。"))
            assert (
                voices.SPEAKERS[Engine.GTTS].call_count == voices.FAILURES_BEFORE_REST
            )
            assert voices.is_resting(Engine.GTTS)

    def test_a_human_recording_wins_over_every_voice(self) -> None:
        services.save_recording(
            sentence="付款前，先看清名字。",
            language="zh-hans",
            pcm=tone(2),
            recorded_by=staff("editor"),
        )
        narration = narrated(script())
        assert [cue["engine"] for cue in narration.cues] == ["human", "espeak"]
        assert narration.cues[0]["end_ms"] - narration.cues[0]["start_ms"] == 2000


class JobTests(QuietTestCase):
    """What is asked for runs in the worker, and its end can be seen."""

    def ask(self, *scripts: SpeechScript, **options: object) -> list[NarrationJob]:
        with self.captureOnCommitCallbacks(execute=True):
            return services.request_narration(scripts, **options)

    def test_one_change_is_one_task(self) -> None:
        jobs = self.ask(script("一。"), script("二。"), label="一页课文")
        assert len(jobs) == 1
        job = NarrationJob.objects.get()
        assert (job.state, job.done, job.sentences) == (JobState.DONE, 2, 2)
        assert Narration.objects.count() == 2

    def test_asking_for_what_is_there_queues_nothing(self) -> None:
        self.ask(script())
        assert self.ask(script()) == []

    def test_asking_twice_before_the_worker_comes_is_one_job(self) -> None:
        first = services.request_narration([script()])
        second = services.request_narration([script()])
        assert first == second

    def test_a_very_long_page_is_cut_into_tasks_a_worker_can_finish(self) -> None:
        with mock.patch.object(services, "SENTENCES_PER_JOB", 2):
            assert (
                len(services.request_narration([script(f"{n}。") for n in "甲乙丙"]))
                == 2
            )

    def test_pages_are_rendered_anew_once_per_job(self) -> None:
        with mock.patch.object(services, "forget_pages") as forget:
            self.ask(script("一。"), script("二。"))
            self.ask(script("一。"), again=True)
        assert forget.call_count == 1

    def test_a_sentence_nobody_can_say_fails_the_job_with_the_reason(self) -> None:
        with speakers(espeak=down):
            self.ask(script("一。"))
        job = NarrationJob.objects.get()
        assert job.state == JobState.FAILED
        assert "no network" in job.reason
        with self.captureOnCommitCallbacks(execute=True):
            services.run_again(job=job)
        assert NarrationJob.objects.get().state == JobState.DONE

    def test_a_job_that_runs_is_not_run_a_second_time(self) -> None:
        (job,) = services.request_narration([script()])
        NarrationJob.objects.update(state=JobState.RUNNING)
        services.run_job(job_id=job.pk)
        assert not Narration.objects.exists()

    def test_the_schedule_makes_what_is_missing_and_leaves_what_is_under_way(
        self,
    ) -> None:
        services.request_narration([script("一。")])
        with (
            known(script("一。"), script("二。")),
            self.captureOnCommitCallbacks(execute=True),
        ):
            services.keep_up()
        assert Narration.objects.get().cues[0]["text"] == "二。"

    def test_what_failed_is_not_tried_again_at_every_turn(self) -> None:
        with speakers(espeak=down), known(script("一。")):
            for _turn in range(3):
                with self.captureOnCommitCallbacks(execute=True):
                    services.keep_up()
        assert NarrationJob.objects.count() == 1

    def test_a_job_whose_worker_was_killed_is_taken_up_again(self) -> None:
        (job,) = services.request_narration([script()])
        NarrationJob.objects.update(
            state=JobState.RUNNING, updated_at=job.asked_at - 2 * services.RETRY_AFTER
        )
        with known(), self.captureOnCommitCallbacks(execute=True):
            services.keep_up()
        assert NarrationJob.objects.get().state == JobState.DONE


class CommandTests(QuietTestCase):
    """`manage.py narrate`."""

    def narrate(self, *options: str) -> str:
        out = StringIO()
        call_command("narrate", *options, stdout=out)
        return out.getvalue()

    def test_it_makes_everything_once_and_says_so(self) -> None:
        with known(script(), script("Good morning.", "en")):
            assert "2 texts: 3 sentences spoken, 2 sound files" in self.narrate()
            assert "2 texts: 0 sentences spoken, 0 sound files" in self.narrate()

    def test_a_language_or_a_label_can_be_chosen(self) -> None:
        with known(script(), script("Good morning.", "en")):
            assert "1 texts: 1 sentences" in self.narrate("--language", "en")
            assert "1 texts: 2 sentences" in self.narrate("--only", "page 1")

    def test_it_ends_with_a_clear_sentence_when_nothing_can_speak(self) -> None:
        with (
            speakers(espeak=down),
            known(script()),
            pytest.raises(CommandError) as error,
        ):
            self.narrate()
        assert "no voice" in str(error.value)
        assert "no network" in str(error.value)
        assert counts() == (0, 0)

    def test_a_language_no_voice_speaks_does_not_stop_the_others(self) -> None:
        with known(script("བོད།", "bo"), script()), pytest.raises(CommandError) as error:
            self.narrate()
        assert "does not speak bo" in str(error.value)
        assert Narration.objects.filter(language="zh-hans").count() == 1

    def test_it_says_when_there_is_nothing_to_speak(self) -> None:
        with known(), pytest.raises(CommandError, match="No text to speak"):
            self.narrate()

    @override_settings(SPEECH_ENGINES=[])
    def test_without_any_voice_it_names_the_setting(self) -> None:
        with known(script()), pytest.raises(CommandError, match="SPEECH_ENGINES"):
            self.narrate()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_everything_once() -> None:
    wanted = [script(f"{word}，先看名字。再看钱数。") for word in "甲乙丙丁"]
    before = stored_files("narrations"), stored_files("clips")
    made, ready = [], threading.Barrier(2)

    def work() -> None:
        ready.wait()
        made.extend(narrate(script=one) for one in wanted)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(one.clips for one in made) == Clip.objects.count() == 5
    assert sum(one.narrations for one in made) == Narration.objects.count() == 4
    assert len(stored_files("narrations") - before[0]) == 4
    assert len(stored_files("clips") - before[1]) == 5
    assert {row.key for row in Narration.objects.all()} == {
        script_key(s) for s in wanted
    }


class NoVoiceTests(QuietTestCase):
    """What is raised says why."""

    @override_settings(SPEECH_ENGINES=["gtts", "espeak"])
    def test_every_voice_gives_its_reason(self) -> None:
        reasons = "gtts: no network; espeak: no network"
        with (
            speakers(gtts=down, espeak=down),
            pytest.raises(NoVoiceError, match=reasons),
        ):
            voices.speak("好", "zh-hans")
