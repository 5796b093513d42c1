// Lets menus (details elements) close on Escape, on a click elsewhere, and when another one opens.
function closeAll(except) {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
        if (menu !== except) {
            menu.open = false;
        }
    }
}

/** A table that scrolls would cut its menu off: there the menu is placed in the window instead. */
function place(menu) {
    const items = menu.querySelector('.menu-items');
    const button = menu.querySelector('summary').getBoundingClientRect();
    items.style.position = 'fixed';
    items.style.left = 'auto';
    items.style.right = `${document.documentElement.clientWidth - button.right}px`;
    const below = button.bottom + 4;
    const fits = below + items.offsetHeight <= innerHeight || button.top < items.offsetHeight;
    items.style.top = fits ? `${below}px` : `${button.top - 4 - items.offsetHeight}px`;
}

document.addEventListener('toggle', event => {
    if (event.target.matches?.('details.menu[open]') && event.target.closest('.table-wrap')) {
        place(event.target);
    }
}, true);
document.addEventListener('scroll', () => {
    document.querySelectorAll('.table-wrap details.menu[open]').forEach(place);
}, {capture: true, passive: true});
document.addEventListener('click', event => closeAll(event.target.closest('details.menu')));
document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
        const open = document.querySelector('details.menu[open]');
        if (open) {
            open.open = false;
            open.querySelector('summary').focus();
        }
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const menu = document.activeElement?.closest('details.menu[open]');
        if (menu) {
            event.preventDefault();
            const items = [...menu.querySelectorAll('.menu-items a, .menu-items button')];
            const at = items.indexOf(document.activeElement);
            const step = event.key === 'ArrowDown' ? 1 : -1;
            items[(at + step + items.length) % items.length]?.focus();
        }
    }
});
