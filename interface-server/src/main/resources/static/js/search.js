// Takes the slash key to the global search, as long as nobody is typing somewhere.
document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) {
        return;
    }
    if (event.target.closest?.('input, textarea, select, [contenteditable]')) {
        return;
    }
    const field = document.getElementById('global-search');
    if (field) {
        event.preventDefault();
        field.focus();
        field.select();
    }
});
