// A page of text alone: it only says where the server is gone.
import { follow, get, isServed } from "./core.js";

if (isServed) {
  follow({}, async () => (await get("api/course")).event);
}
