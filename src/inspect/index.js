'use strict';
// The language of the index; its words are in the data, as in a report.
(() => {
  const { words } = JSON.parse(document.getElementById('data').textContent);
  const button = document.getElementById('language');
  let language = navigator.language.startsWith('ja') ? 'ja' : 'en';
  const setLanguage = (to) => {
    language = to;
    document.documentElement.lang = to;
    for (const element of document.querySelectorAll('[data-t]')) {
      element.textContent = words[to][element.dataset.t] ?? element.dataset.t;
    }
    // The button names the other language, in that language.
    button.lang = to === 'ja' ? 'en' : 'ja';
  };
  button.addEventListener('click', () => setLanguage(language === 'ja' ? 'en' : 'ja'));
  setLanguage(language);
})();
