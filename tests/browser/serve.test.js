// The page of `juten serve` as people use it: files in, their states, the report, saving; keys, languages, narrow
// screens, dark colours, accessibility.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { findings, launch, serve, states, temporary } from './harness.js';

const FILES = ['somu-r2.calc-ipaex.pdf', 'fukushi-r3.txt', 'locked.pdf'];
const ROWS = '#rows tr';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const names = (page) => page.$$eval(`${ROWS} th`, (all) => all.map((e) => e.textContent));

/** Drops files of the fixtures on the page. */
async function drop(page, files) {
  const contents = files.map((name) => [name, readFileSync(`../../fixtures/${name}`).toString('base64')]);
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const [name, base64] of all) {
      data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    }
    return data;
  }, contents);
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
}

async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const file = temporary(download.suggestedFilename());
  await download.saveAs(file);
  return [download.suggestedFilename(), readFileSync(file)];
}

test('three files are dropped, each has its state, what needs a look comes first', async () => {
  const { page, complaints, elsewhere, close } = await serve(browser);
  assert.match(await page.innerText('#local'), /このパソコンの中/);
  assert.equal(new URL(page.url()).hash, '', 'the token has left the address');
  await drop(page, FILES);
  await states(page, 3);
  assert.deepEqual(await names(page), ['locked.pdf', 'somu-r2.calc-ipaex.pdf', 'fukushi-r3.txt']);
  assert.match(await page.innerText(`${ROWS}:first-child`), /読み取れません\s*パスワード/);
  assert.match(await page.innerText('#summary'), /3件：読み取り済み 2件、読み取れなかったもの 1件、要確認 1件/);
  await page.check('#only-doubtful');
  assert.deepEqual(await names(page), ['locked.pdf', 'somu-r2.calc-ipaex.pdf']);
  await page.click(`${ROWS}:first-child .remove`);
  await page.waitForFunction(() => document.querySelectorAll('#rows tr').length === 1);
  assert.deepEqual(complaints, []);
  assert.deepEqual(elsewhere(), []);
  await close();
});

test('a folder gives its documents alone, with their paths', async () => {
  const { page, close } = await serve(browser);
  await page.setInputFiles('#folder', '../../fixtures/originals');
  await states(page, 1);
  const listed = await names(page);
  assert.ok(listed.length > 3 && listed.every((name) => /^originals\/.*\.(xlsx|xlsm|xls|docx|csv|tsv|txt|pdf)$/.test(name)), listed.join());
  await close();
});

test('a warning is followed to its place beside the record', async () => {
  const { page, complaints, elsewhere, close } = await serve(browser);
  await page.setInputFiles('#files', ['../../fixtures/quirks/double-watermark.pdf', '../../fixtures/somu-r2.calc-ipaex.pdf']);
  await states(page, 2);
  await page.getByRole('button', { name: 'double-watermark.pdf を開く' }).click();
  const report = page.frameLocator('iframe');
  await report.locator('html.framed').waitFor();
  await report.locator('#diagnostics a.value').first().click();
  assert.ok(await report.locator('#pages .box.lit').first().isVisible());
  assert.equal(await report.locator('h1').isVisible(), false);
  await page.click('#language');
  await report.locator('html[lang=en]').waitFor();
  await page.click('#back');
  assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Open double-watermark.pdf');
  assert.deepEqual(complaints, []);
  assert.deepEqual(elsewhere(), []);
  await close();
});

test('each format is saved', async () => {
  const { page, complaints, close } = await serve(browser);
  await page.setInputFiles('#files', '../../fixtures/fukushi-r3.txt');
  await states(page, 1);
  const [json, record] = await saved(page, () => page.click('[data-kind=json]'));
  assert.equal(json, 'fukushi-r3.json');
  assert.equal(JSON.parse(record).format, 'juten-document');
  for (const [kind, name] of [['csv', 'juten-csv.zip'], ['xlsx', 'juten.xlsx']]) {
    const [file, bytes] = await saved(page, () => page.click(`[data-kind=${kind}]`));
    assert.equal(file, name);
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  }
  await page.click('#package');
  await page.selectOption('#license', 'PDL-1.0');
  await page.fill('#publisher', '上田市 福祉部');
  const [name, bytes] = await saved(page, () => page.click('#package-form [type=submit]'));
  assert.equal(name, 'juten-package.zip');
  assert.ok(bytes.includes('datapackage.json'));
  assert.deepEqual(complaints, []);
  await close();
});

