// Leaving at once: the page goes blank first, then the weather takes its place in the history.
// Without this script the link still leaves.
(function () {
  'use strict';

  var WITHIN = 5000; // milliseconds between two presses of Shift
  var links = document.querySelectorAll('a[data-exit]');
  var status = document.querySelector('[data-exit-status]');
  var keys = document.querySelector('[data-exit-keys]');
  var presses = 0;
  var combined = false;
  var timer = null;

  if (!links.length) return;

  function leave() {
    document.documentElement.classList.add('left');
    document.title = '…';
    window.location.replace(links[0].href);
  }

  function say(words) {
    if (status) status.textContent = words;
  }

  function forget() {
    window.clearTimeout(timer);
    presses = 0;
    say('');
  }

  links.forEach(function (link) {
    link.addEventListener('click', function (event) {
      event.preventDefault();
      leave();
    });
  });

  // Shift used for a capital letter does not count: only Shift pressed and let go by itself.
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Shift') {
      combined = event.repeat ? combined : false;
    } else {
      combined = true;
      if (presses) forget();
    }
  }, true);

  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || combined) return;
    window.clearTimeout(timer);
    presses += 1;
    if (presses === 3) {
      leave();
      return;
    }
    if (status) say(presses === 1 ? status.dataset.exitTwice : status.dataset.exitOnce);
    timer = window.setTimeout(forget, WITHIN);
  }, true);

  window.addEventListener('pageshow', function () {
    document.documentElement.classList.remove('left');
  });

  if (keys) keys.hidden = false;
})();
