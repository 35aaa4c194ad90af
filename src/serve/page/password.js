// The password of a file that wants one, or of all of them. It is sent once, and the page does not keep it.
import * as api from './api.js';
import { byId, say, word } from './words.js';

let page;
/** The file that the dialog is about. */
let about = null;

export const isLocked = ({ state, about }) => state === 'failed' && about.needs_password;

/** The files that want a password, and have not got a wrong one. */
const others = () => page.state().files.filter((file) => isLocked(file) && file.number !== about && !file.has_password);

export function askForPassword({ number, name }) {
  about = number;
  say(byId('password-file'), name);
  byId('password').value = '';
  byId('password-all').checked = true;
  byId('password-others').hidden = others().length === 0;
  say(byId('password-all-label'), word('password_all', others().length));
  byId('password-dialog').showModal();
  byId('password').focus();
}

export function setUpPasswords(toPage) {
  page = toPage;
  const dialog = byId('password-dialog');
  byId('password-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const more = byId('password-all').checked ? others().map(({ number }) => number) : [];
    const password = byId('password').value;
    dialog.close();
    page.attempt(async () => { await api.unlock([about, ...more], password); await page.refresh(); });
  });
  byId('password-cancel').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { byId('password').value = ''; });
}
