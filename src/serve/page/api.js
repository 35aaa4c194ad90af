// Requests to the program that serves the page. The token came in the address's fragment; the tab keeps it, so that the
// page can be loaded again.
const KEY = 'juten-token';

const given = location.hash.slice(1);
if (given) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname);
}
const token = sessionStorage.getItem(KEY) ?? '';

/** Why a request failed: `status` is 0 if the program no longer answers; `about` is what it said. */
export class Refused extends Error {
  constructor(status, about) {
    super(about?.message ?? String(status));
    this.status = status;
    this.about = about;
  }
}

async function ask(method, path, body) {
  const headers = { 'x-juten-token': token };
  if (body !== undefined && !(body instanceof Blob)) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body });
  } catch {
    throw new Refused(0);
  }
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const said = isJson ? JSON.parse(text) : text;
  if (!response.ok) throw new Refused(response.status, isJson ? said : { message: said });
  return said;
}

export const state = (revision) => ask('GET', `/api/state?revision=${revision}`);
export const add = (name, file) => ask('POST', `/api/files?name=${encodeURIComponent(name)}`, file);
export const remove = (number) => ask('DELETE', `/api/files/${number}`);
export const unlock = (files, password) => ask('POST', '/api/passwords', { files, password });
export const chooseProfile = (id) => ask('POST', '/api/profile', { id });
export const value = (number, pointer) => ask('GET', `/api/files/${number}/value?pointer=${encodeURIComponent(pointer)}`);
export const correct = (number, correction) => ask('POST', `/api/files/${number}/corrections`, correction);
export const end = () => ask('POST', '/api/end');

/** The address of something that the program made, which works once. */
const once = async (path, body) => {
  const { ticket, draft } = await ask('POST', path, body);
  return { address: `/once/${ticket}`, draft };
};
/** The address of a report, and the draft of a profile if it proposes one. */
export const report = (number) => once(`/api/files/${number}/report`);
/** The draft that several files of one form propose. */
export const propose = async (files) => (await ask('POST', '/api/drafts/proposed', { files })).draft;
export const download = async (wanted) => (await once('/api/downloads', wanted)).address;
export const learn = (profile, keep, replace) => ask('POST', '/api/drafts', { profile, keep, replace });
