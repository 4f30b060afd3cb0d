"""Grades a submission on Classroom 50 with Descent, and writes the result.json that it collects.

Beside this file lies descent.zip, as `descent package handout --out descent.zip` makes it: what is
graded with is the course's copy, whatever the student's repository has of the kit.
"""

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

EXERCISES = []  # all; or some, such as ["adam", "12"]

here = Path(__file__).resolve().parent
work = Path(tempfile.mkdtemp())
with zipfile.ZipFile(here / "descent.zip") as kit:
    kit.extractall(work)
root = next(path.parent for path in work.glob("**/descent") if path.is_file())
student = os.environ.get("OWNER") or os.environ["USERNAME"]
shutil.copytree(Path.cwd(), work / "class" / student, ignore=shutil.ignore_patterns(".git"))

command = ["sh", str(root / "descent"), "grade", str(work / "class"), "--out", str(work / "grades")]
for exercise in EXERCISES:
    command += ["--exercise", exercise]
if subprocess.run(command, check=False).returncode != 0:
    sys.exit("descent could not grade here: see the lines above")

grade = json.loads(next((work / "grades" / "students").glob("*/results.json")).read_text("utf-8"))
tests = [
    {
        "test-name": test["name"],
        "passed": test["score"] == test["max_score"],
        "score": round(test["score"]),
        "max-score": round(test["max_score"]),
        "output": test.get("output", ""),
    }
    for test in grade["tests"]
]
commit = os.environ["COMMIT_URL"]
# When it was handed in, not when it is graded.
git = subprocess.run(["git", "show", "-s", "--format=%ct"], capture_output=True, check=False)
seconds = int(git.stdout) if git.returncode == 0 else None
at = datetime.datetime.fromtimestamp(seconds or time.time(), datetime.timezone.utc)
result = {
    "schema": "classroom50/result/v1",
    "classroom": os.environ["CLASSROOM"],
    "assignment": os.environ["ASSIGNMENT"],
    "submission": os.environ["SUBMISSION_TAG"],
    "commit": commit,
    "release": os.environ["RELEASE_URL"],
    "review": os.environ.get("REVIEW_URL") or commit,
    "datetime": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "score": sum(test["score"] for test in tests),
    "max-score": sum(test["max-score"] for test in tests),
    "tests": tests,
}
Path("result.json").write_text(json.dumps(result, indent=2), "utf-8")
feedback = next((work / "grades" / "students").glob("*/feedback.md"), None)
if feedback:
    shutil.copy(feedback, "release-body.md")
