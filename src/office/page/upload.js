// Sends files to the server, one after another, as one job.
import { buildAddress, goTo } from "./address.js";
import { describeRefusal, postJson } from "./api.js";
import { getTexts } from "./language.js";
import { state } from "./state.js";

const MS_BETWEEN_DRAWINGS = 200;

// Resolves with the answer of the server. Rejects with { text }, and with { isLost } if the server does not answer.
const putFile = (url, file, onProgress) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("error", () => reject({ text: getTexts().lost, isLost: true }));
    request.addEventListener("load", () => {
      const json = JSON.parse(request.responseText || "{}");
      if (request.status < 300) resolve(json);
      else reject({ text: request.status === 403 ? getTexts().out : describeRefusal(json) });
    });
    request.send(file);
  });

const encodePath = (path) => path.split("/").map(encodeURIComponent).join("/");

// The name of a job: the folder, or the file, or the first file and how many more.
function nameFiles(files) {
  const [first] = files[0].path.split("/");
  return files.length === 1 || files.every(({ path }) => path.startsWith(first + "/"))
    ? first
    : `${first} (+${files.length - 1})`;
}

// Sends the files that are left, then starts the job. `draw` shows the progress.
export async function continueUpload(draw) {
  const upload = state.upload;
  upload.isStopped = false;
  try {
    upload.job ??= (await postJson("/api/v1/jobs", { kind: "files", name: nameFiles(upload.files) })).id;
    const url = `/api/v1/jobs/${encodeURIComponent(upload.job)}`;
    while (upload.sent < upload.files.length && !upload.isCancelled) {
      const { path, file } = upload.files[upload.sent];
      upload.bytes = 0;
      draw();
      await putFile(`${url}/files/${encodePath(path)}`, file, (bytes) => {
        upload.bytes = bytes;
        if (Date.now() - upload.drawn > MS_BETWEEN_DRAWINGS) draw();
      }).catch((error) => {
        if (error.isLost) throw error;
        upload.refused.push(getTexts().home.sendFailed(path, error.text));
      });
      upload.sent += 1;
    }
    const isToArrange = state.arrangesFirst && !upload.isCancelled && upload.sent > upload.refused.length;
    if (!isToArrange) await postJson(`${url}/${upload.isCancelled ? "cancel" : "start"}`);
    upload.isDone = true;
    upload.isToArrange = isToArrange;
    if (isToArrange) goTo(buildAddress("arrange", {}, upload.job));
  } catch (error) {
    upload.isStopped = true;
    upload.error = error.text ?? String(error);
  }
  draw();
}

// `files`: { path, file } of each file. Files that are given while others are sent become a job of their own.
export async function sendFiles(files, draw) {
  const create = () => ({ files, job: null, sent: 0, bytes: 0, refused: [], error: "", drawn: 0 });
  if (state.upload && !state.upload.isDone) return state.waitingFiles.push(files);
  state.upload = create();
  await continueUpload(draw);
  const next = state.upload.isDone && state.waitingFiles.shift();
  if (next) await sendFiles(next, draw);
}
