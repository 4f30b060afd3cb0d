#!/usr/bin/env python3
"""From saving an exercise to its verdict: descent watch and check against mvn test.

See README.md beside this file. Needs Linux and no Python packages. It edits the file of an exercise,
which it puts back, and the file of the student's progress, which it puts back as well.
"""

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRESS = ROOT / ".descent" / "progress.json"
MISTAKES = ROOT / "out/bench/mistakes"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--exercise", default="ex11adam/Adam", help="folder and class")
    parser.add_argument("--rounds", type=int, default=20, help="of watch and check (default: 20)")
    parser.add_argument("--maven", type=int, default=5, help="rounds of mvn test (default: 5)")
    options = parser.parse_args()
    folder, name = options.exercise.split("/")
    package = f"src/main/java/dev/descent/exercises/{folder}/{name}.java"
    file = ROOT / "exercises" / package
    right = (ROOT / "solutions" / package).read_text(encoding="utf-8")
    subprocess.run([ROOT / "descent", "dev", "show", folder, "--out", MISTAKES], check=True, stdout=subprocess.DEVNULL)
    mistakes = sorted((MISTAKES / folder).iterdir())
    wrong = (mistakes[0] / f"{name}.java").read_text(encoding="utf-8")
    start = file.read_bytes()
    folder_there = PROGRESS.parent.exists()
    progress = PROGRESS.read_bytes() if PROGRESS.exists() else None
    try:
        rows = [
            ("watch, right answer", watch(folder, file, right, wrong, options.rounds, 0)),
            ("watch, wrong answer, mistake named", watch(folder, file, right, wrong, options.rounds, 1)),
            ("check, cold, right answer", check(folder, file, right, 0, options.rounds)),
            ("check, cold, wrong answer, mistake named", check(folder, file, wrong, 1, options.rounds)),
            ("mvn test of the same class", maven(name, file, right, options.maven)),
        ]
    finally:
        file.write_bytes(start)
        if not folder_there:
            shutil.rmtree(PROGRESS.parent, ignore_errors=True)
        elif progress is None:
            PROGRESS.unlink(missing_ok=True)
        else:
            PROGRESS.write_bytes(progress)
    print("| | median | slowest | times |\n| --- | ---: | ---: | ---: |")
    for what, seconds in rows:
        print(f"| {what} | {statistics.median(seconds):.2f} s | {max(seconds):.2f} s | {len(seconds)} |")


def watch(folder, file, right, wrong, rounds, measured):
    """Saves the right and the wrong answer in turn, and times the verdict on one of them."""
    write(file, (right, wrong)[1 - measured])
    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "50"}
    process = subprocess.Popen(
        [ROOT / "descent", "watch", folder],
        stdin=end, stdout=end, stderr=end, env=environment, cwd=ROOT, start_new_session=True,
    )
    seconds = []
    try:
        verdict(terminal)
        for number in range(2 * (rounds + 1)):
            saved = number % 2 == 0
            answer = measured if saved else 1 - measured
            # As many editors do: another file, renamed. The comment makes each save another text.
            other = file.with_suffix(".new")
            write(other, (right, wrong)[answer] + f"// {number}\n")
            begin = time.monotonic()
            os.replace(other, file)
            verdict(terminal)
            if saved and number > 1:  # the first one compiles the mistakes
                seconds.append(time.monotonic() - begin)
            time.sleep(0.2)
        os.write(terminal, b"q")
        process.wait(10)
    finally:
        process.kill()
    return seconds


def verdict(terminal):
    """Waits for the points and the keys behind them."""
    text = b""
    limit = time.monotonic() + 60
    while b" points" not in text or b"q quit" not in text.split(b" points")[-1]:
        if not select.select([terminal], [], [], max(0, limit - time.monotonic()))[0]:
            raise SystemExit("no verdict within a minute")
        text += os.read(terminal, 65536)
        # The screen before the verdict, which says that a check runs, has the same last lines.
        behind = text.split(b"checking")[-1]
        if b"checking" in text and b"q quit" in behind:
            text = behind.split(b"q quit", 1)[1]


def write(file, text):
    file.write_text(text, encoding="utf-8")


def check(folder, file, answer, code, rounds):
    write(file, answer)
    return [timed(["./descent", "check", folder], code) for _ in range(rounds)]


def maven(name, file, answer, rounds):
    write(file, answer)
    command = ["mvn", "-o", "-q", "-B", "-pl", "exercises", "test", "-Pgraded", f"-Dtest={name}Test",
               "-Dsurefire.failIfNoSpecifiedTests=false"]
    return [timed(command, 0) for _ in range(rounds)]


def timed(command, code):
    begin = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.monotonic() - begin
    if done.returncode != code:
        raise SystemExit(f"{' '.join(command)} ended with exit code {done.returncode}, not {code}")
    return seconds


if __name__ == "__main__":
    if not shutil.which("mvn"):
        raise SystemExit("there is no mvn on the PATH")
    main()
