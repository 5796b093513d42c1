// <winnow-live src="..."> takes numbers from an event stream and puts them where data-live names them, in place.
import {span} from './times.js';

const HEALTH = {healthy: ['Healthy', 'green'], degraded: ['Degraded', 'amber'], down: ['Down', 'red']};

function put(name, text) {
    for (const place of document.querySelectorAll(`[data-live="${CSS.escape(name)}"]`)) {
        if (place.textContent !== text) {
            place.textContent = text;
        }
    }
}

class LiveNumbers extends HTMLElement {
    #source;
    #state;

    connectedCallback() {
        this.#state = this.querySelector('[data-stream-state]');
        document.addEventListener('visibilitychange', this.#visibility);
        this.#open();
    }

    disconnectedCallback() {
        document.removeEventListener('visibilitychange', this.#visibility);
        this.#source?.close();
    }

    #visibility = () => {
        if (document.hidden) {
            this.#source?.close();
            this.#say('Paused while this page is in the background');
        } else {
            this.#open();
        }
    };

    #open() {
        this.#source?.close();
        this.#source = new EventSource(this.getAttribute('src'));
        this.#source.addEventListener('overview', event => {
            this.#say('Live');
            this.#show(JSON.parse(event.data));
        });
        this.#source.onerror = () => {
            this.#say(this.#source.readyState === EventSource.CLOSED
                ? 'Live updates have ended: reload the page to go on'
                : 'Live updates are interrupted, trying again');
        };
    }

    #show(overview) {
        for (const lane of overview.queues) {
            put(`${lane.priority}.depth`, String(lane.depth));
            put(`${lane.priority}.running`, String(lane.running));
            const paused = document.querySelector(`[data-live-paused="${CSS.escape(lane.priority)}"]`);
            if (paused) {
                paused.hidden = !lane.paused;
            }
            put(`${lane.priority}.oldest`, lane.depth > 0 ? span(lane.oldestAgeSeconds) : '–');
        }
        for (const place of document.querySelectorAll('[data-live^="jobs."]')) {
            place.textContent = String(overview.jobs[place.dataset.live.slice('jobs.'.length)] ?? 0);
        }
        const problem = this.querySelector('[data-live-problem]');
        if (problem) {
            problem.hidden = !overview.problem;
            problem.querySelector('[data-live-problem-text]').textContent = overview.problem ?? '';
            this.querySelector('[data-live-good]').hidden = Boolean(overview.problem);
        }
        const [word, tone] = HEALTH[overview.health.level] ?? ['Unknown', ''];
        put('health', word);
        const dot = document.querySelector('.health .dot');
        dot?.setAttribute('class', `dot ${tone}`);
        dot?.parentElement.setAttribute('title', overview.health.reasons.join(' ') || 'All parts work.');
        document.body.dispatchEvent(new CustomEvent('winnow:overview'));
    }

    #say(text) {
        if (this.#state && this.#state.textContent !== text) {
            this.#state.textContent = text;
        }
    }
}

customElements.define('winnow-live', LiveNumbers);
