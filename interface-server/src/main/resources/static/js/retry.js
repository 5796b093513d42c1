// Says what became of a part that htmx could not fetch, with a way to try again, and leaves the rest of the page.
function tell(event, text) {
    const target = event.detail.elt;
    if (!target?.isConnected || target.querySelector(':scope > .fetch-problem')) {
        return;
    }
    const note = document.createElement('p');
    note.className = 'fetch-problem muted';
    note.textContent = text;
    target.append(note);
}

document.addEventListener('htmx:responseError', event =>
    tell(event, `This part could not be refreshed (status ${event.detail.xhr.status}). Reload the page to try again.`));
document.addEventListener('htmx:sendError', event =>
    tell(event, 'The interface server did not answer. This part shows what was last known.'));
document.addEventListener('htmx:configRequest', event => {
    const token = document.querySelector('meta[name="csrf-token"]');
    const header = document.querySelector('meta[name="csrf-header"]');
    if (token && header) {
        event.detail.headers[header.content] = token.content;
    }
});
