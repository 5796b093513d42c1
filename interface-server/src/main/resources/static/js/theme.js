// Keeps the theme that somebody chose (system, light, dark) in this browser and shows which one is on.
const KEY = 'winnow.theme';

function chosen() {
    try {
        return localStorage.getItem(KEY) || 'system';
    } catch {
        return 'system';
    }
}

function show(theme) {
    if (theme === 'light' || theme === 'dark') {
        document.documentElement.dataset.theme = theme;
    } else {
        delete document.documentElement.dataset.theme;
    }
    for (const button of document.querySelectorAll('[data-set-theme]')) {
        button.setAttribute('aria-pressed', String(button.dataset.setTheme === theme));
    }
    document.dispatchEvent(new CustomEvent('winnow:theme', {detail: current()}));
}

/** The theme in effect: 'light' or 'dark'. */
export function current() {
    const set = document.documentElement.dataset.theme;
    return set || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

document.addEventListener('click', event => {
    const button = event.target.closest('[data-set-theme]');
    if (!button) {
        return;
    }
    try {
        localStorage.setItem(KEY, button.dataset.setTheme);
    } catch {
        // Storage is blocked: the choice holds for this page.
    }
    show(button.dataset.setTheme);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => show(chosen()));
for (const part of document.querySelectorAll('[data-needs-script]')) {
    part.hidden = false;
}
show(chosen());
