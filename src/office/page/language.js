// Texts, dates and numbers in the language of the page.
import { state } from "./state.js";
import { TEXTS } from "./texts.js";

export const getTexts = () => TEXTS[state.language];
export const localize = (message) => message[state.language];
export const getLocale = () => (state.language === "vi" ? "vi-VN" : "en-GB");

export const formatTime = (at) =>
  new Date(at).toLocaleString(getLocale(), {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

// A date YYYY-MM-DD as people write dates.
export const formatDate = (date) => date.split("-").reverse().join("/");

export const formatNumber = (count) => count.toLocaleString(getLocale());
export const formatProbability = (probability) =>
  probability.toLocaleString(getLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
