// Requests to the server.
import { getTexts, localize } from "./language.js";
import { state } from "./state.js";

// Returns the version that actions of this page have made of the given version.
// A person who has seen the given version has seen the newer version too.
export function getLatestVersion(version) {
  while (state.newerVersions.has(version)) version = state.newerVersions.get(version);
  return version;
}

// Returns the message of a refusal, which is a problem (RFC 9457) in both languages.
export const describeRefusal = (problem) => localize({ vi: problem.detail, en: problem.detail_en });

// Throws { text } for a person; with `status`, `conflict` and `now` (the stored value) if the server refuses.
async function request(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch {
    throw { text: getTexts().lost };
  }
  if (response.status === 403) throw { text: getTexts().out, isOut: true };
  const json = await response.json().catch(() => null);
  if (!json) throw { text: getTexts().lost };
  if (response.ok) {
    for (const [was, version] of Object.entries(json.became || {})) state.newerVersions.set(was, version);
    return json;
  }
  throw { text: describeRefusal(json), conflict: json.conflict === true, status: response.status, now: json };
}

export const getJson = (path, parameters = {}) => request(`${path}?${new URLSearchParams(parameters)}`);

export const postJson = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const deleteJson = (path) => request(path, { method: "DELETE" });

export const postAction = (body) => postJson("/api/v1/review/act", body);

// The address of a document, or of something of the document.
export const getDocumentUrl = (doc, rest = "") => `/api/v1/documents/${encodeURIComponent(doc)}${rest}`;
