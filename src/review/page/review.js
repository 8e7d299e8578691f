"use strict";
// The review page. Everything that comes from documents is put in as text, never as HTML. Every
// action waits for the server to have it on disk before the next doubt is shown.
const $ = (id) => document.getElementById(id);
const stored = (key, otherwise) => JSON.parse(sessionStorage.getItem(key) || "null") ?? otherwise;
const store = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

const asked = new URLSearchParams(location.search).get("lang");
let language = asked || localStorage.getItem("language") || "vi";
if (!WORDS[language]) language = "vi";
const state = {
  view: "doubts", filter: stored("filter", {}), items: [], at: 0, doubt: null, next: null,
  editing: false, busy: false, undo: stored("undo", []), counts: null, ahead: new Map(), doc: null, page: 1,
  zoom: 1, tints: true, enlarge: null, turn: null, same: null, sure: "", table: null, cell: null, from: 0, sent: new Set(), judging: null,
};
const words = () => WORDS[language];
const said = (message) => message[language];

function element(name, properties = {}, ...children) {
  const out = Object.assign(document.createElement(name), properties);
  out.append(...children.filter((child) => child !== null));
  return out;
}

function tell(text, done = false) {
  const box = $("message");
  box.textContent = text;
  box.hidden = !text;
  box.className = done ? "done" : "";
}

// ---- the server ----

// Which version an act of ours has made of which: who has seen the one has seen the other.
const became = new Map();
function latestOf(version) {
  while (became.has(version)) version = became.get(version);
  return version;
}

async function ask(path, parameters = {}, body = null) {
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
    for (const [was, version] of Object.entries(json.became || {})) became.set(was, version);
    return json;
  }
  throw { text: said(json.error), conflict: json.conflict === true, status: response.status, now: json };
}

const keyOf = (item) => [item.doc_id, item.table, item.row_id, item.field].join("|");
const factsOf = (item) => ask("/api/doubt", { doc: item.doc_id, table: item.table, row: item.row_id, field: item.field });
async function detailOf(item) {
  const doubt = await factsOf(item);
  doubt.pictures = (doubt.scans || []).map(picture);  // they are on their way from here on
  return doubt;
}

// The next doubt, and its piece of the scan, are there before they are asked for.
function lookAhead() {
  for (const item of state.items.slice(state.at + 1, state.at + 3)) {
    const key = keyOf(item);
    if (!state.ahead.has(key)) state.ahead.set(key, detailOf(item).catch(() => null));
  }
}

// Where somebody is, and what he has typed there, outlives a reload.
const wasAt = (item) => item && stored("here", null) === keyOf(item);
const draftOf = (item) => { const draft = stored("draft", null); return draft && item && draft.key === keyOf(item) ? draft.value : null; };

async function load(after = "") {
  const answer = await ask("/api/queue", { ...state.filter, after, name: $("find").value.trim() });
  state.counts = answer;
  state.items = answer.items;
  state.at = 0;
  state.ahead.clear();
  showFrame();
}

async function show() {
  state.editing = false;
  state.sure = "";  // what was asked about another doubt
  if (state.at >= state.items.length) {
    const last = state.items.at(-1);
    if (last) await load(last.rank);
    if (state.items.length === 0) await load();
  }
  const item = state.items[state.at];
  state.doubt = null;
  if (!item && state.counts.unseen) setTimeout(() => { if (!state.items.length) doing(async () => { await load(); await show(); }); }, 500);
  if (item) {
    const ahead = state.ahead.get(keyOf(item));
    state.ahead.delete(keyOf(item));
    state.doubt = (ahead && (await ahead)) || (await detailOf(item));
    state.doc = item.doc_id;
    state.page = state.doubt.page || 1;
    store("here", keyOf(item));
  }
  draw();
  const draft = draftOf(item);
  if (draft !== null) { edit(); $("value").value = draft; }
  lookAhead();
}

// ---- actions ----

// One thing at a time; what goes wrong is said, and nothing is taken for saved.
async function doing(work) {
  if (state.busy) return;
  state.busy = true;
  tell("");
  try {
    await work();
  } catch (error) {
    if (!error.text) throw error;
    tell(error.text);
    if (error.conflict || error.status === 404) {
      const item = state.items[state.at];
      state.ahead.clear();
      if (item && state.view === "doubts") {
        state.doubt = await detailOf(item).catch(() => null);
        if (!state.doubt) state.items.splice(state.at, 1);
        state.editing = false;
        draw();
      }
      if (["tasks", "sample"].includes(state.view)) await drawView().catch(() => null);
    }
  } finally {
    state.busy = false;
  }
}

// Behind what is being done, where keys come faster than answers.
let before = Promise.resolve();
const afterwards = (work) => (before = before.then(async () => {
  while (state.busy) await new Promise((go) => setTimeout(go, 10));
  await work();
}).catch(reportError));  // one that fails stops none behind it
const inTurn = (work) => afterwards(() => doing(work));

function remember(undo) {
  state.undo.push(undo);
  store("undo", state.undo.slice(-200));
}

function forget() {
  state.undo.pop();
  store("undo", state.undo.slice(-200));
}

function count(answer) {
  state.counts.all = answer.all;
  state.counts.documents_waiting = answer.documents ?? state.counts.documents_waiting;
}

const isDocument = (doubt) => doubt?.table === "documents" && !doubt.field;

// An empty value is accepted by the same key twice, and a document as a whole by Sign off alone.
const settle = (action, value) => doing(async () => {
  const doubt = state.doubt;
  if (!doubt) return;
  if (action === "accept" && isDocument(doubt)) return tell(words().signHow);
  const isBlank = action === "accept" && doubt.field && !doubt.value;
  if (isBlank && state.sure !== "blank" + keyOf(doubt)) {
    state.sure = "blank" + keyOf(doubt);
    return tell(words().blankSure);
  }
  state.sure = "";
  const answer = await ask("/api/act", {}, {
    action, value, doc_id: doubt.doc_id, table: doubt.table, row_id: doubt.row_id, field: doubt.field, version: doubt.version, ...(isBlank ? { blank: true } : {}),
  });
  remember(answer.undo);
  count(answer);
  store("draft", null);
  const ofRow = (item) => item.row_id === doubt.row_id && item.doc_id === doubt.doc_id;
  if (doubt.table === "documents") state.ahead.clear();  // of which all its doubts tell the version
  if (action === "reject") {
    state.items = state.items.filter((item, i) => i < state.at || !ofRow(item));
  } else {
    state.items.splice(state.at, 1);
  }
  for (const item of state.items.filter(ofRow)) state.ahead.delete(keyOf(item));
  if (answer.checked) signNext(doubt.doc_id);
  await show();
  state.same = null;
  if (action === "set" && doubt.spreads && doubt.value && answer.value !== doubt.value) tell(await offerSame(doubt, answer.value), true);
});

// When the last value of a document is settled the document itself is next, whatever the filter.
function signNext(doc_id) {
  const item = { doc_id, table: "documents", row_id: doc_id, field: "", rank: state.items[state.at - 1]?.rank ?? "", name: "", label: words().signLabel, reasons: [] };
  state.items = state.items.filter((one, i) => i < state.at || keyOf(one) !== keyOf(item));
  state.items.splice(state.at, 0, item);
  state.ahead.delete(keyOf(item));
}

// ---- the same everywhere ----

// The name is right wherever it stands: it is remembered, and asked for nowhere again.
const mayBeLearnt = (doubt) => doubt?.table === "tasks" && ["lead_raw", "coop_raw"].includes(doubt.field) && doubt.reasons.some((one) => one.code === "AGENCY_UNKNOWN");
const rightEverywhere = () => doing(async () => {
  const doubt = state.doubt;
  if (!mayBeLearnt(doubt)) return;
  const { doc_id, table, row_id, field, version } = doubt;
  const answer = await ask("/api/act", {}, { action: "right", doc_id, table, row_id, field, version });
  remember(answer.undo);
  store("draft", null);
  state.same = null;
  await load(state.at > 0 ? state.items[state.at - 1].rank : "");
  if (answer.checked) signNext(doc_id);
  await show();
  tell(words().learnt(answer.names, answer.settled), true);
});

// `left`: where somebody has chosen not to.
async function offerSame(doubt, to, left = new Set()) {
  const answer = await ask("/api/same", { table: doubt.table, row: doubt.row_id, field: doubt.field, value: doubt.value });
  const items = answer.items.filter((item) => !left.has(item.row_id)), all = answer.all - left.size;
  if (!items.length) return "";
  state.same = { doubt, label: doubt.label, from: doubt.value, to, items, all, left };
  drawKeys();
  return words().sameFound(all, doubt.value);
}

