#!/usr/bin/env python3
"""Grading a class: descent grade against mvn test for each submission.

See README.md beside this file. Needs Linux, git and Maven, and no Python packages. It works in a folder
of its own, out/bench/grade.
"""

import argparse
import contextlib
import csv
import math
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "out/bench/grade"
SOLUTIONS = ROOT / "solutions"
PACKAGE = "src/main/java/dev/descent/exercises"
MAVEN = ["mvn", "-o", "-q", "-B", "-pl", "exercises", "test", "-Pgraded",
         "-Dtest=dev.descent.exercises.**", "-Dsurefire.failIfNoSpecifiedTests=false"]
HOSTILE = {"exit": "System.exit(0);", "loop": "for (int i = 0; i < 1; i += 0) {}"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=40, help="submissions, two hostile (default: 40)")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="of descent grade (default: 1 2)")
    parser.add_argument("--maven", type=int, default=40, help="submissions by mvn test (default: 40; 0: none)")
    parser.add_argument("--fresh", type=int, default=3, help="of them in a clone of its own each (default: 3)")
    parser.add_argument("--alike", action="store_true", help="of each submission a quarter of the answers is "
                        "untouched, and a quarter is the one before's")
    parser.add_argument("--cluster", action="store_true", help="once more on a Spark cluster of this machine with as "
                        "many cores as the most jobs (its libraries: mvn -Pspark -pl src/spark process-classes)")
    parser.add_argument("--limit", type=int, default=60, help="seconds for a hostile mvn test (default: 60)")
    options = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    subprocess.run([ROOT / "descent", "dev", "show", "--out", WORK / "mistakes"], check=True, stdout=subprocess.DEVNULL)
    students = submissions(options.students, options.alike)
    honest = [name for name in students if not name.startswith("hostile")]
    runs = []
    if options.maven:
        # Right, wrong and mixed ones in turn, so that few stand for all.
        sample = random.Random(1).sample(honest, min(options.maven, len(honest)))
        runs += maven(sample, sample[:options.fresh], options.limit)
    for jobs in options.jobs:
        runs.append(grade(f"{jobs} jobs", len(students), "--jobs", str(jobs)))
    if options.cluster:
        with cluster(max(options.jobs)) as master:
            run = grade(f"a cluster of {max(options.jobs)} cores", len(students), "--on", master)
            runs.append({**run, "cpu": math.nan})  # most is not this process's
    first = runs[0]
    print("\n| | submissions | s for each | CPU s for each | a minute | ratio | of CPU time | MB of the largest worker |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for run in runs:
        each = run["seconds"] / run["count"]
        print(f"| {run['what']} | {run['count']} | {each:.2f} | {run['cpu'] / run['count']:.2f} | {60 / each:.1f} | "
              f"{first['seconds'] / first['count'] / each:.1f} | "
              f"{first['cpu'] / first['count'] / run['cpu'] * run['count']:.1f} | {run.get('peak', 0) / 1024:.0f} |")


# --- a class ----------------------------------------------------------------------------------------


def submissions(count, alike):
    """Folders as students hand them in; every third is right, every third wrong, the rest mixed."""
    chance = random.Random(2026)
    names = []
    for number in range(count):
        kind = ("right", "wrong", "mixed")[number % 3]
        hostile = list(HOSTILE)[count - 1 - number] if count - number <= len(HOSTILE) else None
        name = f"hostile{number:02}" if hostile else f"{kind}{number:02}"
        folder = WORK / "class" / name
        folder.mkdir(parents=True)
        for start in sorted((ROOT / "exercises/starts").glob("*/*.java")):
            draw = chance.random() if alike and not hostile else 1
            if draw < 0.25 and names:
                shutil.copy(WORK / "class" / names[-1] / start.name, folder)
                continue
            file, is_start = answer(start, "right" if hostile else "start" if draw < 0.5 else kind, chance)
            text = file.read_text(encoding="utf-8")
            if hostile and start.parent.name == "ex11adam":
                text = trapped(text, HOSTILE[hostile])
            mark = "" if is_start else f"// student {number}\n"
            (folder / start.name).write_text(text + mark, encoding="utf-8")
        names.append(name)
    return names


def answer(start, kind, chance):
    """One of the answers to an exercise that are in the kit, and whether it is the start."""
    if kind == "mixed":
        kind = chance.choice(["right", "right", "wrong", "start"])
    exercise = start.parent.name
    reference = SOLUTIONS / PACKAGE / exercise / start.name
    right = [reference, *sorted(SOLUTIONS.glob(f"right/{exercise}/*/{start.name}"))]
    wrong = sorted(WORK.glob(f"mistakes/{exercise}/*/{start.name}"))
    return {"right": chance.choice(right), "wrong": chance.choice(wrong), "start": start}[kind], kind == "start"


def trapped(text, statement):
    """The answer with a statement at the beginning of its first method."""
    return re.sub(r"(\n  public static [^;{]*\{\n|\n  public [^;{=]*\([^;{]*\{\n)", rf"\1    {statement}\n", text, count=1)


# --- descent grade ----------------------------------------------------------------------------------


def grade(name, count, *where):
    out = WORK / f"grades-{name}"
    log = WORK / f"grade-{name}.log"
    run = measured([ROOT / "descent", "grade", WORK / "class", *where, "--out", out], ROOT, log, None)
    if run["code"] != 0:
        raise SystemExit(f"descent grade ended with exit code {run['code']}: see {log}")
    with (out / "grades.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    print(f"descent grade, {name}: {run['seconds']:.1f} s for {len(rows) - 1} submissions", flush=True)
    return {**run, "what": f"`descent grade`, {name}, all", "count": count}


@contextlib.contextmanager
def cluster(cores):
    """A master and a worker of Spark on this machine; gives the master's address."""
    libraries = (ROOT / "src/spark/target/classpath").read_text().strip()
    home = WORK / "spark"
    (home / "jars").mkdir(parents=True)
    for jar in libraries.split(":"):
        (home / "jars" / Path(jar).name).symlink_to(jar)
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in
              ("java.lang", "java.lang.invoke", "java.net", "java.nio", "java.util", "sun.nio.ch")]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_SCALA_VERSION": "2.13", "SPARK_LOCAL_IP": "127.0.0.1"}
    master = "spark://127.0.0.1:7077"
    running = []
    for main, words, arguments in (
            ("master.Master", "I have been elected leader", ["--port", "7077"]),
            ("worker.Worker", "Successfully registered", ["--cores", str(cores), "--work-dir", home / "work", master])):
        log = home / f"{main}.log"
        command = ["java", *opened, "-Xmx300m", "-cp", libraries, f"org.apache.spark.deploy.{main}",
                   "--host", "127.0.0.1", "--webui-port", "0", *arguments]
        with log.open("w") as file:
            running.append(subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT))
        while words not in log.read_text():
            time.sleep(0.2)
    try:
        yield master
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


