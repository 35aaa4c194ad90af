// Several files of one form that is not known: which of them a draft is made from.
import { byId, say, word } from './words.js';

const chosen = new Set();
let page;

/** Whether a file's form is not known, so that a draft can be made from it. */
const isUnknown = ({ state, about }) => state === 'failed' && about.code === 'E201';

const candidates = () => page.state().files.filter(isUnknown);
const picked = () => candidates().filter(({ number }) => chosen.has(number));

/** The box in a file's row that takes it into the draft. */
export function fillPick(label, file) {
  const [box, text] = label.children;
  label.hidden = !isUnknown(file) || candidates().length < 2;
  box.checked = chosen.has(file.number);
  box.setAttribute('aria-label', word('several_pick_named', file.name));
  say(text, word('several_pick'));
}

export function pick(number, isChosen) {
  if (isChosen) chosen.add(number);
  else chosen.delete(number);
  showSeveral();
}

/** Shows how many files are chosen, where there are several to choose from. */
export function showSeveral() {
  byId('several').hidden = candidates().length < 2;
  say(byId('several-draft'), word('several_draft', picked().length));
  byId('several-draft').disabled = picked().length < 2;
}

export function setUpSeveral(toPage, open) {
  page = toPage;
  byId('several-draft').addEventListener('click', () => open(picked().map(({ number }) => number)));
}
