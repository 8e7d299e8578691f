// Runs an export to its end.
import { getJson, postJson } from "./api.js";
import { createElement } from "./dom.js";
import { getTexts, localize } from "./language.js";

const SECONDS_TO_WAIT = 10;

export const getResultUrl = (job) => `/api/v1/jobs/${encodeURIComponent(job.id)}/result`;

const isEnded = (job) => ["done", "failed", "cancelled"].includes(job.state);

// Returns the link to the file. Throws { text } if the export has failed.
export async function runExport(wanted) {
  const start = await postJson("/api/v1/jobs", { kind: "export", ...wanted });
  const follow = async (job) => {
    if (isEnded(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return follow(await getJson(`/api/v1/jobs/${encodeURIComponent(job.id)}`, { wait: SECONDS_TO_WAIT }));
  };
  const job = await follow(start);
  if (job.state !== "done" || !job.result)
    throw { text: job.message ? localize(job.message) : getTexts().job.states[job.state] };
  const link = { href: getResultUrl(job), download: job.result, className: "button" };
  return createElement("a", link, getTexts().documents.ready(job.result));
}
