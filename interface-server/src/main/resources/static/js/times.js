// Keeps relative times true while a page stays open; the server writes them the same way.
const STEPS = [[60, 1, 's'], [3600, 60, 'min'], [86400, 3600, 'h'], [Infinity, 86400, 'd']];

/** A span of seconds in the largest whole unit. */
export function span(seconds) {
    const [, unit, name] = STEPS.find(([limit]) => seconds < limit);
    return `${Math.floor(seconds / unit)} ${name}`;
}

function relative(instant) {
    const seconds = Math.round((Date.now() - instant) / 1000);
    if (Math.abs(seconds) < 2) {
        return 'now';
    }
    return seconds < 0 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
}

function refresh() {
    for (const time of document.querySelectorAll('time[data-relative]')) {
        const text = relative(Date.parse(time.dateTime));
        if (time.textContent !== text) {
            time.textContent = text;
        }
    }
}

setInterval(refresh, 5000);
