// Opens and closes the rail where the window is too narrow to show it.
const button = document.querySelector('.drawer-button');
const rail = document.getElementById('rail');

function open(wanted) {
    rail.classList.toggle('open', wanted);
    button.setAttribute('aria-expanded', String(wanted));
}

if (button && rail) {
    button.addEventListener('click', () => {
        open(!rail.classList.contains('open'));
        if (rail.classList.contains('open')) {
            rail.querySelector('a')?.focus();
        }
    });
    document.addEventListener('keydown', event => {
        if (event.key === 'Escape' && rail.classList.contains('open')) {
            open(false);
            button.focus();
        }
    });
    document.addEventListener('click', event => {
        if (!rail.contains(event.target) && !button.contains(event.target)) {
            open(false);
        }
    });
}
