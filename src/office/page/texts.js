// Texts of the page in both languages, put together from one module for each part of the page.
import { ARRANGE_TEXTS } from "./texts_arrange.js";
import { DOCUMENT_TEXTS } from "./texts_documents.js";
import { HOME_TEXTS } from "./texts_home.js";
import { LIST_TEXTS } from "./texts_lists.js";
import { PLACE_TEXTS } from "./texts_places.js";
import { REVIEW_TEXTS } from "./texts_review.js";

const PARTS = [REVIEW_TEXTS, PLACE_TEXTS, HOME_TEXTS, DOCUMENT_TEXTS, LIST_TEXTS, ARRANGE_TEXTS];
const join = (language) => Object.assign({}, ...PARTS.map((part) => part[language]));

export const TEXTS = { vi: join("vi"), en: join("en") };