# --- mvn test ---------------------------------------------------------------------------------------


def maven(sample, fresh, limit):
    """The honest ones in one prepared clone, and a few with a fresh clone for each; hostile ones apart."""
    clone = cloned("prepared")
    copy(sample[0], clone)
    mvn(clone, None)  # compiles the kit, outside the clock
    prepared = []
    for name in sample:
        copy(name, clone)
        prepared.append(mvn(clone, None))
        tested = len(list((clone / "exercises/target/surefire-reports").glob("TEST-*")))
        exercises = len(list((ROOT / "exercises/starts").iterdir()))
        if tested != exercises:  # a Maven that fails at once would pass for a fast one
            raise SystemExit(f"mvn test of {name} reported on {tested} of {exercises} exercises: see {WORK}/mvn.log")
    runs = [total(prepared, "`mvn test` in a prepared clone, honest ones")]
    for folder in sorted((WORK / "class").glob("hostile*")):
        copy(folder.name, clone)
        run = mvn(clone, limit)
        print(f"mvn test of {folder.name}: {run['seconds']:.1f} s, exit code {run['code']}, "
              f"{len(list((clone / 'exercises/target/surefire-reports').glob('TEST-*')))} reports", flush=True)
    shutil.rmtree(clone)
    alone = []
    for name in fresh:
        begin = time.monotonic()
        clone = cloned(name)
        copy(name, clone)
        cloning = time.monotonic() - begin
        run = mvn(clone, None)
        alone.append({**run, "seconds": run["seconds"] + cloning})
        shutil.rmtree(clone)
    if alone:
        runs.append(total(alone, "`mvn test` in a fresh clone each, a sample"))
    return runs


def cloned(name):
    clone = WORK / f"clone-{name}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{ROOT}", clone], check=True)
    return clone


def copy(name, clone):
    shutil.rmtree(clone / "exercises/target/surefire-reports", ignore_errors=True)
    for start in (ROOT / "exercises/starts").glob("*/*.java"):
        shutil.copy(WORK / "class" / name / start.name, clone / "exercises" / PACKAGE / start.parent.name)


def mvn(clone, limit):
    return measured(MAVEN, clone, WORK / "mvn.log", limit)


def total(runs, what):
    keys = {key: sum(run[key] for run in runs) for key in ("seconds", "cpu")}
    median = statistics.median(run["seconds"] for run in runs)
    print(f"{what}: median {median:.2f} s, {min(r['seconds'] for r in runs):.2f} to "
          f"{max(r['seconds'] for r in runs):.2f} s", flush=True)
    return {**keys, "what": what, "count": len(runs), "peak": max(run["peak"] for run in runs)}


# --- measuring --------------------------------------------------------------------------------------


def measured(command, folder, log, limit):
    """Seconds, CPU seconds of all its processes, and what its largest worker JVM needed."""
    before = os.times()
    begin = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
    peak = Peak(process.pid)
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
    seconds = time.monotonic() - begin
    peak.ended.set()
    peak.join()
    after = os.times()
    waited = after.children_user + after.children_system - before.children_user - before.children_system
    cpu = max(waited, sum(peak.ticks.values()) / os.sysconf("SC_CLK_TCK"))
    return {"seconds": seconds, "cpu": cpu, "code": code, "peak": peak.kilobytes}


class Peak(threading.Thread):
    """Looks ten times a second at the processes below one: at the CPU time of each, since that of workers
    that were killed is in nobody's account, and at the peak of memory (VmHWM) of worker JVMs."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root = str(root)
        self.kilobytes = 0
        self.ticks = {}
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.1):
            for process in self.descendants():
                try:
                    stat = Path("/proc", process, "stat").read_text().rsplit(")", 1)[1].split()
                    self.ticks[process + "-" + stat[19]] = int(stat[11]) + int(stat[12])
                    line = Path("/proc", process, "cmdline").read_bytes()
                    if b"worker.Worker" in line or b"surefirebooter" in line:
                        status = Path("/proc", process, "status").read_text()
                        self.kilobytes = max(self.kilobytes, int(re.search(r"VmHWM:\s+(\d+)", status)[1]))
                except (OSError, TypeError):
                    pass  # it has ended

    def descendants(self):
        parents = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                parents[folder.name] = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
            except OSError:
                pass
        found = {self.root}
        while True:
            more = {process for process, parent in parents.items() if parent in found} - found
            if not more:
                return found
            found |= more


if __name__ == "__main__":
    main()
