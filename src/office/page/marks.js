// Finds words in a text whatever their marks and case, and marks the places.
import { createElement } from "./dom.js";

// Folds one character: no marks, small letters. The length stays, so that positions stay.
function foldCharacter(character) {
  const folded = character.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace("đ", "d");
  return folded.length === character.length ? folded : character;
}

export const foldText = (text) => [...text.normalize("NFC")].map(foldCharacter).join("");

// Returns the words that a person looks for, folded. A phrase in quotation marks is one word.
export function splitWords(query) {
  const found = foldText(query).match(/"[^"]+"|[^\s"]+/g) ?? [];
  return found.map((word) => word.replaceAll('"', "").trim()).filter(Boolean);
}

const isLetter = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);

// Returns [begin, end] of each whole word in the text, in order, without overlaps.
export function findWords(text, words) {
  const folded = foldText(text);
  const found = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      if (!isLetter(folded[at - 1]) && !isLetter(folded[at + word.length])) found.push([at, at + word.length]);
  found.sort(([a], [b]) => a - b);
  return found.filter(([begin], i) => i === 0 || begin >= found[i - 1][1]);
}

// Returns the text with its places marked. `places` are [begin, end] in UTF-16 units.
export function createMarkedText(text, places) {
  const parts = [];
  const end = places.reduce((from, [begin, to]) => {
    parts.push(text.slice(from, begin), createElement("mark", {}, text.slice(begin, to)));
    return to;
  }, 0);
  return createElement("bdi", {}, ...parts, text.slice(end));
}
