// State of the page: all that changes, except its elements. The session storage keeps a part over a reload.
import { TEXTS } from "./texts.js";

export const readSession = (key, fallback) => JSON.parse(sessionStorage.getItem(key) || "null") ?? fallback;
export const writeSession = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

const wanted = new URLSearchParams(location.search).get("lang") || localStorage.getItem("language") || "vi";

export const state = {
  language: TEXTS[wanted] ? wanted : "vi",
  view: "home",
  drawnView: null,
  parts: [], // of the address after the name of the view
  params: {}, // of the address
  isBusy: false, // while an action runs
  lastTask: Promise.resolve(), // ends when the last queued task ends
  undoStack: readSession("undo", []), // requests that undo the actions of this session
  newerVersions: new Map(), // version of a value before an action of this page -> version after the action
  pendingConfirmation: "", // the action that the next press of the same key confirms

  // The queue.
  filter: {}, // the address of the view of doubts has it, too
  searchTimer: null,
  counts: null, // the last answer of /api/v1/review/queue
  items: [], // the doubts that wait
  position: 0, // of the current doubt in items
  prefetched: new Map(), // key of a doubt -> promise of the doubt

  // The view of doubts.
  doubt: null,
  isEditing: false, // whether a person types into the value
  replacement: null, // other places with the old value of the doubt that was corrected last

  // The document of the views of tasks and pages.
  docId: null,
  documentName: null,

  // The view of a page.
  page: 1,
  zoom: 1,
  hasTints: true,
  zoomPage: null, // functions of the page that is drawn
  turnPage: null,
  setTints: null,

  // The view of tasks.
  tasks: null, // the last answer of /api/v1/review/tasks
  grid: [], // rows of cells, in the order of the arrow keys
  activeCell: null,
  tablePosition: null, // { row, field } of the cell that becomes active when the table is drawn
  documentField: null, // field of the active cell if the cell is of the document card
  newRowBelow: null, // row_id above the row that a person adds; "" in an empty table
  interruptedEdit: null, // what a person was typing when the table was drawn again
  sentDrafts: new Set(), // drafts on their way to the server
  rowDetails: new Map(), // row_id, or field of the document -> promise of scans, codes and history

  // The views of statistics and of the sample.
  sampleSummary: null,
  sample: null,
  judgedIndex: null, // of the value that is shown, until a key judges the value

  archives: null, // of the page that chooses an archive

  // The view that arranges pages.
  arrangesFirst: localStorage.getItem("arrangesFirst") === "1", // whether uploads open this view
  arrangedJob: null,
  arrangement: null, // the last answer of /api/v1/jobs/{id}/arrangement
  arrangeTimer: null,
  pageChoices: null, // by path of the file

  // The frame and the start page.
  info: null, // the last answer of /api/v1/info
  statusTimer: null,
  isLost: false, // whether the server did not answer when it was asked last
  upload: null, // the files that the page sends
  runningJobs: [], // ids in the last list of jobs
  overdue: 0, // count of overdue tasks
  waitingFiles: [], // lists of files that are sent after these
  dragDepth: 0, // elements entered by the files that a person drags

  // The lists of documents and tasks.
  chosen: new Map(), // doc_id -> document that a person has chosen in the list
  listed: [], // doc_ids in the order of the list that was shown last
  columns: JSON.parse(localStorage.getItem("columns") || "null"), // names of the shown columns of the list, or null
  facets: null, // values of the filters of the open list, with counts
  chosenFailures: new Set(),

  // The view of one document.
  document: null, // the last answer of /api/v1/documents/ID
  hasOverlay: false, // whether the text is shown on the scan
  moveToHit: null, // function of the page that is drawn
};

// Says whether the cells of a document are open: in the view of tasks, or in a part of the view of one document.
export const isTableOpen = () =>
  state.view === "tasks" || (state.view === "document" && ["nhiem-vu", "thong-tin"].includes(state.params.phan));
