// The page that the printed address leads to: it keeps the session's secret, and the address, which has another one,
// does not stay in the history.
import { data, keepKey } from "./core.js";

const key = data();
if (key !== null) {
  keepKey(key);
}
location.replace("index.html");
