// The card of one job: stage, pages, time left, the slowest page, failed files with their remedy, and what can be done.
import { buildAddress } from "./address.js";
import { deleteJson, postJson } from "./api.js";
import { createElement, showMessage } from "./dom.js";
import { getResultUrl } from "./export_job.js";
import { createJobFiles } from "./job_files.js";
import { formatNumber, formatTime, getTexts, localize } from "./language.js";

const describeSeconds = (seconds) => {
  const texts = getTexts().job;
  if (seconds < 60) return texts.seconds(Math.max(1, Math.round(seconds)));
  if (seconds < 3600) return texts.minutes(Math.round(seconds / 60));
  return texts.hours(formatNumber(Math.round(seconds / 360) / 10));
};

// Describes a progress by short texts.
export function describeProgress({ stage, pages_done, pages_all, files_done, files_all, seconds_left, in_work }) {
  const texts = getTexts().job;
  const number = (count) => formatNumber(count ?? 0);
  return {
    facts: [
      texts.stages[stage],
      pages_all ? texts.pages(number(pages_done), number(pages_all)) : "",
      files_all > 1 ? texts.files(number(files_done), number(files_all)) : "",
      seconds_left > 0 ? texts.left(describeSeconds(seconds_left)) : "",
    ].filter(Boolean),
    slowest: in_work?.file ? texts.slowest(in_work.file, in_work.page, formatNumber(Math.round(in_work.seconds))) : "",
  };
}

// What a person can do with a job in a state: name of the text -> request.
const ACTIONS = {
  receiving: ["start", "stop"],
  waiting: ["first", "stop"],
  running: ["stop"],
  done: ["remove"],
  failed: ["retry", "remove"],
  cancelled: ["retry", "remove"],
};
const ARRANGEABLE = ["receiving", "done", "failed", "cancelled"];
const REQUESTS = { start: "start", stop: "cancel", first: "first", retry: "retry" };

class JobCard extends HTMLElement {
  show(job) {
    const key = JSON.stringify(job) + document.documentElement.lang;
    if (key === this.key) return;
    this.key = key;
    this.job = job;
    if (!this.title_) this.build();
    this.drawHead();
    this.drawProgress();
    this.drawActions();
    const files = JSON.stringify(job.files) + document.documentElement.lang;
    if (files !== this.filesKey)
      this.files.replaceChildren(...createJobFiles(job.files, job.files_all ?? job.files?.length));
    this.filesKey = files;
  }

  build() {
    this.title_ = createElement("h3");
    this.facts = createElement("p", { className: "facts" });
    this.bar = createElement("progress", { max: 1 });
    this.slowest = createElement("p", { className: "soft" });
    this.message = createElement("p", { className: "because" });
    this.files = createElement("div");
    this.actions = createElement("p", { className: "tools" });
    this.append(this.title_, this.facts, this.bar, this.slowest, this.message, this.files, this.actions);
  }

  drawHead() {
    const { name, kind, state, created, position, message } = this.job;
    const texts = getTexts().job;
    const title = [texts.kinds[kind], name].filter(Boolean).join(": ");
    this.title_.replaceChildren(createElement("bdi", {}, title));
    this.bar.setAttribute("aria-label", texts.progress(title));
    const facts = [
      texts.states[state],
      state === "waiting" && position > 0 ? texts.position(position) : "",
      formatTime(created),
    ];
    this.facts.textContent = facts.filter(Boolean).join(" · ");
    this.facts.className = `facts job-${state}`;
    this.message.textContent = message ? localize(message) : "";
    this.message.hidden = !message;
  }

  drawProgress() {
    const { state, progress } = this.job;
    const isRunning = state === "running";
    this.bar.hidden = !isRunning;
    this.slowest.hidden = !isRunning || !progress?.in_work;
    if (!isRunning || !progress) return void this.bar.removeAttribute("value");
    const { facts, slowest } = describeProgress(progress);
    this.facts.textContent = [getTexts().job.states.running, ...facts].join(" · ");
    this.slowest.textContent = slowest;
    if (progress.pages_all) this.bar.value = progress.pages_done / progress.pages_all;
    else this.bar.removeAttribute("value");
  }

  drawActions() {
    const { id, kind, state, result, files } = this.job;
    const hasFailed = (files ?? []).some((one) => one.state === "failed");
    const names = [...(state === "done" && hasFailed ? ["retry"] : []), ...ACTIONS[state]];
    const key = [state, result, hasFailed, document.documentElement.lang].join();
    if (key === this.actionsKey) return;
    this.actionsKey = key;
    const parts = names.map((name) =>
      createElement("button", { type: "button", onclick: () => this.act(name) }, getTexts().job[name]),
    );
    if (result) {
      const link = { href: getResultUrl(this.job), download: result, className: "button main" };
      parts.unshift(createElement("a", link, getTexts().job.get(result)));
    }
    const documents = (files ?? []).flatMap((one) => one.documents ?? []);
    if (state === "done" && documents.length === 1) {
      const link = { href: buildAddress("document", {}, documents[0].doc_id), className: "button" };
      parts.unshift(createElement("a", link, getTexts().job.see));
    }
    if (kind === "files" && ARRANGEABLE.includes(state)) {
      const label = state === "receiving" ? getTexts().arrange.open : getTexts().arrange.again;
      parts.push(createElement("a", { href: buildAddress("arrange", {}, id), className: "button" }, label));
    }
    if (state === "receiving") parts.unshift(createElement("span", { className: "soft" }, getTexts().job.startWhat));
    this.actions.replaceChildren(...parts);
  }

  async act(name) {
    const url = `/api/v1/jobs/${encodeURIComponent(this.job.id)}`;
    try {
      if (name === "remove") await deleteJson(url);
      else await postJson(`${url}/${REQUESTS[name]}`);
      this.onchange();
    } catch (error) {
      showMessage(error.text);
    }
  }
}
customElements.define("job-card", JobCard);

export const createJobCard = () => new JobCard();
