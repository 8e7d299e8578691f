// Texts, dates and numbers in the language of the page.
import { state } from "./state.js";
import { WORDS } from "./words.js";

export const words = () => WORDS[state.language];
export const said = (message) => message[state.language];
export const locale = () => (state.language === "vi" ? "vi-VN" : "en-GB");

// Day before month, hours as they are written there.
export const when = (at) => new Date(at).toLocaleString(locale(), { day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const number = (count) => count.toLocaleString(locale());
export const share = (part) => part.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