function drawSame() {
  const w = words(), same = state.same;
  const list = element("ol", { className: "same" }, ...same.items.map((item, i) => {
    const box = element("input", { type: "checkbox", checked: true, id: "same" + i });
    item.box = box;
    const row = element("li", {}, element("label", { htmlFor: box.id }, box, " ", element("bdi", {}, same.from)));
    detailOf(item).then((detail) => {
      row.querySelector("label").append(" ", element("small", {}, detail.document.name));
      row.append(...(detail.pictures.length || !detail.context ? detail.pictures : [passage(detail.context)]));
    }).catch(() => null);
    return row;
  }));
  const more = same.all > same.items.length ? [element("p", { className: "soft" }, w.sameMore(same.items.length, same.all))] : [];
  return [element("h2", {}, said(same.label)), element("p", { className: "because" }, w.sameAsk(same.from, same.to)), ...more, list];
}

// All that are seen are mended in one transaction; what is done is undone together.
const AT_ONCE = 100;
const applySame = () => doing(async () => {
  const same = state.same, chosen = same.items.filter((item) => item.box.checked && !item.done);
  const together = { action: "together", deeds: [] }, failed = [];
  for (let i = 0; i < chosen.length; i += AT_ONCE) {
    const some = chosen.slice(i, i + AT_ONCE);
    const deeds = some.map(({ doc_id, table, row_id, field, version }) => ({ action: "set", doc_id, table, row_id, field, version, value: same.to }));
    const answer = await ask("/api/act", {}, { action: "together", deeds });
    if (state.undo.at(-1) === together) state.undo.pop();
    together.deeds.unshift(...answer.undo.deeds);
    if (together.deeds.length) remember(together);
    for (const item of some) item.done = true;
    failed.push(...answer.failed);
    tell(words().sameDone(together.deeds.length, chosen.length), true);
  }
  const left = new Set([...same.left, ...same.items.filter((item) => !item.box.checked && !item.done).map((item) => item.row_id)]);
  state.same = null;
  await load();
  state.view = "doubts";
  await show();
  const more = await offerSame(same.doubt, same.to, left);
  const done = words().sameDone(together.deeds.length, chosen.length);
  tell([done, ...failed.map(said), more].filter(Boolean).join(" "), !failed.length);
});

// ---- a document as a whole ----

// Of the table that is seen, or of the doubt. To reject a document is asked for twice.
const subject = () => (state.view === "tasks" ? { doc: state.tasks?.doc, version: state.tasks?.version } : { doc: state.doubt?.doc_id, version: state.doubt?.document.version });
const judge = (action, sure = null) => doing(async () => {
  const { doc, version } = subject();
  if (!doc) return;
  if (sure && state.sure !== action + doc) {
    state.sure = action + doc;
    return tell(sure());
  }
  state.sure = "";
  const answer = await ask("/api/act", {}, { action, doc_id: doc, version: latestOf(version) });
  remember(answer.undo);
  count(answer);
  state.items = state.items.filter((one, i) => i < state.at || one.doc_id !== doc);
  state.ahead.clear();
  await (state.view === "tasks" ? drawView() : show());
  tell(words().judged[action], true);
});
const sign = () => judge("sign");  // the server refuses it while anything of the document is open
const rescan = () => judge("rescan", () => words().rescanSure);

function listTable(name, columns, rows) {
  const head = element("tr", {}, ...columns.map((one) => element("th", { scope: "col" }, one)));
  const lines = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, element("bdi", {}, text)))));
  return scroller(name, element("table", { className: "list" }, element("thead", {}, head), element("tbody", {}, ...lines)));
}

async function drawRescans() {
  const w = words(), answer = await ask("/api/rescans"), parts = [];
  if (answer.rejects.length) {
    parts.push(element("h2", {}, w.rejectsTitle));
    if (answer.all_rejects > answer.rejects.length) parts.push(element("p", { className: "soft" }, w.rejectsMore(answer.rejects.length, answer.all_rejects)));
    parts.push(listTable(w.rejectsTitle, w.rejectColumns, answer.rejects.map((one) => [one.file, one.page ? String(one.page) : w.wholeFile, said(one.cause), said(one.hint)])));
  }
  if (answer.documents.length) {
    parts.push(element("h2", {}, w.rescansTitle));
    if (answer.all > answer.documents.length) parts.push(element("p", { className: "soft" }, w.rescansMore(answer.documents.length, answer.all)));
    parts.push(listTable(w.rescansTitle, w.rescanColumns, answer.documents.map((one) => [one.name, one.organ, one.subject, one.by?.actor || "", one.by ? when(one.by.at) : ""])));
  }
  return parts.length ? parts : [element("p", { className: "done-all" }, w.noRescans)];
}

