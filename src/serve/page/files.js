// The list: files in, each with its state. What needs attention comes first.
import * as api from './api.js';
import { byId, word, say } from './words.js';
import { openDocument } from './document.js';
import { askForPassword, isLocked, setUpPasswords } from './password.js';
import { fillPick, pick, setUpSeveral, showSeveral } from './several.js';

/** What a folder is searched for, as on the command line. */
const SEARCHED = /\.(pdf|txt|csv|tsv|xlsx|xlsm|xls|docx|docm|zip)$/i;
/** Office's lock files, and what systems add to folders. */
const SKIPPED = /^(~\$|\.)/;

const rows = new Map();
let page;

/** How urgently a file needs a person: failures first, then uncertain values, then warnings. */
export function urgency({ state, about }) {
  if (state === 'failed') return 1e6;
  if (state !== 'read') return -1;
  return about.uncertain * 1000 + about.warnings;
}

export const isDoubtful = (file) => urgency(file) > 0;

/** Whether there is something to see: what cannot be read at all has no report. */
export const hasReport = ({ state, about }) => state === 'read' || (state === 'failed' && about.has_report);

/** The files in the order of the list. */
export const inOrder = (files) =>
  files.toSorted((a, b) => urgency(b) - urgency(a) || a.number - b.number);

function row(number) {
  if (!rows.has(number)) {
    const element = document.createElement('tr');
    element.innerHTML =
      '<th scope="row"></th><td><span class="state"></span><span class="note"></span></td><td></td><td></td>' +
      '<td class="actions"><label class="pick"><input type="checkbox"> <span></span></label> ' +
      '<button type="button" class="unlock"></button> <button type="button" class="open"></button> ' +
      '<button type="button" class="remove"></button></td>';
    element.querySelector('.pick input').addEventListener('change', ({ target }) => pick(number, target.checked));
    element.querySelector('.unlock').addEventListener('click', () =>
      askForPassword(page.state().files.find((file) => file.number === number)));
    element.querySelector('.open').addEventListener('click', () => openDocument(number));
    element.querySelector('.remove').addEventListener('click', () =>
      page.attempt(async () => { await api.remove(number); await page.refresh(); }));
    rows.set(number, element);
  }
  return rows.get(number);
}

function toCheck({ state, about, dropped }) {
  if (state !== 'read') return '';
  const parts = [];
  if (about.uncertain) parts.push(word('n_uncertain', about.uncertain));
  if (about.warnings) parts.push(word('n_warnings', about.warnings));
  if (dropped) parts.push(word('n_dropped', dropped));
  return parts.join(word('comma')) || word('nothing_to_check');
}

/** What is said of a file below its state. */
function noteOn(file) {
  if (isLocked(file) && file.has_password) return word('password_wrong');
  if (file.state === 'failed') return why(file.about);
  return file.corrections.length ? word('n_corrections', file.corrections.length) : '';
}

/** Why there is no record, in the language of the page. */
export function why(about) {
  if (about.ja && document.documentElement.lang === 'ja') return about.ja;
  return [about.code, about.message].filter(Boolean).join(': ');
}

function fill(element, file, titles) {
  const [name, state, check, form, actions] = element.children;
  say(name, file.name);
  const [label, note] = state.children;
  label.className = `state ${file.state}`;
  say(label, word(`state_${file.state}`));
  say(note, noteOn(file));
  say(check, toCheck(file));
  check.className = isDoubtful(file) ? 'doubtful' : '';
  say(form, file.state === 'read' ? titles.get(file.about.profile) ?? file.about.profile : '');
  const [picked, unlock, open, remove] = actions.children;
  fillPick(picked, file);
  say(unlock, word('password_give'));
  unlock.setAttribute('aria-label', word('password_give_named', file.name));
  unlock.hidden = !isLocked(file);
  say(open, word('open'));
  open.setAttribute('aria-label', word('open_named', file.name));
  open.hidden = !hasReport(file);
  say(remove, word('remove'));
  remove.setAttribute('aria-label', word('remove_named', file.name));
}

