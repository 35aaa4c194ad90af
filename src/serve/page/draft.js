// The draft of a profile for a form that is not known: what was found, in form fields. The document itself shows where.
import * as api from './api.js';
import { byId, word, say } from './words.js';

/** What a field of a sheet, and a column of its item table, can mean beyond text. */
const ROLES = {
  field: ['goal', 'department', 'priority'],
  column: ['number', 'title', 'measures', 'period', 'target', 'final'],
};

let draft = null;
let onUsed;
let light;

/** Everything in a profile that has a key, at any depth, with the kind of roles that it can have. */
function* entries(part, kind) {
  // the columns of the item table after the fields above it
  const lists = Object.entries(part).filter(([, value]) => Array.isArray(value));
  for (const [name, value] of lists.toSorted(([a], [b]) => (a === 'column') - (b === 'column'))) {
    for (const entry of value.filter((one) => one?.key !== undefined)) {
      yield { entry, roles: kind === 'top' ? ROLES[name] : undefined };
      yield* entries(entry, name);
    }
  }
}

function input(entry, key, name) {
  const element = document.createElement('input');
  element.value = entry[key] ?? '';
  element.required = true;
  element.setAttribute('aria-label', name);
  if (key === 'key') element.pattern = '[a-z][a-z0-9_]*';
  element.addEventListener('input', () => { entry[key] = element.value; });
  return element;
}

function choice(entry, roles, name) {
  const element = document.createElement('select');
  element.setAttribute('aria-label', name);
  element.append(new Option(word('role_none'), ''), ...roles.map((role) => new Option(word(`role_${role}`), role)));
  element.value = entry.role ?? '';
  element.addEventListener('change', () => {
    if (element.value) entry.role = element.value;
    else delete entry.role;
  });
  return element;
}

function row({ entry, roles }) {
  const label = entry.labels?.[0] ?? entry.title ?? entry.key;
  const element = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  say(head, label);
  const cells = [
    input(entry, 'title', `${label}: ${word('draft_name')}`),
    input(entry, 'key', `${label}: ${word('draft_key')}`),
    roles ? choice(entry, roles, `${label}: ${word('draft_role')}`) : '',
  ];
  element.append(head, ...cells.map((content) => {
    const cell = document.createElement('td');
    cell.append(content);
    return cell;
  }));
  element.addEventListener('focusin', () => light(label));
  element.addEventListener('mouseenter', () => light(label));
  return element;
}

/** Shows a draft, or none. */
export function showDraft(fields) {
  draft = fields;
  byId('draft').hidden = !draft;
  byId('draft').open = Boolean(draft);
  if (!draft) return;
  byId('draft-title').value = draft.title;
  byId('draft-id').value = draft.id;
  say(byId('draft-trouble'), '');
  byId('draft-replace').checked = false;
  byId('draft-replace-label').hidden = true;
  byId('draft-rows').replaceChildren(...[...entries(draft, 'top')].map(row));
}

/** A profile that was kept under the same id is replaced on request only. */
function showTrouble({ message, about }) {
  byId('draft-replace-label').hidden = !about?.exists;
  say(byId('draft-trouble'), about?.exists ? word('draft_exists', about.exists) : word('failed_because', message));
}

export function setUpDraft({ used, point }) {
  onUsed = used;
  light = point;
  byId('draft-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    draft.title = byId('draft-title').value.trim();
    draft.id = byId('draft-id').value.trim();
    try {
      await api.learn(draft, byId('draft-keep').checked, byId('draft-replace').checked);
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      showTrouble(error);
      return;
    }
    onUsed();
  });
}