const locale = () => (language === "vi" ? "vi-VN" : "en-GB");
// Day before month, hours as they are written there.
const when = (at) => new Date(at).toLocaleString(locale(), { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" });
const number = (count) => count.toLocaleString(locale());
const share = (part) => part.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function drawHistory(history) {
  const w = words();
  if (!history?.length) return [];
  return [element("h2", {}, w.history), element("ul", { className: "history" }, ...history.map((one) => element("li", {}, `${when(one.at)} · `, element("bdi", {}, one.actor), ` · ${w.did[one.did]}`,
    ...(one.label ? [` ${said(one.label)}`] : []), ...(one.did === "set" && one.before !== one.value ? [": ", element("bdi", {}, one.before || w.empty), " → ", element("bdi", {}, one.value || w.empty)] : []))))];
}

// As many at once as a request may hold; what is undone is not asked for again.
async function undoTogether(last) {
  const failed = [];
  while (last.deeds.length) {
    const answer = await ask("/api/act", {}, { action: "together", deeds: last.deeds.slice(0, AT_ONCE) });
    last.deeds.splice(0, AT_ONCE);
    store("undo", state.undo.slice(-200));
    failed.push(...answer.failed);
  }
  return { failed };
}

const undo = () => doing(async () => {
  const last = state.undo.at(-1);
  if (!last) return tell(words().nothingToUndo);
  let undone;
  const here = state.cell?.row?.row_id;
  try {
    undone = last.action === "together" ? await undoTogether(last) : await ask("/api/act", {}, last);
  } catch (error) {
    if (error.status < 500) forget();  // it can be done no more; else it may be asked for again
    throw error;
  }
  forget();
  state.same = null;
  await load();
  if (state.view === "tasks" && (last.doc_id === state.doc || last.action === "divide")) {
    if (last.row_id && state.cell?.row?.row_id === here) state.table = { row: last.row_id, field: last.field || state.table?.field };
    await drawView();
    return tell(words().undone, true);
  }
  state.view = "doubts";
  if (!last.table) {  // several at once, or a document
    if (last.value === "accept" && last.doc_id) signNext(last.doc_id);
    await show();
    return tell(words().undone + (undone.failed || []).map((one) => " " + said(one)).join(""), !undone.failed?.length);
  }
  const same = (item) => keyOf(item) === keyOf(last);
  let at = state.items.findIndex(same);
  if (at < 0) {
    state.items.unshift({ ...last, rank: "", name: "", label: { vi: "", en: "" }, reasons: [] });
    at = 0;
  }
  state.at = at;
  await show();
  tell(words().undone, true);
});

const skip = () => doing(async () => {
  state.at += 1;
  await show();
});

const nextDocument = () => doing(async () => {
  const doc = state.items[state.at]?.doc_id;
  while (state.at < state.items.length && state.items[state.at].doc_id === doc) state.at += 1;
  await show();
});

// Of a document as a whole there is one way to say no: it is to be scanned again.
const reject = () => { if (state.doubt?.table !== "documents") settle("reject"); };

const alternative = (number) => {
  const one = state.doubt?.alternatives?.[number - 1];
  if (one) settle("set", one.value);
};

function edit() {
  const box = $("value");
  if (!box || !state.doubt?.field) return;
  state.editing = true;
  box.readOnly = false;
  box.focus();
  box.select();
  drawKeys();
}

function cancel() {
  const box = $("value");
  state.editing = false;
  store("draft", null);
  box.value = state.doubt.value;
  box.setSelectionRange(0, 0);
  box.readOnly = true;
  box.blur();
  $("main").focus({ preventScroll: true });
  drawKeys();
}

// ---- what is seen ----

function showFrame() {
  document.documentElement.lang = language;
  document.title = words().title;
  document.body.dataset.view = state.view;
  const w = words(), counts = state.counts;
  $("language").textContent = w.other;
  $("views").replaceChildren(...Object.entries(w.views).map(([view, label], i) => {
    const count = view === "rescans" && counts?.rejects ? ` (${number(counts.rejects)})` : "";
    const button = element("button", { type: "button", onclick: () => open(view) }, element("kbd", {}, "F" + (i + 6)), label + count);
    button.setAttribute("aria-current", String(state.view === view));
    return button;
  }));
  if (!counts) return;
  $("find-name").textContent = w.find;
  $("find").parentElement.hidden = counts.documents_waiting <= 20;
  const filtered = Object.values(state.filter).some(Boolean) ? w.chosen(counts.waiting) : "";
  $("progress").textContent = w.progress(counts.all, counts.documents_waiting, counts.actor) + filtered + (counts.unseen ? w.unseen(counts.unseen) : "");
  $("notes").hidden = !counts.notes.length;
  $("notes").textContent = counts.notes.map(said).join(" · ");
  const lists = { doc: counts.documents, field: counts.fields, reason: counts.reasons, organ: counts.organs };
  $("filters").replaceChildren(...Object.entries(lists).map(([name, list]) => {
    const select = element("select", { name, onchange: () => choose(name, select.value) }, element("option", { value: "" }, w.any));
    for (const one of list) {
      select.append(element("option", { value: one.key, selected: state.filter[name] === one.key }, `${said(one.label) || w.none} (${one.count})`));
    }
    return element("label", {}, w.filters[name], select);
  }));
}

// In a large archive a document is found by a part of its name. What is half typed asks nothing.
$("find").addEventListener("input", (event) => {
  if (event.isComposing) return;
  clearTimeout(state.finding);
  state.finding = setTimeout(() => inTurn(async () => {
    const answer = await ask("/api/queue", { ...state.filter, name: $("find").value.trim() });
    state.counts.documents = answer.documents;
    showFrame();
  }), 250);
});
$("find").addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input")));

const choose = (name, value) => doing(async () => {
  state.filter = { ...state.filter, [name]: value };
  store("filter", state.filter);
  await load();
  state.view = "doubts";
  await show();
  $("main").focus({ preventScroll: true });
});

function passage(stretches) {
  const out = element("p", { className: "passage" });
  for (const one of stretches) {
    const part = element("span", {}, one.text);
    if (one.value) part.classList.add("here");
    if (one.before !== undefined) {
      part.classList.add(one.unsure ? "unsure" : "changed");
      part.title = words().changedFrom(one.before, share(one.confidence));
    }
    if (one.read !== undefined) {
      part.classList.add("hard");
      part.title = [part.title, words().hardToRead(share(one.read))].filter(Boolean).join("; ");
    }
    out.append(part);
  }
  return out;
}

// ---- the scan ----

const percent = (part) => 100 * part + "%";

function marker(mark, name) {
  const out = element("span", { className: name });
  Object.assign(out.style, { left: percent(mark[0]), top: percent(mark[1]), width: percent(mark[2]), height: percent(mark[3]) });
  return out;
}

// A piece of a scan with its marks; where it cannot be shown, why.
function picture(scan) {
  const image = element("img", { alt: words().scanOf(scan.page), draggable: false });
  image.width = scan.width;
  image.height = scan.height;
  const sheet = element("div", { className: "sheet" }, image);
  const out = element("figure", { className: "scan" }, sheet);
  for (const box of scan.boxes) sheet.append(marker(box, "mark"));
  for (const word of scan.words) sheet.append(marker(word, "mark unsure-word"));
  image.addEventListener("error", async () => {
    const answer = await fetch(scan.url).catch(() => null);
    const json = answer && (await answer.json().catch(() => null));
    out.replaceChildren(element("p", { className: "soft" }, json?.error ? said(json.error) : words().noScan));
  });
  image.src = scan.url;
  // Large enough to see a dot, and never so large that only a part of it is seen.
  sheet.dataset.dpi = scan.dpi || 200;
  sheet.style.maxWidth = Math.round(Math.min(2.2 * 96 * scan.width / (scan.dpi || 200), 1400)) + "px";
  return out;
}

// The whole page, which can be enlarged and moved about.
function pageScan(scan) {
  const w = words();
  const image = element("img", { alt: w.scanOf(scan.page), draggable: false, src: scan.url });
  const sheet = element("div", { className: "sheet" }, image);
  const frame = element("div", { className: "pane", tabIndex: 0 }, sheet);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", w.scanOf(scan.page));
  for (const word of scan.words) {
    const mark = marker(word, "word " + (word[4] >= 0.95 ? "sure" : word[4] >= 0.85 ? "fairly" : word[4] >= 0.7 ? "doubtful" : "wrong"));
    mark.title = `${word[5]} · ${share(word[4])}`;
    sheet.append(mark);
  }
  const item = state.items[state.at];
  let here = null;
  for (const one of scan.doubts) {
    const mark = marker(one.box, "mark");
    mark.title = said(one.label);
    if (item && item.row_id === one.row_id && item.field === one.field) { mark.classList.add("here-box"); here = mark; }
    sheet.append(mark);
  }
  image.addEventListener("error", () => frame.replaceChildren(picture({ ...scan, words: [], boxes: [] })), { once: true });
  const enlarge = (factor) => {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / sheet.clientWidth, height = (frame.scrollTop + frame.clientHeight / 2) / sheet.clientHeight;
    state.zoom = factor === 0 ? 1 : Math.min(5, Math.max(0.5, state.zoom * factor));
    sheet.style.width = percent(state.zoom);
    frame.scrollTo(middle * sheet.clientWidth - frame.clientWidth / 2, height * sheet.clientHeight - frame.clientHeight / 2);
  };
  sheet.style.width = percent(state.zoom);
  state.enlarge = enlarge;
  // It is moved by dragging, and by the arrow keys as everything that scrolls.
  frame.addEventListener("pointerdown", (event) => { if (event.button === 0) frame.setPointerCapture(event.pointerId); });
  frame.addEventListener("pointermove", (event) => { if (frame.hasPointerCapture(event.pointerId)) frame.scrollBy(-event.movementX, -event.movementY); });
  // Within its frame: the window stays where it is.
  const toHere = () => frame.scrollTo(here.offsetLeft + (here.offsetWidth - frame.clientWidth) / 2, here.offsetTop + (here.offsetHeight - frame.clientHeight) / 2);
  if (here) image.addEventListener("load", toHere, { once: true });
  const button = (key, label, factor) => element("button", { type: "button", onclick: () => enlarge(factor) }, element("kbd", {}, key), label);
  const tints = element("button", { type: "button", onclick: () => tint(!state.tints) }, element("kbd", {}, "T"), w.tints);
  const tint = (on) => {
    state.tints = on;
    frame.classList.toggle("plain", !on);
    tints.setAttribute("aria-pressed", String(on));
  };
  tint(state.tints);
  state.tint = tint;
  return element("div", { className: "page-scan" },
    element("p", { className: "tools" }, button("+", w.larger, 1.25), button("−", w.smaller, 0.8), button("0", w.fit, 0), tints), frame);
}

function facts(doubt) {
  const w = words(), out = element("dl");
  const add = (name, text) => out.append(element("dt", {}, name), element("dd", {}, text || w.empty));
  if (doubt.printed !== undefined) add(w.printed, doubt.printed);
  if (doubt.read !== undefined && doubt.read !== doubt.printed) add(w.read, doubt.read);
  if (doubt.read !== undefined) add(w.restored, (doubt.printed ?? doubt.value) === doubt.read ? w.same : doubt.printed ?? doubt.value);
  if (doubt.confidence !== undefined) add(w.sure, share(doubt.confidence));
  if (doubt.page) add(w.page, String(doubt.page));
  if (doubt.others.length) add(w.others, doubt.others.map(said).join(", "));
  return out;
}

const drawCodes = (codes) => (codes?.length ? [element("p", { className: "soft codes" }, `${words().codes}: ${codes.map((one) => `${one.code} (${said(one)})`).join(", ")}`)] : []);

function valueBox(doubt) {
  const isLong = doubt.value.length > 60 || doubt.value.includes("\n");
  const box = element("textarea", { id: "value", className: isLong ? "value long" : "value", value: doubt.value, readOnly: true, spellcheck: false });
  box.rows = Math.min(5, Math.ceil(doubt.value.length / 90) + doubt.value.split("\n").length - 1) || 1;
  box.setAttribute("aria-label", said(doubt.label));
  box.placeholder = doubt.is_needed ? words().typeOrNone : words().empty;
  box.addEventListener("input", () => store("draft", { key: keyOf(doubt), value: box.value }));
  box.addEventListener("mousedown", () => { if (!state.editing) setTimeout(edit); });
  return box;
}

// Each by itself: a name may turn the writing round.
const whereFrom = (names) => element("p", { className: "where" }, ...names.filter(Boolean).flatMap((name, i) => [...(i ? [" · "] : []), element("bdi", {}, name)]));

// What is decided on, where it is printed, and the box to type into are seen at once (.desk, as high
// as the window leaves); what else is known stands below.
function drawDoubt() {
  const w = words(), doubt = state.doubt;
  if (!doubt) {
    const filtered = Object.values(state.filter).some(Boolean);
    return [element("p", { className: "done-all" }, state.counts.unseen ? w.looking : filtered ? w.allFiltered : w.all)];
  }
  const from = doubt.document || { name: "", organ: "" }, isWhole = isDocument(doubt);
  const why = element("ul", { className: "why" }, ...doubt.reasons.map((one) => element("li", { title: one.code }, said(one.meaning))));
  why.setAttribute("aria-label", w.why);
  const desk = [
    whereFrom([from.name, from.organ, from.subject]),
    element("p", { className: "what" }, isWhole ? said(w.signLabel) : said(doubt.label)),
    ...(doubt.why ? [element("p", { className: "because" }, said(doubt.why))] : []),
    ...(doubt.reasons.length ? [why] : []),
  ];
  const context = doubt.context ? passage(doubt.context) : element("p", { className: "soft" }, w.notFound);
  const hasScan = doubt.pictures?.length > 0;
  const sight = element("div", { className: "sight", tabIndex: 0 }, ...(hasScan ? doubt.pictures : [context]));
  sight.setAttribute("role", "region");
  sight.setAttribute("aria-label", w.sight);
  desk.push(sight);
  if (doubt.field) {
    desk.push(valueBox(doubt));
    if (doubt.is_date) desk.push(element("p", { className: "soft hint" }, w.date));
    desk.push(...drawCodes(doubt.codes));
  } else {
    desk.push(rowValues(doubt), element("p", { className: "soft hint" }, isWhole ? (from.open ? w.wholeOpen(from.open) : w.wholeDocument) : w.wholeRow));
  }
  if (doubt.alternatives?.length) {
    desk.push(element("ol", { className: "alternatives" }, ...doubt.alternatives.map((one, i) => element("li", {},
      element("button", { type: "button", onclick: () => alternative(i + 1) }, element("kbd", {}, String(i + 1)), w.instead(one.word, one.instead), element("small", {}, ` ${number(Math.round(100 * one.probability))} %`))))));
  }
  const parts = [element("div", { className: "desk" }, ...desk), facts(doubt)];
  if (hasScan) parts.push(element("h2", {}, w.context), context);
  if (doubt.field && doubt.row.length) parts.push(element("h2", {}, doubt.table === "documents" ? w.ofDocument : w.row), rowValues(doubt));
  parts.push(...drawHistory(doubt.history));
  fitSight(sight);
  return parts;
}

const rowValues = (doubt) => element("dl", { className: "values" }, ...doubt.row.flatMap((one) => [element("dt", {}, said(one.label)), element("dd", {}, one.value)]));

// Every picture as large as its pane lets it be seen whole; one that would be too small to read stays
// larger, and begins at what is marked.
const LEAST = 90, MOST = 2.2 * 96;  // pixels of the screen an inch of paper
const panes = new ResizeObserver((all) => { for (const { target } of all) layPictures(target); });
function fitSight(sight) {
  panes.disconnect();
  panes.observe(sight);
}

function layPictures(sight) {
  const sheets = [...sight.querySelectorAll(".sheet")];
  for (const sheet of sheets) {
    const image = sheet.querySelector("img"), dpi = Number(sheet.dataset.dpi);
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)) / dpi);  // inches
    const inch = Math.min(MOST, (sight.clientWidth - 2) / width, Math.max(LEAST, (sight.clientHeight - 4) / sheets.length / height));
    sheet.style.width = Math.max(40, Math.floor(inch * width)) + "px";
  }
  const mark = sight.querySelector(".unsure-word") ?? sight.querySelector(".mark, .here");
  if (!mark) return;
  const inside = mark.getBoundingClientRect(), pane = sight.getBoundingClientRect();
  sight.scrollTop += inside.top + inside.height / 2 - pane.top - pane.height / 2;
}