test('an unknown form is drafted, seen on its page, used and kept', async () => {
  const { page, complaints, close } = await serve(browser);
  await page.setInputFiles('#files', '../../fixtures/other-city/shiomi-r5.pdf');
  await states(page, 1);
  assert.match(await page.innerText(ROWS), /知っている様式に当てはまりません/);
  await page.click('.open');
  const report = page.frameLocator('iframe');
  await report.locator('html.framed').waitFor();
  await page.getByLabel('実施時期: 名称').focus();
  const lit = report.locator('#pages .box.lit');
  await lit.first().waitFor();
  assert.match(await lit.first().getAttribute('aria-label'), /実施時期/);
  await page.fill('#draft-title', '汐見市 組織運営シート');
  await page.fill('#draft-id', 'shiomi');
  await page.getByLabel('責任者: キー').fill('head');
  await page.getByLabel('目指す姿（指標）: 役割').selectOption('target');
  await page.check('#draft-keep');
  await page.click('#draft-form [type=submit]');
  await page.locator('.state.read').waitFor();
  assert.match(await page.innerText(ROWS), /汐見市 組織運営シート/);
  const [, bytes] = await saved(page, () => page.click('[data-kind=json]'));
  const [sheet] = JSON.parse(bytes).sheets;
  assert.equal(sheet.head, '環境共生部長');
  const kept = () => readFileSync(temporary('config/juten/profiles/shiomi.toml'), 'utf8');
  assert.ok(kept().includes('汐見市 組織運営シート'));
  // another form under the same id
  await page.setInputFiles('#files', '../../fixtures/forms/folder/1.pdf');
  await states(page, 2);
  await page.getByRole('button', { name: '1.pdf を開く', exact: true }).click();
  await page.fill('#draft-id', 'shiomi');
  await page.check('#draft-keep');
  assert.ok(await page.isHidden('#draft-replace'));
  await page.click('#draft-form [type=submit]');
  await page.getByText('shiomi.toml は保存済みです').waitFor();
  assert.ok(kept().includes('汐見市 組織運営シート'));
  await page.check('#draft-replace');
  await page.click('#draft-form [type=submit]');
  await page.locator('#list').waitFor();
  assert.ok(!kept().includes('汐見市 組織運営シート'));
  rmSync(temporary('config'), { recursive: true });
  assert.deepEqual(complaints.filter((said) => !said.includes('409')), []);
  await close();
});

test('a value is corrected with keys alone, and the record that is saved has it', async () => {
  const { page, complaints, close } = await serve(browser);
  await page.setInputFiles('#files', '../../fixtures/somu-r2.calc-ipaex.pdf');
  await states(page, 1);
  await page.click('.open');
  const report = page.frameLocator('iframe');
  await report.locator('html.framed').waitFor();
  const value = report.locator('[id="r/sheets/0/goal"]');
  const read = await value.textContent();
  assert.equal(await report.locator('h1, h2, h3').locator('+ .correct').count(), 0, 'headings are no values');
  await value.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#correct-dialog[open]').waitFor();
  assert.equal(await page.inputValue('#correct-value'), read);
  await page.keyboard.press('Escape');
  await report.locator('.correct:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#correct-dialog[open]').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('防災力の強化');
  await page.keyboard.press('Tab');
  await page.keyboard.type('総務課');
  await page.keyboard.press('Enter');
  await report.locator('[id="r/sheets/0/goal"].corrected').waitFor();
  assert.equal(await value.textContent(), '防災力の強化');
  await page.click('#back');
  assert.match(await page.innerText(ROWS), /訂正 1件/);
  const [, record] = await saved(page, () => page.click('[data-kind=json]'));
  const { sheets, corrections } = JSON.parse(record);
  assert.equal(sheets[0].goal, '防災力の強化');
  assert.deepEqual([corrections[0].from, corrections[0].by], [read, '総務課']);
  const [name, list] = await saved(page, () => page.click('[data-kind=corrections]'));
  assert.equal(name, 'juten-corrections.jsonl');
  assert.equal(JSON.parse(list).to, '防災力の強化');
  await page.click('.open');
  await report.locator('[id="r/sheets/0/goal"].corrected').waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test('a password is asked for, tried again, and used for the other files that want one', async () => {
  const { page, complaints, elsewhere, close } = await serve(browser);
  const locked = ['agile.xlsx', 'excel-97.xls', 'silent.xls'].map((name) => `../../fixtures/originals/locked/zaisei-r1.${name}`);
  await page.setInputFiles('#files', locked);
  await states(page, 3);
  const row = page.locator(ROWS, { hasText: 'agile.xlsx' });
  assert.match(await row.innerText(), /パスワードがかかっています/);
  assert.equal(await page.locator('.unlock:visible').count(), 2, 'Excel itself opens the third');
  await row.locator('.unlock').focus();
  await page.keyboard.press('Enter');
  assert.match(await page.innerText('#password-others'), /ほかの 1件/);
  await page.keyboard.type('Ueda');
  await page.uncheck('#password-all');
  await page.press('#password', 'Enter');
  await row.getByText('パスワードが違います').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest('tr') !== null), true, 'the focus stays in the row');
  await row.locator('.unlock').click();
  assert.equal(await page.inputValue('#password'), '', 'the page has not kept it');
  await page.keyboard.type('ueda');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#rows .state.read').length === 3);
  assert.equal(await page.evaluate(() => Object.values(sessionStorage).includes('ueda')), false);
  assert.deepEqual(complaints, []);
  assert.deepEqual(elsewhere(), []);
  await close();
});

