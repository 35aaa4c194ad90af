// Pointing, pressing, keys; what the report asks for; what axe finds; print, zoom, narrow screens.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { drawn, findings, launch, open, report, temporary } from './harness.js';

const SOMU = 'somu-r2.calc-ipaex.pdf';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const marksOf = (locator) => locator.getAttribute('data-m');
const litMarks = (page, where) => page.$$eval(`${where} .lit`, (all) => [...new Set(all.flatMap((e) => e.dataset.m.split(' ')))].sort());
const active = (page) => page.evaluate(() => ({
  id: document.activeElement.id,
  marks: document.activeElement.dataset.m,
  box: document.activeElement.classList.contains('box'),
  area: document.activeElement.dataset.area,
}));

const value = (page, pointer) => page.locator(`[id="r${pointer}"]`);

/** Whether an element is seen inside its scrolling side. */
const isSeen = (page, selector) => page.$eval(selector, (element) => {
  // The first line of a text that wraps.
  const [r] = element.getClientRects();
  const at = document.elementFromPoint(r.left + Math.min(r.width, innerWidth) / 2, r.top + r.height / 2);
  return element === at || element.contains(at) || Boolean(at?.closest('.paper, [data-m]'));
});

test('pointing at a value lights its boxes, pointing at a box its value', async () => {
  const { page, close } = await open(browser, report(SOMU));
  await drawn(page);
  const title = value(page, '/sheets/0/items/0/measures/0/title');
  await title.hover();
  const marks = (await marksOf(title)).split(' ').sort();
  assert.deepEqual(await litMarks(page, '#pages'), marks);
  assert.deepEqual(await litMarks(page, '#record'), marks);
  const box = page.locator('#pages .box.k-a').nth(3);
  await box.hover();
  const pair = await litMarks(page, '#record');
  assert.ok(pair.includes((await marksOf(box)).split(' ')[0]));
  assert.match(await page.locator('#status').innerText(), /値/);
  await page.mouse.move(700, 5);
  assert.deepEqual(await litMarks(page, 'body'), []);
  await close();
});

test('every value of the record has a box that says the same', async () => {
  const { page, close } = await open(browser, report(SOMU));
  await drawn(page);
  const wrong = await page.evaluate(() => {
    const { marks } = JSON.parse(document.getElementById('data').textContent);
    const drawn = new Set([...document.querySelectorAll('.box')].flatMap((b) => b.dataset.m.split(' ')));
    return [...document.querySelectorAll('#record a.value[id]')].filter((element) => {
      const numbers = element.dataset.m.split(' ');
      const said = numbers.map((n) => marks[n][2]).join('\n');
      const squeeze = (text) => text.replace(/\s/g, '').slice(0, 100);
      return !numbers.every((n) => drawn.has(n)) || !squeeze(said).includes(squeeze(element.textContent));
    }).map((element) => element.id);
  });
  assert.deepEqual(wrong, []);
  assert.deepEqual(await page.$$eval('#record .plain', (all) => all.map((e) => e.id)), []);
  await close();
});

test('pressing a box goes to its value, and back', async () => {
  const { page, close } = await open(browser, report(SOMU), { reducedMotion: 'reduce' });
  await drawn(page);
  const last = value(page, '/sheets/4/goal');
  const mark = await marksOf(last);
  const box = page.locator(`.box[data-m="${mark}"]`);
  await box.click();
  assert.equal((await active(page)).id, 'r/sheets/4/goal');
  assert.ok(await isSeen(page, '[id="r/sheets/4/goal"]'));
  await page.keyboard.press('Enter');
  assert.deepEqual(await active(page), { id: '', marks: mark, box: true, area: '0' });
  await close();
});

