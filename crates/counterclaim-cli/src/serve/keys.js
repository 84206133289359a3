// Keys for what a page offers: whatever carries `data-key` is pressed by that key. Without this script, everything is a click away.
(() => {
  const steps = '.claims > li, .disputes > li, .episodes > li, .places li, .card';
  const typing = (at) => at.matches('input, select, textarea');
  const offered = (key) => [...document.querySelectorAll('[data-key]')].find((el) => el.dataset.key === key && !el.disabled);
  const say = (words) => { document.getElementById('said').textContent = words; };
  let first = '';

  const press = (el) => {
    if (!el.matches('input, select')) return el.click();
    el.focus();
    if (el.select) el.select();
  };
  const here = () => document.activeElement.closest(steps);
  const step = (by, among = steps) => {
    const all = [...document.querySelectorAll(among)];
    const at = all.indexOf(document.activeElement.closest(among));
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (!next) return;
    next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    const link = next.querySelector('a[href*="#"]');
    if (next.matches('.card') && link) history.replaceState(null, '', link.href);
  };
  const link = () => {
    const found = here() && (here().querySelector('a.at') || here().querySelector('a[href]'));
    return found ? found.href : location.href;
  };
  // Where the clipboard is shut to pages, the words are said at the foot.
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); say('copied'); } catch { say(text); }
  };
  const cite = () => {
    const item = here();
    const part = (which) => item.querySelector(which)?.textContent.trim();
    if (item && part('q')) copy(`“${part('q')}” (${part('.who') || ''}) ${link()}`);
  };
  const open = (which) => here()?.querySelector(which)?.click();
  const always = {
    j: () => step(1), k: () => step(-1), d: () => step(1, '.disputes > li'),
    Enter: () => document.activeElement === here() && open('a[href]'),
    o: () => open('a.at'), y: () => copy(link()), '.': cite,
    '?': () => { const keys = document.getElementById('keys'); keys.open = !keys.open; keys.scrollIntoView(); },
  };

  // A text to copy is selected too, so that it can be taken away where the clipboard is shut.
  document.querySelectorAll('[data-copy]').forEach((button) => {
    const words = document.getElementById(button.dataset.copy);
    words.querySelectorAll('a').forEach((a) => { a.textContent = a.href; });
    button.hidden = false;
    button.addEventListener('click', () => {
      getSelection().selectAllChildren(words);
      copy(words.textContent.trim());
    });
  });

  // Words that are selected in the passage are the words of the claim that is missing.
  document.addEventListener('selectionchange', () => {
    const words = getSelection().toString().trim();
    const at = getSelection().anchorNode?.parentElement?.closest('.passage');
    const to = document.querySelector('[data-selected]');
    if (!words || !at || !to) return;
    to.value = words;
    to.closest('details').open = true;
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const key = first ? `${first} ${event.key}` : event.key;
    first = '';
    if (key === 'g') { first = 'g'; return; }
    const found = offered(key);
    const does = found ? () => press(found) : always[key];
    if (!does) return;
    if (key !== 'Enter') event.preventDefault();
    does();
  });
})();