function drawNext() {
  $("next-title").textContent = words().next;
  $("next").replaceChildren(...state.items.slice(state.at + 1, state.at + 9).map((item, i) => element("li", {},
    element("button", { type: "button", onclick: () => doing(async () => { state.at += i + 1; await show(); }) },
      said(item.label), element("small", {}, item.name)))));
}

function drawKeys() {
  const w = words().keys, keys = [];
  const add = (key, label, work, main = false) => keys.push(element("button", { type: "button", className: main ? "main" : "", onclick: work }, element("kbd", {}, key), label));
  if (state.view === "doubts" && state.editing) {
    add("Enter", w.save, () => settle("set", $("value").value), true);
    add("Esc", w.cancel, cancel);
  } else if (state.view === "doubts") {
    if (state.doubt) {
      if (isDocument(state.doubt)) add("D", w.sign, sign, true);
      else add("Enter", w.accept, () => settle("accept"), true);
      if (mayBeLearnt(state.doubt)) add("G", w.everywhere, rightEverywhere);
      if (state.doubt.field) add("E", w.edit, edit);
      if (state.doubt.table !== "documents") add("X", w.reject, () => settle("reject"));
      add("S", w.skip, skip);
      add("N", w.document, nextDocument);
      if (!isDocument(state.doubt)) add("D", w.sign, sign);
      add("R", w.rescan, rescan);
    }
    if (state.same) add("W", w.same, () => open("same"));
    add("U", w.undo, undo);
  } else if (state.view === "same") {
    add("Enter", w.applySame, applySame, true);
    add("Esc", w.cancel, () => open("doubts"));
  } else if (state.view === "statistics") {
    if (state.sampled) add("J", w.judge, () => open("sample"), true);
    add("P", w.print, () => window.print());
  } else if (state.view === "sample") {
    if (state.sample?.at >= 0) {
      add("Enter", w.right, SAMPLE_KEYS.Enter, true);
      add("X", w.wrong, SAMPLE_KEYS.x);
      add("S", w.unknown, SAMPLE_KEYS.s);
    }
    add("U", w.undo, unjudgeSample);
    add("Esc", w.toStatistics, SAMPLE_KEYS.Escape);
  } else if (state.view === "tasks" && state.cell?.editing) {
    add("Enter", w.save, () => saveCell(state.cell), true);
    add("Esc", w.cancel, () => leaveCell(state.cell));
    if (state.cell.row && state.cell.field === "task_text") add("Ctrl Enter", w.split, () => splitRow(state.cell));
  } else if (state.view === "tasks") {
    if (state.cell) add("Enter", w.edit, () => editCell(state.cell), true);
    const inTable = (key) => () => afterwards(TABLE_KEYS[key]);
    add("A", w.add, inTable("a"));
    if (state.cell?.row) {
      add("X", livesOn(state.cell.row) ? w.reject : w.takeBack, inTable("x"));
      add("M", w.merge, inTable("m"));
    }
    add("D", w.sign, inTable("d"));
    add("R", w.rescan, inTable("r"));
    add("U", w.undo, inTable("u"));
  } else {
    add("U", w.undo, undo);
  }
  // A cell that is being edited stays so.
  for (const key of keys) key.addEventListener("mousedown", (event) => event.preventDefault());
  $("keys").replaceChildren(...keys);
}

function draw() {
  showFrame();
  $("main").replaceChildren(...drawDoubt());
  drawNext();
  drawKeys();
  window.scrollTo(0, 0);
  $("main").scrollTop = 0;
  state.drawn = "doubts";
  $("main").focus({ preventScroll: true });
}

// ---- the table of a document, and its pages ----