test('one draft is made from several files of a form', async () => {
  const { page, complaints, close } = await serve(browser);
  const files = [1, 2, 3].map((n) => `../../fixtures/forms/folder/${n}.pdf`);
  await page.setInputFiles('#files', [...files, '../../fixtures/fukushi-r3.txt']);
  await states(page, 4);
  assert.ok(await page.isDisabled('#several-draft'));
  for (const box of await page.locator('.pick:visible input').all()) await box.check();
  assert.match(await page.innerText('#several-draft'), /選んだ 3件/);
  await page.click('#several-draft');
  await page.locator('#draft-rows tr').first().waitFor();
  assert.match(await page.innerText('#document-name'), /1\.pdf ほか 2件/);
  await page.fill('#draft-id', 'tenken');
  await page.click('#draft-form [type=submit]');
  await page.waitForFunction(() => document.querySelectorAll('#rows .state.read').length === 4);
  assert.ok(await page.isHidden('#several'));
  assert.deepEqual(complaints, []);
  await close();
});

test('an archive is dropped as a folder is', async () => {
  const { page, close } = await serve(browser);
  execFileSync('python3', ['-m', 'zipfile', '-c', temporary('forms.zip'), '../../fixtures/fukushi-r3.txt', '../../fixtures/README.md']);
  await page.setInputFiles('#files', temporary('forms.zip'));
  await states(page, 1);
  assert.deepEqual(await names(page), ['forms.zip/fukushi-r3.txt']);
  await close();
});

test('keys alone suffice', async () => {
  const { page, close } = await serve(browser);
  await page.setInputFiles('#files', FILES.map((name) => `../../fixtures/${name}`));
  await states(page, 3);
  const to = async (selector) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    }
    assert.fail(`Tab does not come to ${selector}`);
  };
  await page.focus('#language');
  await to('#choose-files');
  await to('.open');
  await page.keyboard.press('Enter');
  await page.frameLocator('iframe').locator('html.ready').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'document-name');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await to('#package');
  await page.keyboard.press('Enter');
  assert.ok(await page.isVisible('#package-dialog'));
  await page.keyboard.press('Escape');
  assert.equal(await page.isVisible('#package-dialog'), false);
  await close();
});

for (const [name, options] of [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['a phone', { viewport: { width: 360, height: 740 } }],
]) {
  test(`axe finds nothing, and nothing is cut off: ${name}`, async () => {
    const { page, close } = await serve(browser, options);
    const check = async (what) => {
      assert.deepEqual(await findings(page), [], what);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${what} is too wide`);
    };
    await check('without files');
    const files = [...FILES, 'other-city/shiomi-r5.pdf', 'forms/folder/1.pdf'];
    await page.setInputFiles('#files', files.map((file) => `../../fixtures/${file}`));
    await states(page, 5);
    await check('with files');
    await page.click('.unlock:visible');
    await check('a password');
    await page.click('#password-cancel');
    await page.click('#package');
    await check('the package');
    await page.click('#package-cancel');
    await page.click('.open:visible');
    await page.frameLocator('iframe').locator('html.ready').waitFor();
    await check('a document with a draft');
    await page.click('#back');
    await page.getByRole('button', { name: 'fukushi-r3.txt を開く' }).click();
    await page.frameLocator('iframe').locator('.correct').first().click();
    await page.locator('#correct-dialog[open]').waitFor();
    await check('a correction');
    await page.click('#correct-cancel');
    await close();
  });
}

test('it can be loaded again, and says when it has ended', async () => {
  const { page, close } = await serve(browser);
  await page.setInputFiles('#files', '../../fixtures/fukushi-r3.txt');
  await states(page, 1);
  await page.reload();
  await states(page, 1);
  await page.click('#end');
  await page.click('#end-dialog [value=stay]');
  await page.click('#end');
  await page.click('#end-dialog [value=end]');
  await page.getByText('終了しました').waitFor();
  await close();
});
