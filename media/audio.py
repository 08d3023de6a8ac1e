"""Sound in and out of files, with PyAV: no ffmpeg binary is needed.

Inside the house sound is PCM: 16-bit mono at `RATE` samples a second, as `bytes`.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from media.exceptions import NotAudioError

RATE = 24_000
SAMPLE_BYTES = 2
MP3_BITS_PER_SECOND = 32_000  # constant, so that a place in time is a place in the file
FRAME_SAMPLES = 1_152
LONGEST_SECONDS = 120  # one sentence, however slowly it is read


def duration_ms(pcm: bytes | bytearray) -> int:
    """How long it sounds."""
    return len(pcm) // SAMPLE_BYTES * 1000 // RATE


def silence(milliseconds: int) -> bytes:
    """PCM of silence."""
    return bytes(RATE * milliseconds // 1000 * SAMPLE_BYTES)


def decode(source: IO[bytes], longest_seconds: int = LONGEST_SECONDS) -> bytes:
    """The sound in a file of any format PyAV knows.

    Raises `NotAudioError` when there is none, when it is damaged, empty or too long.
    """
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    pcm = bytearray()
    try:
        with av.open(source, mode="r", metadata_errors="ignore") as container:
            if not container.streams.audio:
                message = "no sound in the file"
                raise NotAudioError(message)
            for frame in container.decode(audio=0):
                pcm += _resampled(resampler, frame)
                if len(pcm) > longest_seconds * RATE * SAMPLE_BYTES:
                    message = f"longer than {longest_seconds} seconds"
                    raise NotAudioError(message)
        pcm += _resampled(resampler, None)
    except (FFmpegError, ValueError, OverflowError) as error:
        raise NotAudioError(str(error)) from error
    if not pcm:
        message = "the sound is empty"
        raise NotAudioError(message)
    return bytes(pcm)


def resample(pcm: bytes, rate: int) -> bytes:
    """16-bit mono at another rate, brought to ours."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    return _resampled(resampler, _frame(pcm, rate)) + _resampled(resampler, None)


def stretch(pcm: bytes, tempo: float) -> bytes:
    """Slower (below 1) or faster, at the same pitch."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono")
    speed = graph.add("atempo", f"{tempo:.3f}")
    shape = graph.add(
        "aformat", f"sample_fmts=s16:sample_rates={RATE}:channel_layouts=mono"
    )
    graph.link_nodes(source, speed, shape, graph.add("abuffersink")).configure()
    graph.push(_frame(pcm, RATE))
    graph.push(None)
    stretched = bytearray()
    while True:
        try:
            frame = graph.pull()
        except (av.error.EOFError, av.error.BlockingIOError):
            return bytes(stretched)
        if isinstance(frame, AudioFrame):
            stretched += _plain_bytes(frame)


def encode_mp3(pcm: bytes, tags: dict[str, str]) -> bytes:
    """One MP3 at a constant rate. `tags` end up in its ID3 header."""
    target = BytesIO()
    with av.open(target, mode="w", format="mp3") as container:
        container.metadata.update(tags)
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = MP3_BITS_PER_SECOND
        _encode(container, stream, pcm)
    return target.getvalue()


def encode_flac(pcm: bytes) -> bytes:
    """Without loss, for clips that will be decoded and joined again."""
    target = BytesIO()
    with av.open(target, mode="w", format="flac") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        stream.format = "s16"
        _encode(container, stream, pcm)
    return target.getvalue()


def _encode(
    container: av.container.OutputContainer, stream: av.AudioStream, pcm: bytes
) -> None:
    resampler = AudioResampler(
        format=stream.format, layout="mono", rate=RATE, frame_size=FRAME_SAMPLES
    )
    for frame in (_frame(pcm, RATE), None):
        for part in resampler.resample(frame):
            container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def _frame(pcm: bytes, rate: int) -> AudioFrame:
    frame = AudioFrame(format="s16", layout="mono", samples=len(pcm) // SAMPLE_BYTES)
    frame.planes[0].update(pcm.ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate = rate
    frame.pts = 0
    return frame


def _resampled(resampler: AudioResampler, frame: AudioFrame | None) -> bytes:
    return b"".join(_plain_bytes(part) for part in resampler.resample(frame))


def _plain_bytes(frame: AudioFrame) -> bytes:
    """The samples of a frame without the padding of its buffer."""
    return bytes(frame.planes[0])[: frame.samples * SAMPLE_BYTES]