// One cell has the keys at a time (state.cell); it is read until somebody edits it. What is typed is
// saved by Enter or when the cell is left, and outlives a reload until the server has it; what is on
// its way there (state.sent) is not gone on with.
const rowOf = (of) => of.row?.row_id ?? (of.key === "document" ? state.tasks.doc : of.key);
const draftFor = (of, value) => ({ row: rowOf(of), field: of.field, value });
const cellDraft = () => { const draft = stored("cell", null); return draft && !state.sent.has(JSON.stringify(draft)) ? draft : null; };
const draftOfCell = (of) => { const draft = cellDraft(); return draft && draft.row === rowOf(of) && draft.field === of.field ? draft.value : null; };
const dropDraft = (of) => { if (draftOfCell(of) !== null) store("cell", null); };

function send(typed) {
  typed.sent = JSON.stringify(draftFor(typed.of, typed.value));
  state.sent.add(typed.sent);
  return typed;
}

function arrived(typed) {
  state.sent.delete(typed.sent);
  if (sessionStorage.getItem("cell") === typed.sent) store("cell", null);
}

// What was not taken is typed again, in the table as it is now.
function typeAgain({ of, value, at, sent }) {
  state.sent.delete(sent);
  const here = state.grid.flat().find((one) => one.key === of.key && one.row?.row_id === of.row?.row_id && one.field === of.field) ?? of;
  here.box.value = value;
  editCell(here, false);
  if (at !== undefined) here.box.setSelectionRange(at, at);
  return here;
}

// Who types sees what others have made of the rows meanwhile; the error to be told.
async function notTaken(typed, error) {
  const { of } = typed, isNew = of.key === "new";
  if (isNew) state.adding = of.below;
  if (error.status && state.view === "tasks") await drawView().catch(() => null);
  if (error.status === 404 && !isNew) { state.sent.delete(typed.sent); return error; }
  const here = typeAgain(typed);
  if (isNew) state.adding = null;
  return { text: error.conflict && !isNew ? `${error.text}. ${words().nowStands(here.cell.value)}` : error.text };
}
const ROWS = 50;  // at once

function cellBox(of, name) {
  const box = element("textarea", { value: of.cell.value, rows: 1, readOnly: true, spellcheck: false, tabIndex: -1 });
  box.setAttribute("aria-label", name);
  of.box = box;
  box.addEventListener("focus", () => enterCell(of));
  box.addEventListener("blur", () => { if (of.editing) saveCell(of); });
  box.addEventListener("mousedown", () => { if (!of.editing) setTimeout(() => editCell(of, false)); });
  box.addEventListener("input", () => store("cell", draftFor(of, box.value)));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) return;
    if (of.editing) {
      if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); if (of.row && of.field === "task_text") splitRow(of); }
      else if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); saveCell(of); }
      if (event.key === "Escape") { event.preventDefault(); leaveCell(of); }
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (step && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); moveCell(of, ...step); }
    if (event.key === "Enter" && !event.ctrlKey) { event.preventDefault(); event.stopPropagation(); editCell(of); }
  });
  return box;
}

function enterCell(of) {
  if (state.cell && state.cell !== of) state.cell.box.tabIndex = -1;
  const same = of.row && state.cell?.row === of.row && state.cell.box.isConnected;
  state.cell = of;
  of.box.tabIndex = 0;
  for (const row of document.querySelectorAll("tr[aria-selected=true]")) row.removeAttribute("aria-selected");
  of.box.closest("tr")?.setAttribute("aria-selected", "true");
  if (of.row) state.table = { row: of.row.row_id, field: of.field };
  state.ofDocument = of.key === "document" ? of.field : null;
  drawKeys();
  if (!same) showPlace(of);
}

// By the arrow keys, also to the rows that are not drawn, and up to what is said of the document.
function moveCell(of, down, right) {
  const grid = state.grid, y = grid.findIndex((line) => line.includes(of)), x = grid[y].indexOf(of) + right;
  const { rows } = state.tasks, next = down && of.row ? rows[rows.indexOf(of.row) + down] : null;
  const line = next ? grid.find(([first]) => first.row === next) : grid[y + down];
  if (next && !line) return inTurn(async () => { state.table = { row: next.row_id, field: of.field }; await drawView(); });
  line?.[Math.min(Math.max(x, 0), line.length - 1)].box.focus();
}

function editCell(of, selects = true) {
  if (of.editing) return;
  of.editing = true;
  of.box.readOnly = false;
  of.box.focus();
  if (selects) of.box.select();
  drawKeys();
}

function leaveCell(of) {
  of.editing = false;
  dropDraft(of);
  of.box.value = of.cell.value;
  of.box.readOnly = true;
  if (of.key === "new") { state.cell = null; return inTurn(drawView); }
  drawKeys();
}

// A row that a person adds is in no store until its text is.
const saveCell = (of) => {
  if (!of.editing) return;
  const value = of.box.value, doc = state.tasks.doc;
  of.editing = false;
  if (of.key === "new") {
    dropDraft(of);
    return value.trim() ? saveNew(of, value) : leaveCell(of);
  }
  of.box.readOnly = true;
  drawKeys();
  if (value === of.cell.value) return dropDraft(of);
  const typed = send({ of, value });
  inTurn(async () => {
    const place = of.row ? { table: "tasks", row_id: of.row.row_id } : { table: "documents", row_id: doc };
    let answer;
    try {
      const deed = of.field === "pages" && !of.row ? { action: "pages" } : { action: "write", ...place, field: of.field };
      answer = await ask("/api/act", {}, { ...deed, value, doc_id: doc, version: of.cell.version });
    } catch (error) {
      if (error.status === 404) { state.sent.delete(typed.sent); throw error; }
      const here = typeAgain(typed);
      if (error.conflict) Object.assign(here.cell, { value: error.now.value, version: error.now.version });
      throw { text: error.conflict ? `${error.text}. ${words().nowStands(error.now.value)}` : error.text };
    }
    arrived(typed);
    Object.assign(of.cell, { value: answer.value, version: answer.version });  // who types there again goes on from it
    remember(answer.undo);
    await tableChanged(answer, of.row?.row_id);
    tell(answer.wanted ? words().divided(answer.wanted, answer.unread) : words().saved, true);
  });
};

// What an act has changed is asked for anew, versions and reasons too. Where somebody has gone on
// meanwhile, he stays.
async function tableChanged(answer, row_id) {
  state.counts.all = answer.all;
  state.ahead.clear();
  if (row_id && !state.cell?.row) state.table = { row: row_id, field: state.table?.field || "task_text" };
  if (state.view === "tasks") await drawView();
}

// To be called in turn, as all acts on rows: each sees what those before it have done.
// `typed`: the text that somebody has typed for it.
const actOnRows = (deed, text, typed = null) => doing(async () => {
  const here = state.cell?.row?.row_id;
  let answer;
  try {
    answer = await ask("/api/act", {}, { doc_id: state.tasks.doc, ...deed() });
  } catch (error) {
    throw typed ? await notTaken(typed, error) : error;
  }
  if (typed) arrived(typed);
  remember(answer.undo);
  state.counts.all = answer.all;
  state.ahead.clear();
  if (state.cell?.row?.row_id === here) state.table = { row: answer.row_id ?? answer.undo.row_id, field: state.table?.field ?? "task_text" };
  if (state.view === "tasks") await drawView();
  const differences = answer.differences ?? [];
  tell([text(), ...differences.map((one) => words().differs(said(one.label), one))].join(" "), differences.length === 0);
});
// As the table has it when their turn comes.
const latest = (row) => state.tasks.rows.find((one) => one.row_id === row.row_id) ?? row;
const versionsOf = (...rows) => Object.fromEntries(rows.map((row) => [row.row_id, latest(row).version]));
const livesOn = (row) => row.status !== "rejected";

function splitRow(of) {
  const text = of.box.value, at = of.box.selectionStart, value = text.slice(0, at).trim(), rest = text.slice(at).trim();
  if (!value || !rest) return tell(words().noCut);
  of.editing = false;
  of.box.readOnly = true;
  drawKeys();
  const typed = send({ of, value: text, at });
  afterwards(() => actOnRows(() => {
    const now = latest(of.row).cells[state.tasks.columns.findIndex((one) => one.field === of.field)];
    if (now.value !== of.cell.value) throw { text: words().changed, conflict: true, status: 409 };
    return { action: "split", row_id: of.row.row_id, versions: versionsOf(of.row), value, rest };
  }, () => words().split, typed));
}

function mergeRow(row) {
  const rows = state.tasks.rows, next = rows.slice(rows.indexOf(row) + 1).find(livesOn);
  if (!next || !livesOn(row)) return tell(words().noNext);
  return actOnRows(() => ({ action: "merge", row_id: row.row_id, with: next.row_id, versions: versionsOf(row, next) }), () => words().merged);
}

