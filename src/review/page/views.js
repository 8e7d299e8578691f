// Registry of the views. The module main.js fills it once.
import { state } from "./state.js";

const VIEWS = new Map();
export const registerViews = (views) => { for (const [name, view] of Object.entries(views)) VIEWS.set(name, view); };
export const viewOf = (name) => VIEWS.get(name);
export const currentView = () => VIEWS.get(state.view);
