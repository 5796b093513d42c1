// Shows the bar for several rows at once only while some are selected, and says how many.
function update(form) {
    const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]')];
    const chosen = boxes.filter(box => box.checked).length;
    const bar = form.querySelector('.bulk');
    if (bar) {
        bar.hidden = chosen === 0;
        bar.querySelector('[data-selected]').textContent = String(chosen);
    }
    const all = form.querySelector('thead input[type="checkbox"]');
    if (all) {
        all.checked = chosen > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
    }
}

document.addEventListener('change', event => {
    const form = event.target.closest?.('form[data-bulk]');
    if (!form || event.target.type !== 'checkbox') {
        return;
    }
    if (event.target.closest('thead')) {
        for (const box of form.querySelectorAll('tbody input[type="checkbox"]')) {
            box.checked = event.target.checked;
        }
    }
    update(form);
});
document.querySelectorAll('form[data-bulk]').forEach(update);