const rejectRow = (row) => {
  const back = !livesOn(row);
  return actOnRows(() => ({ action: back ? "undo" : "reject", table: "tasks", row_id: row.row_id, field: "", version: latest(row).version }), () => (back ? words().reopened : words().rejected));
};

function addRow() {
  if (state.cell?.key === "new") return;
  state.adding = state.cell?.row?.row_id ?? state.tasks?.rows.at(-1)?.row_id ?? "";
  return doing(drawView);
}

function saveNew(of, value) {
  const row = state.tasks.rows.find((one) => one.row_id === of.below);
  afterwards(() => actOnRows(() => ({ action: "add", row_id: row?.row_id ?? "", versions: row ? versionsOf(row) : {}, value }), () => words().added, send({ of, value })));
}

// The scan beside the row that one is at, or below which a new one is to stand, or beside what the
// document says of itself.
async function showPlace(of) {
  const place = $("row-scan"), row = of.row?.row_id ?? of.below, key = row ?? of.field;
  if (!place || row === "") return;
  if (key === "pages") return place.replaceChildren();
  const asked = () => (row ? ask("/api/row", { doc: state.doc, row }) : factsOf({ doc_id: state.doc, table: "documents", row_id: state.doc, field: key }));
  if (!state.seen.has(key)) state.seen.set(key, asked().catch(() => null));
  const facts = await state.seen.get(key);
  if (!facts || state.cell?.row !== of.row || state.cell.field !== of.field && !of.row || !place.isConnected) return;
  const w = words();
  place.replaceChildren(
    ...facts.scans.map(picture),
    ...drawCodes(facts.codes),
    ...(facts.read ? [element("p", { className: "soft" }, w.readAs, element("bdi", {}, facts.read))] : []),
    ...(facts.history.length ? [element("details", {}, element("summary", {}, `${w.history} (${facts.history.length})`), ...drawHistory(facts.history).slice(1))] : []));
}

function rowLine(row, number, columns, grid) {
  const w = words(), line = [], out = element("tr", {});
  out.setAttribute("role", "row");
  const put = (content, label, name = "") => {
    const cell = element("td", { className: name }, content);
    cell.setAttribute("role", "gridcell");
    cell.dataset.label = label;
    out.append(cell);
  };
  row.cells.forEach((cell, i) => {
    const column = columns[i], of = { row, cell, field: column.field };
    line.push(of);
    put(cellBox(of, w.rowName(number, said(column.label))), said(column.label), row.doubts.includes(column.field) ? "doubt" : "");
  });
  put(w.status[row.status], w.statusColumn, "status-" + row.status);
  put(row.reasons.map((one) => said(one.meaning)).join("; "), w.reasonColumn, "reasons");
  out.classList.toggle("rejected", !livesOn(row));
  grid.push(line);
  return out;
}

function newLine(below, columns, grid) {
  const of = { row: null, key: "new", below, field: "task_text", cell: { value: "" } }, out = element("tr", { className: "new" });
  out.setAttribute("role", "row");
  const cell = element("td", { colSpan: columns.length + 2 }, cellBox(of, words().newRow));
  cell.setAttribute("role", "gridcell");
  cell.dataset.label = words().newRow;
  out.append(cell);
  grid.push([of]);
  return out;
}

function documentCard(cells, grid) {
  const out = element("dl", { className: "card" });
  for (const cell of cells) {
    const of = { row: null, key: "document", cell, field: cell.field };
    grid.push([of]);
    out.append(element("dt", {}, said(cell.label)), element("dd", {}, cellBox(of, said(cell.label))));
  }
  return out;
}

// The documents of a file: which pages, which head, why; each joins the one before, and a page begins another.
function drawDivision(pages, doc) {
  const w = words(), { begins, last } = pages;
  const ends = (from, i) => Math.max(from[i], (from[i + 1] ?? last + 1) - 1);
  const divide = (from) => inTurn(async () => {
    const value = from.map((page, i) => `${page}-${ends(from, i)}`).join(", ");
    const answer = await ask("/api/act", {}, { action: "pages", doc_id: doc, version: pages.version, value });
    remember(answer.undo);
    await tableChanged(answer);
    tell(answer.wanted ? w.divided(answer.wanted, answer.unread) : w.saved, true);
  });
  const items = begins.map((page, i) => {
    const one = pages.documents.find((document) => document.from === page && document.to === ends(begins, i));
    const join = element("button", { type: "button", onclick: () => divide(begins.filter((_, k) => k !== i)) }, w.joinUp);
    return element("li", {}, w.filePart(page, ends(begins, i)), ": ", one ? element("bdi", {}, one.head || "—") : w.afterRun,
      ...(one ? [element("p", { className: "soft" }, w.whyHere, said(one.why))] : []), ...(i > 0 ? [join] : []));
  });
  const at = element("input", { type: "number", min: 2, max: last, name: "split-at", required: true });
  const split = element("form", { onsubmit: (event) => {
    event.preventDefault();
    divide([...new Set([...begins, Number(at.value)])].sort((a, b) => a - b));
  } }, element("label", {}, w.splitAt, " ", at), " ", element("button", {}, w.split));
  return [element("h3", {}, w.fileParts), element("ol", { className: "parts" }, ...items), ...(last > 1 ? [split] : [])];
}

// Any document that waits, and the one that is seen.
function documentChoice() {
  const select = element("select", { name: "table-doc", onchange: () => inTurn(async () => { state.doc = select.value; state.table = null; await drawView(); }) });
  const waiting = state.counts.documents, isOne = waiting.some((one) => one.key === state.doc);
  for (const one of [...(isOne ? [] : [{ key: state.doc, label: { vi: state.name, en: state.name } }]), ...waiting])
    select.append(element("option", { value: one.key, selected: one.key === state.doc }, said(one.label)));
  return element("label", { className: "choice" }, words().document, " ", select);
}

async function drawTasks() {
  const w = words(), doc = state.doc, answer = { doc, ...(await ask("/api/tasks", { doc })) };
  const typed = state.tasks?.doc === doc ? stopTyping() : null;
  state.tasks = answer;
  state.name = answer.name;
  state.seen = new Map();
  state.cell = null;
  state.typed = typed;
  if (typed?.key === "new") state.adding = typed.below;
  if (typed?.row) state.table = typed;
  const { rows, columns } = answer, grid = (state.grid = []), draft = cellDraft();
  if (!typed && draft?.row && rows.some((row) => row.row_id === draft.row)) state.table = { row: draft.row, field: draft.field };
  const here = state.adding ?? state.table?.row;
  const at = Math.max(0, rows.findIndex((row) => row.row_id === here));
  const from = at - (at % ROWS), shown = rows.slice(from, from + ROWS);
  const card = documentCard([...answer.document, ...(answer.pages ? [{ ...answer.pages, field: "pages", label: w.pages }] : [])], grid);
  const lines = shown.map((row, i) => rowLine(row, from + i + 1, columns, grid));
  if (state.adding !== undefined && state.adding !== null) {
    const place = shown.findIndex((row) => row.row_id === state.adding), under = place < 0 ? lines.length : place + 1;
    lines.splice(under, 0, newLine(state.adding, columns, grid));
  }
  const turn = (sign, label, to) => {
    const button = element("button", { type: "button", disabled: !rows[to], onclick: () => inTurn(async () => { state.table = { row: rows[to].row_id, field: "task_text" }; await drawView(); }) }, sign);
    button.setAttribute("aria-label", label);
    return button;
  };
  const heads = [...columns.map((one) => [said(one.label), one.field]), [w.statusColumn, "status"], [w.reasonColumn, "reasons"]];
  const head = element("tr", {}, ...heads.map(([text, className]) => {
    const cell = element("th", { scope: "col", className }, text);
    cell.setAttribute("role", "columnheader");
    return cell;
  }));
  head.setAttribute("role", "row");
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", w.ofTasks);
  for (const group of table.children) group.setAttribute("role", "rowgroup");
  const scan = element("section", { id: "row-scan", className: answer.scanned ? "" : "text", tabIndex: 0 });
  scan.setAttribute("aria-label", w.ofRow);
  return [
    documentChoice(),
    ...(answer.verdict ? [element("p", { className: "because" }, w.verdict[answer.verdict.did], " ", element("bdi", {}, answer.verdict.actor), ` · ${when(answer.verdict.at)}`)] : []),
    element("details", { open: stored("card", false), ontoggle: (event) => store("card", event.target.open) }, element("summary", {}, w.ofDocument), card,
      ...(answer.pages ? drawDivision(answer.pages, doc) : []),
      ...(answer.pages?.wanted ? [element("p", { className: "because" }, w.divided(answer.pages.wanted, answer.pages.unread))] : [])),
    scan,
    ...(rows.length > ROWS ? [element("p", {}, turn("◀", w.rowsBefore, from - ROWS), ` ${w.rowsShown(from + 1, from + shown.length, rows.length)} `, turn("▶", w.rowsAfter, from + ROWS))] : []),
    ...(lines.length ? [element("div", { className: "scroll" }, table)] : [element("p", { className: "done-all" }, w.noTasks)]),
  ];
}

