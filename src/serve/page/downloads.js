// Saving: the tables, the records, the package with what its publisher says.
import * as api from './api.js';
import { byId } from './words.js';

let page;

async function save(wanted, button) {
  button.disabled = true;
  const address = await page.attempt(() => api.download(wanted));
  button.disabled = false;
  if (!address) return;
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

export function setUpDownloads(toPage) {
  page = toPage;
  for (const button of document.querySelectorAll('[data-kind]')) {
    button.addEventListener('click', () => save({ kind: button.dataset.kind }, button));
  }
  const dialog = byId('package-dialog');
  byId('package').addEventListener('click', () => dialog.showModal());
  byId('package-cancel').addEventListener('click', () => dialog.close());
  byId('package-form').addEventListener('submit', () => {
    const said = [...new FormData(byId('package-form'))].map(([key, value]) => [key, value.trim()]);
    const about = Object.fromEntries(said.filter(([, value]) => value !== ''));
    save({ kind: 'package', about }, byId('package'));
  });
}