test('keys alone suffice', async () => {
  const { page, close } = await open(browser, report(SOMU), { reducedMotion: 'reduce' });
  await drawn(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal((await active(page)).id, 'record', 'the first stop skips to the record');
  for (let i = 0; i < 40 && !(await active(page)).marks; i++) await page.keyboard.press('Tab');
  const first = await active(page);
  assert.ok(first.marks, 'Tab comes to a value');
  assert.ok((await litMarks(page, '#pages')).length > 0, 'which lights its boxes');
  await page.keyboard.press('Enter');
  assert.ok((await active(page)).box);
  await page.keyboard.press('ArrowRight');
  const next = await active(page);
  assert.ok(next.box && (next.marks !== first.marks || next.area !== '0'));
  await page.keyboard.press('Escape');
  assert.deepEqual(await litMarks(page, 'body'), []);
  await close();
});

test('diagnostics come first and lead to their place', async () => {
  const { page, close } = await open(browser, report('quirks/double-watermark.pdf'), { reducedMotion: 'reduce' });
  await drawn(page);
  assert.match(await page.innerText('.summary'), /警告 1/);
  const links = await page.$$eval('#diagnostics a', (all) => all.map((a) => a.getAttribute('href')));
  const missing = await page.evaluate((all) => all.filter((to) => !document.getElementById(to.slice(1))), links);
  assert.deepEqual(missing, []);
  await page.locator('#diagnostics a.value').first().click();
  assert.ok((await active(page)).box, 'a box has the focus');
  assert.ok(await page.$eval('#pages .box.lit', (box) => {
    const [r, view] = [box, document.getElementById('pages')].map((e) => e.getBoundingClientRect());
    return r.top >= view.top && r.bottom <= view.bottom;
  }), 'it is in view');
  await close();
});

test('what is selected stays so, whatever is pointed at or zoomed', async () => {
  const { page, close } = await open(browser, report(SOMU), { reducedMotion: 'reduce' });
  await drawn(page);
  const title = value(page, '/sheets/0/items/0/measures/0/title');
  await title.click();
  const marks = (await marksOf(title)).split(' ').sort();
  await page.click('#zoom-in');
  await page.click('#zoom-in');
  assert.deepEqual(await litMarks(page, '#record'), marks);
  await value(page, '/sheets/0/items/0/measures/1/title').hover();
  await page.mouse.move(700, 5);
  assert.deepEqual(await litMarks(page, '#record'), marks);
  const width = () => page.$eval('.paper', (paper) => paper.clientWidth);
  const before = await width();
  const pages = await page.locator('#pages').boundingBox();
  await page.mouse.move(pages.x + 100, pages.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -300);
  await page.keyboard.up('Control');
  await page.waitForFunction((old) => document.querySelector('.paper').clientWidth > old, before);
  await page.click('#zoom-fit');
  assert.ok(await width() < before);
  await close();
});

test('the divider moves by dragging and by keys', async () => {
  const { page, close } = await open(browser, report(SOMU));
  await drawn(page);
  const width = () => page.$eval('#source', (source) => source.clientWidth);
  const before = await width();
  await page.focus('#divider');
  await page.keyboard.press('ArrowLeft');
  const narrower = await width();
  assert.ok(narrower < before);
  const { x, y, height } = await page.locator('#divider').boundingBox();
  await page.mouse.move(x + 3, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + height / 2);
  await page.mouse.up();
  assert.ok(await width() > narrower + 50);
  await close();
});

test('kinds can be hidden, and differ by more than colour', async () => {
  const { page, close } = await open(browser, report(SOMU));
  await drawn(page);
  const strokes = await page.$$eval('.legend .swatch', (all) => all.map((e) => {
    const { borderTopStyle, backgroundImage } = getComputedStyle(e);
    return `${borderTopStyle} ${backgroundImage}`;
  }));
  assert.equal(new Set(strokes).size, strokes.length);
  await page.locator('[data-kind="k-b"]').uncheck();
  assert.equal(await page.$eval('.box.k-b', (e) => getComputedStyle(e).pointerEvents), 'none');
  await close();
});

test('both languages', async () => {
  const { page, close } = await open(browser, report(SOMU), { locale: 'en-GB' });
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.equal(await page.innerText('#record-title'), 'Record');
  assert.equal(await page.innerText('#language'), '日本語');
  await page.click('#language');
  assert.equal(await page.getAttribute('html', 'lang'), 'ja');
  assert.equal(await page.innerText('#record-title'), '読み取り結果');
  const untranslated = await page.$$eval('[data-t]', (all) => all.filter((e) => e.textContent === e.dataset.t).map((e) => e.dataset.t));
  assert.deepEqual(untranslated, []);
  await close();
});

const SMALL = 'quirks/bold2-glyphs-one_sheet.pdf';
const REPORTS = {
  record: [SMALL],
  text: ['zaisei-r1.txt'],
  // A box for each glyph: axe looks at every one.
  glyphs: ['no-copy.pdf', '--stage', 'glyphs'],
  rules: [SMALL, '--stage', 'rules'],
  cells: [SMALL, '--stage', 'cells'],
  rows: [SMALL, '--stage', 'rows'],
  unknown: ['other-city/shiomi-r5.pdf'],
  scan: ['scan.pdf'],
};
for (const [name, [input, ...flags]] of Object.entries(REPORTS)) {
  test(`a clean report: ${name}`, async () => {
    for (const colorScheme of name === 'record' ? ['light', 'dark'] : ['light']) {
      const { page, complaints, elsewhere, close } = await open(browser, report(input, ...flags), { colorScheme });
      await drawn(page);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(complaints, []);
      assert.deepEqual(elsewhere(), []);
      await close();
    }
  });
}

test('a text has its lines where a PDF has its pages', async () => {
  const { page, close } = await open(browser, report('somu-r2.txt'));
  const goal = value(page, '/sheets/0/goal');
  await goal.hover();
  const lit = await page.locator('#pages .lit').allInnerTexts();
  assert.equal(lit.join(''), (await goal.innerText()).trim());
  await close();
});

test('hostile text is text', async () => {
  const evil = '</script><img src=x onerror=alert(1)>\u202Eevil\u2066 <!--<script>alert(2)</script> "\' &lt;b&gt;';
  const source = '令和2年度 重点目標管理シート\n重点目標\tGOAL\t部局名\tDEPT\t優先順位\t1\n'
    + '現況・課題\tEVIL\n取組項目及び方法・手段\t期間・期限\t数値目標\t中間報告\t期末報告\n'
    + '① EVIL\t通年\tEVIL\tEVIL\tEVIL\n';
  const file = temporary(`a<img src=x onerror=alert(3)>.txt`);
  writeFileSync(file, source.replaceAll('EVIL', evil));
  for (const flags of [[], ['--stage', 'rows'], ['--stage', 'cells']]) {
    const { page, complaints, elsewhere, close } = await open(browser, report(file, ...flags));
    assert.equal(await page.locator('img').count(), 0);
    assert.equal(await page.locator('script:not([type])').count(), 1);
    assert.ok((await page.locator('.hidden').count()) > 0, 'what turns text is shown by its number');
    assert.ok(!(await page.content()).includes('\u202E'));
    assert.deepEqual(complaints, []);
    assert.deepEqual(elsewhere(), []);
    await close();
  }
});

/** A PDF of so many pages with a line each. */
function pdf(pages) {
  const stream = 'BT /F 12 Tf 72 700 Td (page) Tj ET';
  const kids = Array.from({ length: pages }, (_, n) => `${n + 5} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    ...Array.from({ length: pages }, () => '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>'),
  ];
  const body = objects.map((object, n) => `${n + 1} 0 obj${object}endobj\n`).join('');
  return `%PDF-1.4\n${body}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`;
}

test('pages of a long file are drawn when they come near, and put away', async () => {
  const file = temporary('long.pdf');
  writeFileSync(file, pdf(120));
  const { page, close } = await open(browser, report(file), { reducedMotion: 'reduce' });
  const drawnPages = () => page.$$eval('.paper.drawn', (all) => all.map((p) => Number(p.dataset.page)));
  const waitFor = (n) => page.waitForFunction((number) => document.querySelector(`.paper.drawn[data-page="${number}"]`), n);
  await waitFor(1);
  assert.ok((await drawnPages()).length < 20);
  await page.locator('#record a.value').last().click();
  await waitFor(120);
  await page.waitForFunction(() => !document.querySelector('.paper.drawn[data-page="1"]'));
  assert.ok((await drawnPages()).length < 20);
  await close();
});

test('it prints', async () => {
  const { page, close } = await open(browser, report(SOMU));
  await drawn(page);
  await page.emulateMedia({ media: 'print' });
  const [papers, tools] = await page.evaluate(() => [
    [...document.querySelectorAll('.paper img')].filter((i) => i.complete && i.naturalWidth > 0).length,
    document.querySelector('.tools').offsetParent,
  ]);
  assert.deepEqual([papers, tools], [6, null]);
  assert.ok((await page.pdf()).length > 100_000);
  await close();
});

for (const [name, viewport] of Object.entries({ 'at 200 %': { width: 700, height: 450 }, narrow: { width: 400, height: 800 } })) {
  test(`no side is lost ${name}`, async () => {
    const { page, close } = await open(browser, report(SOMU), { viewport, reducedMotion: 'reduce' });
    await drawn(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px hang over`);
    const goal = value(page, '/sheets/2/goal');
    await goal.focus();
    await page.waitForFunction(() => document.querySelector('#pages .lit'));
    const seen = await page.evaluate(() => ['#pages .lit', '#record .lit'].map((selector) => {
      const [r] = document.querySelector(selector).getClientRects();
      const at = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
      return Boolean(at?.closest('.lit'));
    }));
    assert.deepEqual(seen, [true, true]);
    await close();
  });
}
