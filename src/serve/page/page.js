// The frame of the page: languages, the state of the files, which of the two views is shown.
import * as api from './api.js';
import { byId, setLanguage, language, word, say } from './words.js';
import { showFiles, setUpFiles } from './files.js';
import { setUpDocument } from './document.js';
import { setUpDownloads } from './downloads.js';

const BUSY = 300;
const IDLE = 3000;

let shown = null;
let ended = false;
let timer;

/** Says what went wrong; nothing if all is well. */
function trouble(error) {
  if (!error) return say(byId('trouble'), '');
  if (error.status === 0 || ended) return say(byId('trouble'), word(ended ? 'ended' : 'gone'));
  if (error.status === 403) return say(byId('trouble'), word('no_token'));
  if (error.status === 413) return say(byId('trouble'), word('too_large'));
  say(byId('trouble'), word('failed_because', error.message));
}

/** Does something that asks the program, and says what went wrong. */
async function attempt(work) {
  try {
    trouble(null);
    return await work();
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    trouble(error);
    return undefined;
  }
}

async function refresh() {
  clearTimeout(timer);
  if (ended) return;
  try {
    const news = await api.state(shown?.revision ?? 0);
    if (news) {
      shown = news;
      say(byId('version'), shown.version);
      showFiles(shown);
    }
  } catch (error) {
    trouble(error);
    if (error.status === 403) return;
  }
  const isBusy = shown?.files.some(({ state }) => state === 'waiting' || state === 'reading');
  timer = setTimeout(refresh, isBusy ? BUSY : IDLE);
}

function redraw() {
  if (shown) showFiles(shown);
}

const page = { attempt, refresh, redraw, state: () => shown };

byId('language').addEventListener('click', () => {
  setLanguage(language() === 'ja' ? 'en' : 'ja');
  redraw();
  page.onLanguage?.();
});
async function end() {
  await attempt(api.end);
  ended = true;
  clearTimeout(timer);
  for (const main of document.querySelectorAll('main')) main.hidden = true;
  for (const button of document.querySelectorAll('header button')) button.hidden = true;
  say(byId('trouble'), word('ended'));
}

byId('end').addEventListener('click', () => {
  byId('end-dialog').returnValue = '';
  byId('end-dialog').showModal();
});
byId('end-dialog').addEventListener('close', ({ target }) => {
  if (target.returnValue === 'end') end();
});

setLanguage('ja');
setUpFiles(page);
setUpDocument(page);
setUpDownloads(page);
refresh();
document.documentElement.classList.add('ready');
