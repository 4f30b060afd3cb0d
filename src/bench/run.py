#!/usr/bin/env python3
"""Descent against plain Deeplearning4j and PyTorch: the same work, in one go and in turn.

See README.md beside this file. Needs Linux (memory is read from /proc) and no Python packages; the
PyTorch runs are skipped where no Python with torch and numpy is found.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DESCENT = ROOT / "descent"
NAMES = {
    "a": "descent compare",
    "a3": "descent compare, 3 seeds",
    "b": "plain DL4J",
    "c": "PyTorch, tutorial",
    "d": "PyTorch, tuned",
    "e": "libtorch",
    "e3": "libtorch, 3 seeds",
}


def main():
    options = read_options()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    python = torch_python()
    chosen = [name for name in options.runs if name not in ("c", "d") or python]
    if len(chosen) < len(options.runs):
        print("No python3 with torch and numpy (Debian: python3-torch): c and d are skipped.")
    data = options.data.resolve() if options.data else export_digits(out / "data")
    commands = {name: command(name, data, python, out, options) for name in chosen}

    results = {name: [] for name in chosen}
    for number in range(options.rounds):
        for name in chosen:
            result = measure(commands[name], out / f"{name}.log")
            if name in ("a", "a3"):
                result.update(descent_result(out / name))
            results[name].append(result)
            print(
                f"round {number + 1}, {name}: {result['wall']:.1f} s,"
                f" {result['cpu']:.1f} s CPU, {result['peak']:.0f} MB",
                flush=True,
            )
    write(out, options, results)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="*", default=["a", "b", "c", "d"], help="of " + ", ".join(NAMES))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--data", type=Path, help="folder with IDX files for b, c, d (default: the digits, exported)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench")
    options = parser.parse_args()
    for name in options.runs:
        if name not in NAMES:
            parser.error(f"{name} is none of {', '.join(NAMES)}")
    return options


def export_digits(folder):
    if not (folder / "train-labels-idx1-ubyte.gz").exists():
        subprocess.run([DESCENT, "data", "generate", "digits", "--out", folder], check=True)
    return folder


# --- what to run: everything that only prepares is done here, outside the clock ---------------------


def command(name, data, python, out, options):
    work = [str(options.epochs), str(options.batch_size)]
    if name in ("a", "a3"):
        subprocess.run([DESCENT, "--version"], check=True, stdout=subprocess.DEVNULL)
        return [DESCENT, "compare", "--seeds", "3" if name == "a3" else "1"] + [
            *("--epochs", work[0], "--batch-size", work[1], "--out", out / name)
        ]
    if name == "b":
        return [*plain_dl4j(), data, *work]
    if name in ("e", "e3"):
        return [*libtorch(out), "train", data, *work, "3" if name == "e3" else "1"]
    if name == "c":
        return [python, HERE / "torch_tutorial.py", data, *work]
    return [python, HERE / "torch_tuned.py", data, *work, best_threads(python, data, options)]


def plain_dl4j():
    project = HERE / "plain-dl4j"
    natives = {"x86_64": "linux-x86_64", "aarch64": "linux-arm64"}[platform.machine()]
    subprocess.run(
        ["mvn", "-q", "-B", f"-Dplatform={natives}", "process-classes"], cwd=project, check=True
    )
    target = project / "target"
    home = os.environ.get("JAVA_HOME")
    java = Path(home, "bin", "java") if home else "java"
    class_path = f"{target / 'classes'}:{(target / 'classpath').read_text()}"
    return [java, "-cp", class_path, "bench.PlainDl4j"]


def libtorch(out):
    """PyTorch's C++ library of today, in Java. Its files are unpacked here, at the first start."""
    reference = ROOT / "src" / "reference"
    subprocess.run(
        ["mvn", "-q", "-B", "-Preference", "-pl", "src/reference", "process-classes"], cwd=ROOT, check=True
    )
    libraries = (reference / "target" / "classpath").read_text()
    classes = out / "libtorch"
    subprocess.run(["javac", "-cp", libraries, "-d", classes, HERE / "Libtorch.java"], check=True)
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", f"{classes}:{libraries}", "Libtorch"]
    subprocess.run([*command, "steps", "1"], check=True, stdout=subprocess.DEVNULL)
    return command


