// Requests to the server.
import { said, words } from "./language.js";
import { state } from "./state.js";

export function latestOf(version) {
  while (state.became.has(version)) version = state.became.get(version);
  return version;
}

export async function ask(path, parameters = {}, body = null) {
  const url = path + (body ? "" : "?" + new URLSearchParams(parameters));
  const options = body ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw { text: words().lost };
  }
  if (response.status === 403) throw { text: words().out };
  const json = await response.json().catch(() => null);
  if (!json) throw { text: words().lost };
  if (response.ok) {
    for (const [was, version] of Object.entries(json.became || {})) state.became.set(was, version);
    return json;
  }
  throw { text: said(json.error), conflict: json.conflict === true, status: response.status, now: json };
}
