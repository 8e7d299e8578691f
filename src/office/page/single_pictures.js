// Single pictures of a job, one page a file: joined to one file for each folder, or left as they came.
import { getLocale } from "./language.js";

const getFolder = (path) => path.slice(0, path.lastIndexOf("/") + 1);

// The pictures of each folder with two or more, by name: picture 2 comes before picture 10.
function listGroups(files) {
  const { compare } = new Intl.Collator(getLocale(), { numeric: true });
  const paths = files.filter(({ pages }) => pages === 1).map(({ path }) => path);
  const folders = [...new Set(paths.map(getFolder))];
  return folders
    .map((folder) => paths.filter((path) => getFolder(path) === folder).sort(compare))
    .filter(({ length }) => length > 1);
}

export const hasSinglePictures = (files) => listGroups(files).length > 0;
export const arePicturesJoined = (choices) => Object.values(choices).some(({ joined }) => joined.length > 0);

// Changes `choices`. Where pages begin a file is forgotten, because the pictures are counted anew.
export function joinPictures(choices, files, isJoined) {
  for (const [first, ...others] of listGroups(files)) {
    for (const path of [first, ...others]) Object.assign(choices[path], { joined: [], begin: [], keep: [], drop: [], backs: null });
    if (isJoined) choices[first].joined = others;
  }
}
