// Copies an id to the clipboard and says so, to the eye and to a screen reader.
document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    if (!button) {
        return;
    }
    const status = document.getElementById('announcement');
    try {
        await navigator.clipboard.writeText(button.dataset.copy);
        status.textContent = `Copied ${button.dataset.copy}`;
        button.title = 'Copied';
    } catch {
        status.textContent = 'The browser does not allow copying here: select the text instead.';
        button.title = status.textContent;
    }
});
