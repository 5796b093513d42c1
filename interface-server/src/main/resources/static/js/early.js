// Runs before the first paint, as a classic script in the head: says that scripts run, sets the chosen theme, and keeps
// what a plugin's page says before the modules that answer it are there.
(function () {
    document.documentElement.classList.add('js');
    try {
        const theme = localStorage.getItem('winnow.theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch {
        // Storage is blocked: the system's theme stays.
    }
    const early = [];
    const keep = event => early.push(event);
    window.addEventListener('message', keep);
    window.winnowEarlyMessages = () => {
        window.removeEventListener('message', keep);
        return early;
    };
})();