function showProfiles({ profiles, chosen }) {
  const select = byId('profile');
  const options = [['', word('profile_auto')], ...profiles.map(({ id, title }) => [id, `${title} (${id})`])];
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  select.value = chosen ?? '';
}

function showSummary(files) {
  const count = (is) => files.filter(is).length;
  const done = count(({ state }) => state === 'read' || state === 'failed');
  const failed = count(({ state }) => state === 'failed');
  const doubtful = count((file) => file.state === 'read' && isDoubtful(file));
  say(byId('summary'), done < files.length
    ? word('summary_busy', files.length, done)
    : word('summary', files.length, files.length - failed, failed, doubtful));
  byId('progress').hidden = done === files.length;
  byId('progress').value = done / files.length;
}

/** Shows the state of all files. */
export function showFiles(state) {
  const { files, profiles } = state;
  const titles = new Map(profiles.map(({ id, title }) => [id, title]));
  byId('results').hidden = files.length === 0;
  byId('save').hidden = !files.some((file) => file.state === 'read');
  byId('save-corrections').hidden = !files.some((file) => file.corrections.length > 0);
  if (document.activeElement !== byId('profile')) showProfiles(state);
  showSummary(files);
  showSeveral();
  const only = byId('only-doubtful').checked;
  const listed = inOrder(files).filter((file) => !only || isDoubtful(file));
  const focused = document.activeElement;
  const elements = listed.map((file) => {
    const element = row(file.number);
    fill(element, file, titles);
    return element;
  });
  const body = byId('rows');
  if (elements.length !== body.children.length || elements.some((e, at) => body.children[at] !== e)) {
    body.replaceChildren(...elements);
    // an element that is moved loses the focus
    if (body.contains(focused)) focused.focus();
  }
  // a button that has done its work is gone, and the focus with it
  if (focused?.hidden && body.contains(focused)) focused.closest('tr').querySelector('.remove').focus();
}

// ---- files in ----

async function take(files) {
  for (const [name, file] of files) {
    const taken = await page.attempt(() => api.add(name, file));
    if (taken === undefined) return;
    await page.refresh();
  }
}

/** All files of a dropped folder. */
async function within(entry, path) {
  const name = path + entry.name;
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[name, file]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // a reader hands out a hundred entries at a time
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    for (const one of some) found.push(...(await within(one, `${name}/`)));
  }
  return found.filter(([path, file]) => SEARCHED.test(path) && !SKIPPED.test(file.name));
}

async function dropped(items) {
  // the list of items is emptied as soon as the event is over
  const things = [...items].map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const found = [];
  for (const [entry, file] of things) {
    if (entry?.isDirectory) found.push(...(await within(entry, '')));
    else if (file) found.push([file.name, file]);
  }
  return found;
}

export function setUpFiles(toPage) {
  page = toPage;
  setUpPasswords(page);
  setUpSeveral(page, ([first, ...others]) => openDocument(first, others));
  const drop = byId('drop');
  byId('choose-files').addEventListener('click', () => byId('files').click());
  byId('choose-folder').addEventListener('click', () => byId('folder').click());
  byId('files').addEventListener('change', async ({ target }) => {
    await take([...target.files].map((file) => [file.name, file]));
    target.value = '';
  });
  byId('folder').addEventListener('change', async ({ target }) => {
    const files = [...target.files].filter(({ name }) => SEARCHED.test(name) && !SKIPPED.test(name));
    await take(files.map((file) => [file.webkitRelativePath || file.name, file]));
    target.value = '';
  });
  for (const kind of ['dragenter', 'dragover']) {
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('over'); });
  }
  for (const kind of ['dragleave', 'drop']) {
    document.addEventListener(kind, () => drop.classList.remove('over'));
  }
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    take(await dropped(event.dataTransfer.items));
  });
  byId('only-doubtful').addEventListener('change', page.redraw);
  byId('profile').addEventListener('change', ({ target }) =>
    page.attempt(async () => { await api.chooseProfile(target.value || null); await page.refresh(); }));
}
