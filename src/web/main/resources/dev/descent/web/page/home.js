// The first page: marks of exercises follow what is checked.
import { follow, get, isServed } from "./core.js";
import { hearMarks, renewMarks } from "./marks.js";

async function refresh(isAgain) {
  const { event } = await get("api/course");
  if (isAgain) {
    await renewMarks();
  }
  return event;
}

if (isServed) {
  follow({ exercise: hearMarks }, refresh);
}