// What is being typed while the table is drawn anew goes on in the new one; on what it was begun with.
function stopTyping() {
  const of = state.cell;
  if (!of?.editing || state.view !== "tasks") return null;
  of.editing = false;
  return { row: of.row?.row_id, key: of.key, below: of.below, field: of.field, value: of.box.value, cell: of.cell, from: of.box.selectionStart, to: of.box.selectionEnd };
}

function goOnTyping(of, { value, cell, from, to }) {
  if (of.key !== "new") of.cell = cell;
  editCell(of, false);
  of.box.value = value;
  of.box.setSelectionRange(from, to);
}

// To the cell that one was at.
function enterTable(isChoosing) {
  const cells = state.grid.flat(), typed = state.typed, adds = (state.adding ?? null) !== null;
  state.typed = state.adding = null;
  const isAt = (of) => of.row && of.row.row_id === state.table?.row && of.field === state.table.field;
  const of = (adds ? cells.find((one) => one.key === "new") : state.ofDocument ? cells.find((one) => one.key === "document" && one.field === state.ofDocument) : cells.find(isAt))
    ?? cells.find((one) => one.row && one.field === "task_text");
  const choice = document.querySelector("select[name=table-doc]");
  if (!of) {
    if (cells.length) cells[0].box.tabIndex = 0;
    return (isChoosing ? choice : $("main")).focus({ preventScroll: true });
  }
  if (isChoosing && !typed && !adds) {  // who goes through the documents by the arrow keys stays there
    enterCell(of);
    return choice.focus();
  }
  of.box.focus({ preventScroll: true });
  if (state.cell !== of) enterCell(of);
  const line = of.box.closest("tr"), pane = line?.closest(".scroll");
  (line ? null : of.box)?.scrollIntoView({ block: "nearest" });
  line?.scrollIntoView({ block: line.clientHeight < pane.clientHeight / 2 ? "center" : "start" });
  if (typed && typed.row === of.row?.row_id && typed.field === of.field) return goOnTyping(of, typed);
  if (adds) return editCell(of, false);
  const draft = draftOfCell(of);
  if (draft !== null) { editCell(of, false); of.box.value = draft; }
}

async function drawPage() {
  const answer = await ask("/api/page", { doc: state.doc, page: state.page });
  const turn = (by) => doing(async () => { state.page = Math.min(answer.pages, Math.max(1, state.page + by)); await drawView(); });
  const w = words();
  const step = (key, label, by) => element("button", { type: "button", onclick: () => turn(by), disabled: state.page + by < 1 || state.page + by > answer.pages }, element("kbd", {}, key), label);
  const text = passage(answer.text);
  state.enlarge = state.tint = null;
  state.turn = turn;
  return [
    element("p", {}, step("P", w.pageBefore, -1), ` ${w.page} ${answer.page} / ${answer.pages} `, step("N", w.pageAfter, 1)),
    answer.scan ? element("div", { className: "both" }, pageScan(answer.scan), text) : text,
  ];
}

// ---- for the head of the archive ----

const SVG = "http://www.w3.org/2000/svg";
function drawing(name, attributes, ...children) {
  const out = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
  out.append(...children);
  return out;
}
const textOf = (cell) => (typeof cell === "number" ? cell.toLocaleString(locale()) : said(cell));

// Bars from 0, or from one end of an interval to the other with a dot where its value is; of each
// row the name and the number stand beside it, so no colour has to be told from another.
function plot(title, rows, most) {
  const line = 26, left = 380, right = 90, width = 900, room = width - left - right, scale = (value) => left + (room * value) / (most || 1);
  const out = drawing("svg", { viewBox: `0 0 ${width} ${rows.length * line + 4}`, role: "img", class: "plot", "aria-label": title });
  rows.forEach(({ name, value, low, high, shown }, i) => {
    const middle = i * line + line / 2 + 2;
    const short = name.length > 42 ? name.slice(0, 41) + "…" : name;
    out.append(drawing("text", { x: left - 8, y: middle + 5, "text-anchor": "end" }, short, drawing("title", {}, name)));
    if (low === undefined) {
      out.append(drawing("rect", { x: left, y: middle - 8, width: Math.max(1, scale(value) - left), height: 16, class: "bar" }));
    } else {
      out.append(drawing("line", { x1: scale(low), x2: scale(high), y1: middle, y2: middle, class: "reach" }));
      for (const end of [low, high]) out.append(drawing("line", { x1: scale(end), x2: scale(end), y1: middle - 6, y2: middle + 6, class: "reach" }));
      out.append(drawing("circle", { cx: scale(value), cy: middle, r: 5, class: "bar" }));
    }
    out.append(drawing("text", { x: Math.min(scale(high ?? value) + 8, width - right + 8), y: middle + 5 }, shown));
  });
  out.append(drawing("line", { x1: left, x2: left, y1: 0, y2: rows.length * line + 4, class: "axis" }));
  return out;
}

const PLOTS = {
  waiting: (rows) => bars(rows.slice(2), 0, 1),
  reasons: (rows) => bars(rows, 1, 2),
  settled: (rows) => {
    const days = new Map();
    for (const row of rows) days.set(said(row[0]), (days.get(said(row[0])) ?? 0) + row[2] + row[3] + row[4]);
    return bars([...days].slice(-31), 0, 1);
  },
  errors: (rows) => {
    const known = rows.filter((row) => typeof row[5] === "number");
    return [known.map((row) => ({ name: said(row[0]), value: row[5], low: row[6], high: row[7], shown: `${textOf(row[5])} %` })), Math.max(1, ...known.map((row) => row[7]))];
  },
};
function bars(rows, name, value) {
  const shown = rows.slice(0, 20).map((row) => ({ name: typeof row[name] === "string" ? row[name] : said(row[name]), value: row[value], shown: textOf(row[value]) }));
  return [shown, Math.max(1, ...shown.map((one) => one.value))];
}

// What may be wider than the window is moved by the arrow keys.
function scroller(name, child) {
  const out = element("div", { className: "scroll", tabIndex: 0 }, child);
  out.setAttribute("role", "region");
  out.setAttribute("aria-label", name);
  return out;
}

function drawSheet(sheet) {
  const w = words(), title = said(sheet.title), parts = [element("h2", {}, title)];
  const [rows, most] = PLOTS[sheet.name]?.(sheet.rows) ?? [[], 0];
  if (rows.length > (sheet.name === "errors" ? 0 : 1)) parts.push(scroller(words().plotOf(title), plot(title, rows, most)));
  if (sheet.name === "errors") parts.push(element("p", { className: "soft" }, w.wilson));
  // Codes of reasons are for programs: the table of the CSV has them, people see them as a tip.
  const from = sheet.name === "reasons" ? 1 : 0;
  const head = element("tr", {}, ...sheet.columns.slice(from).map((one) => element("th", { scope: "col" }, said(one))));
  const lines = sheet.rows.map((row) => element("tr", from ? { title: said(row[0]) } : {}, ...row.slice(from).map((cell) => element("td", { className: typeof cell === "number" ? "number" : "" }, element("bdi", {}, textOf(cell))))));
  parts.push(sheet.rows.length ? scroller(title, element("table", {}, element("caption", { className: "hidden" }, title), element("thead", {}, head), element("tbody", {}, ...lines)))
    : element("p", { className: "soft" }, w.nothingYet));
  const link = element("a", { href: `/api/statistics?sheet=${sheet.name}&lang=${language}`, download: `codau-${sheet.name}.csv` }, "CSV");
  link.setAttribute("aria-label", `CSV: ${title}`);
  if (sheet.rows.length) parts.push(element("p", { className: "csv" }, link));
  return element("section", { className: "sheet-of" }, ...parts);
}

