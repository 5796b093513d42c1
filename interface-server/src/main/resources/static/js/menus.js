// Lets menus (details elements) close on Escape, on a click elsewhere, and when another one opens.
function closeAll(except) {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
        if (menu !== except) {
            menu.open = false;
        }
    }
}

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
