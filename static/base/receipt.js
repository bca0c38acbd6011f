// Offers to copy or to print a receipt; without JavaScript the words stand there to be noted.
(() => {
  "use strict";
  const words = document.querySelector("[data-receipt]");
  const buttons = document.querySelector("[data-receipt-buttons]");
  if (!words || !buttons) return;
  const told = document.querySelector("[data-receipt-told]");
  const copy = buttons.querySelector("[data-receipt-copy]");

  function chosen() {
    const range = document.createRange();
    range.selectNodeContents(words);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  buttons.hidden = false;
  buttons.querySelector("[data-receipt-print]").addEventListener("click", () => window.print());
  copy.addEventListener("click", () => {
    const text = words.textContent.trim();
    const done = () => { told.textContent = told.dataset.receiptCopied; };
    const failed = () => {
      chosen();
      told.textContent = told.dataset.receiptChosen;
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, failed);
    else failed();
  });
})();
