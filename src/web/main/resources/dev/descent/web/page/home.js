// The first page: marks of exercises follow what is checked.
import { follow, get, isServed } from "./core.js";

if (isServed) {
  const refresh = async () => {
    const { event } = await get("api/course");
    return event;
  };
  follow(await refresh(), { exercise: ({ passed }) => passed !== undefined && location.reload() }, refresh);
}