def torch_python():
    for python in (sys.executable, shutil.which("python3"), "/usr/bin/python3"):
        found = subprocess.run([python, "-c", "import torch, numpy"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    return None


def best_threads(python, data, options):
    """The number of threads with which the tuned script is fastest, tried with two epochs each."""
    seconds = {}
    threads = 1
    while threads <= os.cpu_count():
        arguments = [data, "2", str(options.batch_size), str(threads)]
        start = time.monotonic()
        subprocess.run(
            [python, HERE / "torch_tuned.py", *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            env=plain_environment(),
        )
        seconds[threads] = time.monotonic() - start
        threads *= 2
    best = min(seconds, key=seconds.get)
    tried = ", ".join(f"{threads}: {wall:.1f} s" for threads, wall in seconds.items())
    print(f"d runs with {best} thread(s); two epochs took {tried}", flush=True)
    return str(best)


def descent_result(folder):
    summary = json.loads((folder / "results.json").read_text())["summary"]
    accuracy = {entry["optimizer"]: entry["testAccuracy"]["mean"] for entry in summary}
    return {"threads": "1 a worker", "accuracy": accuracy}


# --- measuring --------------------------------------------------------------------------------------


def measure(arguments, log):
    """Runs a program; seconds, CPU seconds and peak memory of all its processes together."""
    with log.open("w") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            [str(argument) for argument in arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=plain_environment(),
            start_new_session=True,  # a session of its own: that is how its processes are found
        )
        watch = Watch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, 15)
            raise
        wall = time.monotonic() - start
        watch.stop()
    if status != 0:
        sys.exit(f"{arguments[0]} failed: see {log}")
    waited_for = usage.ru_utime + usage.ru_stime
    result = {"wall": wall, "cpu": max(waited_for, watch.cpu()), "peak": watch.peak / 1e6}
    last = log.read_text(errors="replace").strip().splitlines()[-1:]
    if last and last[0].startswith('{"threads"'):
        result.update(json.loads(last[0]))
    return result


def plain_environment():
    """Without what chooses threads or kernels, so that every run has its own defaults."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("OMP_", "OPENBLAS_", "MKL_"))}


class Watch(threading.Thread):
    """Looks twice a second at the processes of a session.

    Memory is the proportional set size: pages that several processes share count once in the sum.
    """

    def __init__(self, session):
        super().__init__(daemon=True)
        self.session = str(session)
        self.peak = 0
        self.cpu_of = {}
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(0.5):
            self.peak = max(self.peak, sum(map(self.look, Path("/proc").glob("[0-9]*"))))

    def look(self, process):
        try:
            fields = (process / "stat").read_text().rpartition(") ")[2].split()
            if fields[3] != self.session:
                return 0
            self.cpu_of[process.name] = int(fields[11]) + int(fields[12])
            for line in (process / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
        except OSError:  # it has just ended
            pass
        return 0

    def stop(self):
        self.ended.set()
        self.join()

    def cpu(self):
        return sum(self.cpu_of.values()) / os.sysconf("SC_CLK_TCK")


# --- reporting --------------------------------------------------------------------------------------


def write(out, options, results):
    median = {
        name: {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "peak")}
        for name, runs in results.items()
    }
    ratios = {
        f"a/{name}": median["a"]["wall"] / median[name]["wall"]
        for name in ("b", "c", "d", "e")
        if "a" in median and name in median
    }
    if "a3" in median and "e3" in median:
        ratios["a3/e3"] = median["a3"]["wall"] / median["e3"]["wall"]
    machine = {
        "cpu": cpu_name(),
        "cores": os.cpu_count(),
    }
    lines = [
        f"3 optimizers, {options.epochs} epochs, batch {options.batch_size}, median of"
        f" {options.rounds} round(s); {machine['cpu']}, {machine['cores']} cores",
        "",
        "| | what | seconds | CPU seconds | peak MB | threads | test accuracy: sgd, adam, rmsprop |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for name, value in median.items():
        last = results[name][-1]
        accuracy = ", ".join(f"{100 * part:.1f} %" for part in last.get("accuracy", {}).values())
        lines.append(
            f"| {name} | {NAMES[name]} | {value['wall']:.1f} | {value['cpu']:.1f} |"
            f" {value['peak']:.0f} | {last.get('threads', '')} | {accuracy} |"
        )
    if any("reference BLAS" in runs[-1].get("threads", "") for runs in results.values()):
        lines += ["", "PyTorch ran on the reference BLAS, many times slower: install libopenblas0."]
    if ratios:
        lines += ["", "Seconds: " + ", ".join(f"{k} = {v:.2f}" for k, v in ratios.items())]
    text = "\n".join(lines) + "\n"
    (out / "bench.md").write_text(text)
    whole = {
        "epochs": options.epochs,
        "batchSize": options.batch_size,
        "machine": machine,
        "runs": results,
        "median": median,
        "ratios": ratios,
    }
    (out / "bench.json").write_text(json.dumps(whole, indent=2) + "\n")
    print("\n" + text + f"\nWritten: {out / 'bench.md'}, {out / 'bench.json'}")


def cpu_name():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.machine()


main()
