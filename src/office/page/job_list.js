// The list of jobs: asks the server while the list is on the page, and draws only the changes.
import { getJson } from "./api.js";
import { createElement } from "./dom.js";
import { createJobCard } from "./job_card.js";
import { getTexts } from "./language.js";

const MS_WHILE_WORKING = 700;
const MS_WHILE_IDLE = 3000;
const MOST_JOBS = 50;

const isActive = (job) => ["receiving", "waiting", "running"].includes(job.state);

// Properties: `wants(job, isActive)` chooses the jobs, `most` limits them, `empty` is the text of an empty list.
// The function `onJobs` gets all jobs of each answer. A list with `isFed` gets its jobs by `take`.
class JobList extends HTMLElement {
  connectedCallback() {
    if (!this.isFed) this.refresh();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async refresh() {
    clearTimeout(this.timer);
    const answer = await getJson("/api/v1/jobs", { limit: MOST_JOBS }).catch(() => null);
    if (!this.isConnected) return;
    if (answer) this.take(answer.items);
    if (this.isFed) return;
    clearTimeout(this.timer);
    const pause = answer?.items.some(isActive) ? MS_WHILE_WORKING : MS_WHILE_IDLE;
    this.timer = setTimeout(() => this.refresh(), pause);
  }

  take(jobs) {
    this.draw(jobs.filter((job) => this.wants(job, isActive(job))).slice(0, this.most ?? MOST_JOBS));
    this.onJobs?.(jobs);
  }

  // Cards stay in their places, so that a focused button stays focused.
  draw(jobs) {
    this.cards ??= new Map();
    for (const [id, card] of this.cards) {
      if (jobs.some((job) => job.id === id)) continue;
      card.remove();
      this.cards.delete(id);
    }
    jobs.forEach((job, i) => {
      if (!this.cards.has(job.id)) this.cards.set(job.id, createJobCard());
      const card = this.cards.get(job.id);
      card.onchange = () => this.refresh();
      card.show(job);
      if (this.children[i] !== card) this.insertBefore(card, this.children[i] ?? null);
    });
    this.querySelector(":scope > p")?.remove();
    if (!jobs.length && this.empty) this.append(createElement("p", { className: "soft" }, this.empty));
  }
}
customElements.define("job-list", JobList);

export function createJobList(properties) {
  const list = createElement("job-list", properties);
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", properties.name ?? getTexts().home.jobs);
  return list;
}
