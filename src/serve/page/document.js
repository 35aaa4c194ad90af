// One document: its report in a frame. The report is a page without an origin; it and this page only send messages.
import * as api from './api.js';
import { byId, word, say, language } from './words.js';
import { askForCorrection, setUpCorrections } from './correct.js';
import { setUpDraft, showDraft } from './draft.js';
import { hasReport, inOrder, isDoubtful, why } from './files.js';

let page;
let opened = null;

const fileOf = (number) => page.state()?.files.find((file) => file.number === number);
const frame = () => byId('frame').querySelector('iframe');
const tell = (message) => frame()?.contentWindow?.postMessage(message, '*');

/** Opens a document in place of the list; a draft is made from it and these others, if there are any. */
export async function openDocument(number, others = []) {
  const file = fileOf(number);
  if (!file) return;
  opened = number;
  byId('list').hidden = true;
  byId('document').hidden = false;
  document.body.classList.add('open');
  say(byId('document-name'), others.length ? word('several_named', file.name, others.length) : file.name);
  byId('document-name').focus();
  byId('frame').replaceChildren();
  say(byId('document-state'), word('making_report'));
  byId('next').hidden = !nextDoubtful();
  showDraft(null);
  try {
    const { address, draft } = await api.report(number);
    const joint = others.length ? await api.propose([number, ...others]) : draft;
    if (opened !== number) return;
    showDraft(joint);
    say(byId('document-state'), '');
    show(address, file.name);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    if (opened === number) say(byId('document-state'), error.about ? why(error.about) : word('gone'));
  }
}

function show(address, name) {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts allow-modals');
  element.title = word('report_of', name);
  element.src = address;
  byId('frame').replaceChildren(element);
}

/** The next file of the list that needs attention, after the one that is open. */
function nextDoubtful() {
  const order = inOrder(page.state()?.files ?? []);
  const at = order.findIndex(({ number }) => number === opened);
  return order.slice(at + 1).find((file) => isDoubtful(file) && hasReport(file));
}

function close() {
  const number = opened;
  opened = null;
  byId('frame').replaceChildren();
  byId('document').hidden = true;
  byId('list').hidden = false;
  document.body.classList.remove('open');
  page.redraw();
  const label = word('open_named', fileOf(number)?.name ?? '');
  [...byId('rows').querySelectorAll('.open')].find((e) => e.ariaLabel === label)?.focus();
}

export function setUpDocument(toPage) {
  page = toPage;
  byId('back').addEventListener('click', close);
  byId('next').addEventListener('click', () => openDocument(nextDoubtful().number));
  setUpDraft({
    used: () => { close(); page.refresh(); },
    point: (label) => tell({ light: label }),
  });
  setUpCorrections({
    corrected: async () => { await page.refresh(); tell({ corrections: fileOf(opened)?.corrections ?? [] }); },
    closed: (pointer) => { frame()?.focus(); tell({ focus: pointer }); },
  });
  page.onLanguage = () => tell({ language: language() });
  addEventListener('message', ({ source, data }) => {
    if (!source || source !== frame()?.contentWindow) return;
    if (data?.ready) tell({ framed: true, language: language(), corrections: fileOf(opened)?.corrections });
    if (typeof data?.correct === 'string') page.attempt(() => askForCorrection(opened, data.correct));
  });
}
