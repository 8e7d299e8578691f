// Registry of the views, which main.js fills once. Modules below the views reach the open view by it.
//
// A view is { draw, addKeys, focus, recover, keys, showStatus, load }. Only draw is required.
// The function draw returns the elements of the view. The view of doubts shows itself and returns nothing.
// The function addKeys adds the keys that the footer shows.
// The function focus sets the focus after the view is drawn. It gets the name of the element focused before.
// The function recover runs after the server has refused an action.
// The object keys has the action of each key, while no text box has the focus.
// The function showStatus runs after state.info was loaded again.
// The function load of the doubts loads the queue.
import { state } from "./state.js";

const VIEWS = new Map();
export const registerViews = (views) => {
  for (const [name, view] of Object.entries(views)) VIEWS.set(name, view);
};
export const getView = (name) => VIEWS.get(name);
export const getOpenView = () => VIEWS.get(state.view);
