// Asks once, in a dialog, before a form that names something to be lost is sent. Without this script the server asks.
const dialog = document.getElementById('confirm');

document.addEventListener('submit', event => {
    const form = event.target;
    const sentence = form.dataset?.confirm;
    if (!sentence || !dialog || form.elements.confirmed) {
        return;
    }
    event.preventDefault();
    dialog.querySelector('[data-confirm-text]').textContent = sentence;
    const verb = dialog.querySelector('[data-confirm-verb]');
    verb.textContent = form.dataset.confirmVerb || 'Go on';
    dialog.returnValue = '';
    dialog.onclose = () => {
        if (dialog.returnValue === 'yes') {
            const field = document.createElement('input');
            field.type = 'hidden';
            field.name = 'confirmed';
            field.value = 'true';
            form.append(field);
            if (!form.isConnected) {
                // Its part of the page was drawn anew while the question stood; a form outside the page sends nothing.
                form.hidden = true;
                document.body.append(form);
            }
            form.requestSubmit(event.submitter ?? undefined);
        }
    };
    dialog.showModal();
}, true);