async function drawStatistics() {
  const w = words(), answer = await ask("/api/statistics");
  state.sampled = answer.sample;
  const size = element("select", { name: "sample-size" }, ...[50, 100, 200, 400].map((count) => element("option", { value: count, selected: count === 200 }, String(count))));
  const draw = element("button", { type: "button", onclick: () => drawSample(Number(size.value)) }, w.draw);
  const sample = element("section", { className: "sheet-of draw" }, element("h2", {}, w.sampleTitle), element("p", {}, w.sampleWhat),
    ...(answer.sample ? [element("p", {}, w.sampleAt(when(answer.sample.at), answer.sample.size, answer.sample.judged))] : []),
    element("p", { className: "tools" }, element("label", { className: "choice" }, w.sampleSize, " ", size), draw));
  return [element("p", { className: "where" }, w.statisticsAt(new Date().toLocaleString(locale()))),
    ...(answer.unseen ? [element("p", { className: "soft" }, w.progressUnseen(answer.unseen))] : []), ...answer.sheets.map(drawSheet), sample];
}

const drawSample = (size) => doing(async () => {
  if (state.sampled && state.sure !== "draw") {
    state.sure = "draw";
    return tell(words().drawSure);
  }
  state.sure = "";
  await ask("/api/sample", {}, { draw: size });
  state.sample = null;
  state.view = "sample";
  await drawView();
});

// One value after another: is it what is printed? What is thought of it is said by one key.
async function loadSample() {
  const answer = await ask("/api/sample");
  if (state.sample?.seed === answer.seed) {
    answer.left = state.sample.left;
    answer.said = state.sample.said;
  }
  state.sample = { left: new Set(), said: [], ...answer };
  return state.sample;
}

async function drawSampleItem() {
  const w = words(), sample = await loadSample();
  if (!sample.items.length) return [element("p", { className: "done-all" }, w.noSample)];
  let facts = null;
  while (!facts) {
    sample.at = sample.items.findIndex((item, i) => !item.verdict && !sample.left.has(i));
    if (sample.at < 0) break;
    facts = await detailOf(sample.items[sample.at]).catch((error) => { if (error.status !== 404) throw error; return null; });
    if (!facts) sample.left.add(sample.at);  // its row is there no more
  }
  const judged = sample.items.filter((item) => item.verdict).length;
  if (!facts) return [element("p", { className: "done-all" }, w.sampleDone(judged, sample.items.length))];
  return [
    whereFrom([facts.document.name, facts.document.organ]),
    element("p", { className: "soft" }, w.sampleOf(judged + 1, sample.items.length)),
    element("p", { className: "what" }, said(facts.label)),
    ...facts.pictures,
    element("p", { className: "value judged", id: "judged" }, facts.value || w.empty),
    element("p", {}, w.isItPrinted),
    ...(facts.printed !== undefined && facts.printed !== facts.value ? [element("dl", {}, element("dt", {}, w.printed), element("dd", {}, facts.printed))] : []),
    element("h2", {}, w.context), facts.context ? passage(facts.context) : element("p", { className: "soft" }, w.notFound),
  ];
}

// A key is about the value that is seen (state.judging); till the next one is, keys say nothing.
function judgeSample(verdict) {
  const sample = state.sample, at = state.judging;
  if (at === null) return;
  state.judging = null;
  inTurn(async () => {
    try {
      await ask("/api/sample", {}, { seed: sample.seed, item: at, was: sample.items[at].verdict, verdict });
    } catch (error) {
      state.judging = at;
      throw error;
    }
    sample.said.push({ item: at, verdict });
    await drawView();
  });
}
const unjudgeSample = () => inTurn(async () => {
  const sample = state.sample, last = sample?.said.at(-1);
  if (!last) return tell(words().nothingToUndo);
  try {
    await ask("/api/sample", {}, { seed: sample.seed, item: last.item, was: last.verdict, verdict: "" });
  } catch (error) {
    if (error.status < 500) sample.said.pop();  // it can be done no more
    throw error;
  }
  sample.said.pop();
  await drawView();
  tell(words().undone, true);
});
const SAMPLE_KEYS = { Enter: () => judgeSample("right"), x: () => judgeSample("wrong"), s: () => judgeSample("unknown"), u: unjudgeSample, Escape: () => open("statistics") };

async function drawView() {
  if (state.view === "doubts") return show();
  state.judging = null;
  showFrame();
  const parts = await { tasks: drawTasks, page: drawPage, same: drawSame, rescans: drawRescans, statistics: drawStatistics, sample: drawSampleItem }[state.view]();
  const from = state.doubt?.doc_id === state.doc ? state.doubt.document : null;
  const isChoosing = document.activeElement?.name === "table-doc";
  $("main").replaceChildren(...(state.view === "page" ? [whereFrom([from?.name ?? state.name])] : []), ...parts);
  drawKeys();
  if (state.drawn !== state.view) window.scrollTo(0, 0);
  state.drawn = state.view;
  if (state.view === "tasks") return enterTable(isChoosing);
  if (state.view === "sample" && state.sample.at >= 0) state.judging = state.sample.at;
  $("main").focus({ preventScroll: true });
}

const open = (view) => doing(async () => {
  state.view = view;
  state.sure = "";
  if (view === "doubts") return show();
  if (!state.doc) state.doc = state.filter.doc || state.items[0]?.doc_id;
  if (state.doc || !["tasks", "page"].includes(view)) await drawView();
});

// ---- keys ----

const TABLE_KEYS = {
  a: addRow, u: undo, e: () => { if (state.cell) editCell(state.cell); },
  d: sign, r: rescan, x: () => state.cell?.row && rejectRow(state.cell.row), m: () => state.cell?.row && mergeRow(state.cell.row),
};
const KEYS = { g: rightEverywhere, d: sign, r: rescan, w: () => { if (state.same) open("same"); }, e: edit, x: reject, s: skip, n: nextDocument, u: undo };

document.addEventListener("keydown", (event) => {
  // What an input method is composing is its own: neither taken nor looked at.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.altKey || event.metaKey) return;
  const view = { F6: "doubts", F7: "tasks", F8: "page", F9: "rescans", F10: "statistics" }[event.key];
  if (view) { event.preventDefault(); return void open(view); }
  if (state.view === "same" && ["Enter", "Escape"].includes(event.key) && !event.target.matches("button")) {
    event.preventDefault();
    return void (event.key === "Enter" ? applySame() : open("doubts"));
  }
  if (state.view === "sample" && !event.ctrlKey && !event.repeat && !event.target.matches("button, a")) {
    const answer = SAMPLE_KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (answer) { event.preventDefault(); return void answer(); }
  }
  const isTyping = event.target.matches("textarea:not([readonly]), input, select");
  if (event.target.id === "value" && state.editing) {
    if (event.key === "Escape") { event.preventDefault(); cancel(); }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); settle("set", event.target.value); }
    return;
  }
  if (isTyping) return;
  if (event.ctrlKey) {
    if (event.key === "z") { event.preventDefault(); undo(); }
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (state.view === "page" && state.enlarge && "+=-0".includes(key)) {
    event.preventDefault();
    return void state.enlarge({ "+": 1.25, "=": 1.25, "-": 0.8, "0": 0 }[key]);
  }
  if (state.view === "page" && key === "t" && state.tint) { event.preventDefault(); return void state.tint(!state.tints); }
  if (state.view === "page" && (key === "n" || key === "p")) { event.preventDefault(); return void state.turn?.(key === "n" ? 1 : -1); }
  if (state.view === "tasks" && TABLE_KEYS[key] && !event.repeat) { event.preventDefault(); return void afterwards(TABLE_KEYS[key]); }
  if (state.view === "statistics" && (key === "j" || key === "p")) { event.preventDefault(); return void (key === "p" ? window.print() : state.sampled && open("sample")); }
  if (state.view !== "doubts") { if (key === "u") undo(); return; }
  if (event.repeat) return;  // a key that is held down is one answer
  if (key === "Enter" && !event.target.matches("button")) { event.preventDefault(); return void settle("accept"); }
  if (key >= "1" && key <= "9") return void alternative(Number(key));
  if (KEYS[key]) { event.preventDefault(); KEYS[key](); }
});

$("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  localStorage.setItem("language", language);
  state.view === "doubts" ? draw() : doing(drawView);
});

doing(async () => {
  await load();
  state.at = Math.max(0, state.items.findIndex(wasAt));
  await show();
});
