// Correcting one value of the open document. What was read is kept; the record that is saved has what is right.
import * as api from './api.js';
import { byId, say, word } from './words.js';

let hooks;
/** The document and the value that the dialog is about. */
let about = null;

export async function askForCorrection(number, pointer) {
  const from = await api.value(number, pointer).catch((error) => {
    if (error instanceof api.Refused && error.status === 404) return null;
    throw error;
  });
  about = { number, pointer, from };
  byId('correct-value').value = from ?? '';
  say(byId('correct-read'), from === null || from === '' ? word('correct_empty') : String(from));
  say(byId('correct-trouble'), '');
  byId('correct-dialog').showModal();
  byId('correct-value').focus();
}

/** What was typed, as the kind of value that it replaces. */
function typed(from) {
  const text = byId('correct-value').value;
  if (typeof from !== 'number') return text;
  const number = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(number) ? number : undefined;
}

async function apply(event) {
  event.preventDefault();
  const { number, pointer, from } = about;
  const to = typed(from);
  if (to === undefined) return say(byId('correct-trouble'), word('correct_number'));
  try {
    await api.correct(number, { pointer, from, to, by: byId('correct-by').value.trim() });
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    return say(byId('correct-trouble'), error.status === 0 ? word('gone') : word('failed_because', error.message));
  }
  byId('correct-dialog').close();
  hooks.corrected(pointer);
}

export function setUpCorrections(given) {
  hooks = given;
  byId('correct-form').addEventListener('submit', apply);
  byId('correct-cancel').addEventListener('click', () => byId('correct-dialog').close());
  byId('correct-dialog').addEventListener('close', () => hooks.closed(about.pointer));
}
