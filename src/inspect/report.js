'use strict';
// Links the two sides. A mark is [style class, word of its kind, text, [[page, x0, y0, x1, y1], …]]; elements
// on either side name marks by number in data-m. Pages are drawn as images when they come near the view, and removed again.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId('data').textContent);
  const { marks, sizes, words } = data;
  const pane = byId('pages');
  const record = byId('record');
  const status = byId('status');
  const papers = [...pane.querySelectorAll('.paper')];
  // Not every page need be shown.
  const paperOf = new Map(papers.map((paper) => [Number(paper.dataset.page), paper]));
  const FEW_PAGES = 40;
  const HOVER_DELAY = 200;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  let language = navigator.language.startsWith('ja') ? 'ja' : 'en';
  const word = (key) => words[language][key] ?? key;
  const numbersOf = (element) => element.dataset.m.split(' ').map(Number);

  // ---- which elements show a mark ----
  const values = new Map();
  for (const element of record.querySelectorAll('[data-m]')) {
    for (const n of numbersOf(element)) {
      values.set(n, [...(values.get(n) ?? []), element]);
    }
  }

  // Boxes of each page; marks at the same place share a box.
  const boxes = sizes.map(() => new Map());
  marks.forEach(([kind, , , areas], n) => {
    areas.forEach(([page, ...rect], area) => {
      const onPage = boxes[page - 1];
      if (!onPage) return;
      const key = kind + rect.join();
      const box = onPage.get(key);
      if (box) box.marks.push(n);
      else onPage.set(key, { kind, rect, marks: [n], area });
    });
  });

  // ---- pages ----
  const percent = (share) => `${100 * share}%`;

  const describe = (box) => {
    const [, kind, text] = marks[numbersOf(box)[0]];
    return text ? `${word(kind)}: ${text}` : word(kind);
  };

  const makeBox = ({ kind, rect: [x0, y0, x1, y1], marks: numbers, area }, [width, height]) => {
    const box = document.createElement('button');
    box.type = 'button';
    box.className = `box ${kind}`;
    box.tabIndex = -1;
    box.dataset.m = numbers.join(' ');
    box.dataset.area = area;
    box.setAttribute('aria-label', describe(box));
    Object.assign(box.style, {
      left: percent(x0 / width),
      top: percent(y0 / height),
      width: percent((x1 - x0) / width),
      height: percent((y1 - y0) / height),
    });
    return box;
  };

  const unpack = async (page) => {
    const packed = Uint8Array.from(atob(byId(`picture-${page}`).textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Blob([await new Response(stream).arrayBuffer()], { type: 'image/svg+xml' });
  };

  const showPicture = async (paper, page) => {
    const image = document.createElement('img');
    image.alt = `${word('PAGE')} ${page}`;
    paper.prepend(image);
    try {
      image.src = URL.createObjectURL(await unpack(page));
      await image.decode();
      paper.classList.add('drawn');
    } catch {
      paper.dataset.failed = word('CANNOT_DRAW');
    }
  };

  const draw = (paper) => {
    const page = Number(paper.dataset.page);
    if (!paper.picture) {
      const overlay = document.createElement('div');
      overlay.className = 'overlay';
      for (const box of boxes[page - 1].values()) overlay.append(makeBox(box, sizes[page - 1]));
      overlay.firstChild?.setAttribute('tabindex', '0');
      paper.append(overlay);
      paper.picture = showPicture(paper, page);
      showLit();
    }
    return paper.picture;
  };

  const putAway = (paper) => {
    if (!paper.picture || paper.contains(document.activeElement)) return;
    const image = paper.querySelector('img');
    if (image?.src) URL.revokeObjectURL(image.src);
    paper.replaceChildren();
    paper.classList.remove('drawn');
    delete paper.picture;
  };

  for (const paper of papers) {
    const [width, height] = sizes[paper.dataset.page - 1];
    paper.style.aspectRatio = `${width} / ${height}`;
    paper.style.setProperty('--ratio', width / height);
    paper.dataset.loading = word('LOADING');
  }
  const drawAll = () => Promise.all(papers.map(draw));
  if (papers.length > FEW_PAGES) {
    const near = new IntersectionObserver(
      (entries) => entries.forEach((e) => (e.isIntersecting ? draw(e.target) : putAway(e.target))),
      { root: pane, rootMargin: '150%' },
    );
    papers.forEach((paper) => near.observe(paper));
  } else {
    const first = new IntersectionObserver(
      (entries) => entries.filter((e) => e.isIntersecting).forEach((e) => draw(e.target)),
      { root: pane },
    );
    papers.forEach((paper) => first.observe(paper));
    // All pages of a short document, so that it can be printed at any time.
    (window.requestIdleCallback ?? setTimeout)(drawAll);
  }

  // ---- cut-outs of the page next to uncertain values ----
  const urls = new Map();
  const urlOf = (page) => {
    if (!urls.has(page)) urls.set(page, unpack(page).then((picture) => URL.createObjectURL(picture)));
    return urls.get(page);
  };
  const CUTOUT_SCALE = 1.8;

  const showCutout = async (cutout) => {
    const [page, x0, y0] = cutout.dataset.cut.split(' ').map(Number);
    const image = document.createElement('img');
    image.alt = word('CUTOUT');
    Object.assign(image.style, {
      left: `${-x0 * CUTOUT_SCALE}px`,
      top: `${-y0 * CUTOUT_SCALE}px`,
      width: `${sizes[page - 1][0] * CUTOUT_SCALE}px`,
    });
    image.src = await urlOf(page);
    cutout.replaceChildren(image);
  };

  const cutouts = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      cutouts.unobserve(target);
      showCutout(target).catch(() => target.remove());
    }
  });
  for (const cutout of record.querySelectorAll('[data-cut]')) {
    const [, x0, y0, x1, y1] = cutout.dataset.cut.split(' ').map(Number);
    Object.assign(cutout.style, {
      width: `${(x1 - x0) * CUTOUT_SCALE}px`,
      height: `${(y1 - y0) * CUTOUT_SCALE}px`,
    });
    cutouts.observe(cutout);
  }

  // ---- highlighting ----
  // What is selected by a click or the keyboard stays highlighted; pointing highlights something else temporarily.
  let lit = new Set();
  let selected = null;

  const related = (element) => {
    const own = numbersOf(element);
    if (record.contains(element)) return new Set(own);
    // A box highlights its values, and their other boxes.
    const all = own.flatMap((n) => values.get(n) ?? []).flatMap(numbersOf);
    return new Set([...own, ...all]);
  };

  const showLit = () => {
    for (const element of document.querySelectorAll('[data-m]')) {
      element.classList.toggle('lit', numbersOf(element).some((n) => lit.has(n)));
    }
  };

  const light = (element) => {
    lit = element ? related(element) : new Set();
    showLit();
    status.textContent = element ? statusOf(element) : '';
  };

  const select = (element) => {
    selected = element;
    pane.querySelector('.place')?.remove();
    light(element);
  };

  const statusOf = (element) => {
    const [, kind, text, areas] = marks[numbersOf(element)[0]];
    const glyph = [...text][Number(element.dataset.area)];
    const code = glyph && areas.length === [...text].length && element.dataset.area !== undefined
      ? ` — ${glyph} U+${glyph.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}` : '';
    const pointer = values.get(numbersOf(element)[0])?.[0]?.id?.replace(/^r/, '') ?? '';
    return [`${word(kind)}: ${text.replaceAll('\n', ' ')}${code}`, pointer].filter(Boolean).join('  ·  ');
  };

  // ---- navigation ----
  const behavior = () => (calm.matches ? 'auto' : 'smooth');

  const boxesOf = (numbers) =>
    [...pane.querySelectorAll('.box')].filter((box) => numbersOf(box).some((n) => numbers.includes(n)));

  // Scrolls the first box of an element into view; the page need not be drawn for that.
  const reveal = (element) => {
    const area = marks[numbersOf(element)[0]][3][0];
    if (paperOf.has(area?.[0])) revealArea(area);
    else boxesOf(numbersOf(element))[0]?.scrollIntoView({ block: 'nearest', behavior: behavior() });
  };

  const revealArea = ([page, x0, y0, x1, y1]) => {
    const [width, height] = sizes[page - 1];
    const paper = paperOf.get(page).getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    const top = paper.top + (y0 / height) * paper.height - view.top;
    const bottom = paper.top + (y1 / height) * paper.height - view.top;
    const left = paper.left + (x0 / width) * paper.width - view.left;
    const right = paper.left + (x1 / width) * paper.width - view.left;
    const to = { behavior: behavior() };
    if (top < 0 || bottom > view.height) to.top = pane.scrollTop + top - view.height / 3;
    if (left < 0 || right > view.width) to.left = pane.scrollLeft + left - view.width / 4;
    if ('top' in to || 'left' in to) pane.scrollTo(to);
  };

  // A place without a value: a separate frame is drawn there.
  const goToPlace = (link) => {
    const [page, x0, y0, x1, y1] = link.dataset.place.split(' ').map(Number);
    const paper = paperOf.get(page);
    if (!paper) return;
    select(null);
    draw(paper);
    const [width, height] = sizes[page - 1];
    const frame = document.createElement('div');
    frame.className = 'place';
    Object.assign(frame.style, {
      left: percent(x0 / width),
      top: percent(y0 / height),
      width: percent((x1 - x0) / width),
      height: percent((y1 - y0) / height),
    });
    paper.querySelector('.overlay').append(frame);
    revealArea([page, x0, y0, x1, y1]);
  };

  const goToBox = (element) => {
    const area = marks[numbersOf(element)[0]][3][0];
    if (paperOf.has(area?.[0])) draw(paperOf.get(area[0]));
    reveal(element);
    boxesOf(numbersOf(element))[0]?.focus({ preventScroll: true });
  };

  const goToValue = (box) => {
    const value = numbersOf(box).flatMap((n) => values.get(n) ?? [])[0];
    if (!value) return;
    value.scrollIntoView({ block: 'center', behavior: behavior() });
    value.focus({ preventScroll: true });
  };

  const step = (box, by) => {
    const all = [...pane.querySelectorAll('.box')].filter((b) => b.offsetParent);
    const next = all[all.indexOf(box) + by];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  };

  // ---- events ----
  const marked = (event) => event.target.closest?.('[data-m]');
  let waiting;

  document.addEventListener('mouseover', (event) => {
    const element = marked(event);
    clearTimeout(waiting);
    if (!element) return;
    light(element);
    if (record.contains(element)) waiting = setTimeout(() => reveal(element), HOVER_DELAY);
  });
  document.addEventListener('mouseout', (event) => {
    if (marked(event)) light(selected);
  });
  document.addEventListener('focusin', (event) => {
    const element = marked(event);
    if (!element) return;
    select(element);
    if (record.contains(element)) reveal(element);
    else {
      const among = element.closest('.overlay, .lines');
      among.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
      element.tabIndex = 0;
    }
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-place]');
    if (link && papers.length) {
      event.preventDefault();
      goToPlace(link);
    }
    const element = marked(event);
    if (!element) return;
    event.preventDefault();
    select(element);
    if (record.contains(element)) goToBox(element);
    else goToValue(element);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') select(null);
    const box = event.target.closest?.('.box');
    if (box && box.localName !== 'button' && ['Enter', ' '].includes(event.key)) {
      event.preventDefault();
      goToValue(box);
    }
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!box || !by || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    step(box, by);
  });

  // ---- tools ----
  for (const check of document.querySelectorAll('[data-kind]')) {
    check.addEventListener('change', () => pane.classList.toggle(`hide-${check.dataset.kind}`, !check.checked));
  }

  byId('outlines').checked = matchMedia('(prefers-contrast: more)').matches;
  const showOutlines = () => pane.classList.toggle('outlined', byId('outlines').checked);
  byId('outlines').addEventListener('change', showOutlines);
  showOutlines();

  // 1 fits the width of the pane; the displayed zoom is relative to the printed size.
  let zoom = 1;
  const CSS_PIXELS_PER_POINT = 96 / 72;
  const showZoom = () => {
    if (!papers.length) return;
    const [width] = sizes[papers[0].dataset.page - 1];
    const scale = papers[0].clientWidth / (width * CSS_PIXELS_PER_POINT);
    byId('zoom').textContent = `${Math.round(scale * 100)}%`;
  };
  // Keeps the content at a point of the pane in place.
  const setZoom = (to, [x, y] = [pane.clientWidth / 2, pane.clientHeight / 2]) => {
    const before = zoom;
    zoom = Math.min(8, Math.max(0.5, to));
    const [left, top] = [pane.scrollLeft + x, pane.scrollTop + y].map((at) => (at * zoom) / before);
    for (const paper of papers) paper.style.width = percent(zoom);
    pane.scrollTo({ left: left - x, top: top - y, behavior: 'instant' });
    showZoom();
    if (selected) reveal(selected);
  };
  byId('zoom-in')?.addEventListener('click', () => setZoom(zoom * 1.25));
  byId('zoom-out')?.addEventListener('click', () => setZoom(zoom / 1.25));
  byId('zoom-fit')?.addEventListener('click', () => setZoom(1));
  pane.addEventListener('wheel', (event) => {
    if (!event.ctrlKey || !papers.length) return;
    event.preventDefault();
    const view = pane.getBoundingClientRect();
    setZoom(zoom * 1.0015 ** -event.deltaY, [event.clientX - view.left, event.clientY - view.top]);
  }, { passive: false });
  new ResizeObserver(showZoom).observe(pane);

  // ---- the divider ----
  const divider = byId('divider');
  const main = document.querySelector('main');
  const setSplit = (share) => {
    const split = Math.min(80, Math.max(20, share));
    main.style.setProperty('--split', `${split}%`);
    divider.setAttribute('aria-valuenow', Math.round(split));
  };
  // A landscape sheet needs more room than the record next to it.
  setSplit(sizes.length && sizes[0][0] > sizes[0][1] ? 58 : 50);
  divider.addEventListener('pointerdown', (event) => divider.setPointerCapture(event.pointerId));
  divider.addEventListener('pointermove', (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const view = main.getBoundingClientRect();
    setSplit((100 * (event.clientX - view.left)) / view.width);
  });
  divider.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (!by) return;
    event.preventDefault();
    setSplit(Number(divider.getAttribute('aria-valuenow')) + by);
  });

  byId('print').addEventListener('click', async () => {
    await drawAll();
    print();
  });

  const setLanguage = (to) => {
    language = to;
    document.documentElement.lang = to;
    for (const element of document.querySelectorAll('[data-t]')) element.textContent = word(element.dataset.t);
    for (const element of document.querySelectorAll('[data-t-label]')) {
      element.setAttribute('aria-label', word(element.dataset.tLabel));
    }
    for (const box of pane.querySelectorAll('.overlay .box')) box.setAttribute('aria-label', describe(box));
    // The button names the other language, in that language.
    byId('language').lang = to === 'ja' ? 'en' : 'ja';
  };
  byId('language').addEventListener('click', () => setLanguage(language === 'ja' ? 'en' : 'ja'));
  setLanguage(language);

  // ---- in a frame of `juten serve` ----
  const lightLabel = (label) => {
    const found = [...record.querySelectorAll('a[data-m]')].find((element) => element.textContent === label);
    select(found ?? null);
    if (found) reveal(found);
  };
  // a button behind each value, which asks the page around the report to correct it
  const makeCorrectable = () => {
    // headings and rows have pointers, too
    const values = ['sheets', 'document'].map((part) => `:is(a, .plain, .empty)[id^="r/${part}/"]`).join();
    for (const element of record.querySelectorAll(values)) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'correct';
      button.textContent = '✎';
      button.addEventListener('click', () => parent.postMessage({ correct: element.id.slice(1) }, '*'));
      element.after(button);
    }
    nameButtons();
  };
  const nameButtons = () => {
    for (const button of record.querySelectorAll('.correct')) {
      button.setAttribute('aria-label', `${word('CORRECT')}: ${button.previousElementSibling.textContent}`);
    }
  };
  const showCorrections = (all) => {
    for (const { pointer, to } of all) {
      const element = byId(`r${pointer}`);
      if (!element) continue;
      element.textContent = to ?? '';
      element.classList.add('corrected');
    }
    nameButtons();
  };
  if (parent !== window) {
    addEventListener('message', ({ source, data: said }) => {
      if (source !== parent) return;
      // the page around it has the name of the file and the choice of the language
      if (said?.framed && !record.querySelector('.correct')) makeCorrectable();
      if (said?.framed) document.documentElement.classList.add('framed');
      if (words[said?.language]) setLanguage(said.language);
      if (said?.corrections) showCorrections(said.corrections);
      if (said?.language) nameButtons();
      if (said?.focus) byId(`r${said.focus}`)?.nextElementSibling.focus();
      if (said?.light) lightLabel(said.light);
    });
    parent.postMessage({ ready: true }, '*');
  }

  for (const part of document.querySelectorAll('[data-share]')) part.style.flexGrow = part.dataset.share;
  pane.querySelector('.lines .box')?.setAttribute('tabindex', '0');
  document.documentElement.classList.add('ready');
})();
