// The host's side of the message bridge to a plugin's page, version 1. The page runs in a sandboxed frame of an opaque
// origin: it cannot reach the console, its cookies or the API except by the calls that are allowed here.
import {call} from './bridge-calls.js';
import {current} from './theme.js';

const VERSION = 1;
// How high a card may be, in pixels; a page and a tab have the height that the window leaves.
const CARD = {least: 80, most: 480};

class Bridge {
    #frame;
    #host;
    #ready = false;

    constructor(frame) {
        this.#frame = frame;
        this.#host = {
            base: frame.dataset.base ?? '',
            plugin: frame.dataset.plugin,
            csrfHeader: document.querySelector('meta[name="csrf-header"]')?.content,
            csrfToken: document.querySelector('meta[name="csrf-token"]')?.content
        };
        window.addEventListener('message', event => this.receive(event));
        document.addEventListener('winnow:theme', () => this.#ready && this.#init());
    }

    async receive(event) {
        const message = event.data;
        if (event.source !== this.#frame.contentWindow || message?.winnow !== VERSION) {
            return;
        }
        if (message.call === 'ready') {
            this.#ready = true;
            this.#answer(message.id, {ok: true, status: 200, data: null});
            this.#init();
            return;
        }
        if (message.call === 'height') {
            this.#answer(message.id, this.#height(Number(message.height)));
            return;
        }
        this.#answer(message.id, await call(this.#host, message));
    }

    #init() {
        const {plugin, kind, module, resource, user, role} = this.#frame.dataset;
        this.#post({winnow: VERSION, event: 'init', theme: current(), plugin, user: {name: user, role},
            module: {kind, id: module}, resource: resource ? {id: resource} : null});
    }

    #height(wanted) {
        if (this.#frame.dataset.kind !== 'card' || !Number.isFinite(wanted)) {
            return {ok: false, status: 422, data: {title: 'No height', detail: 'height: a number of pixels, from a card'}};
        }
        const height = Math.round(Math.min(CARD.most, Math.max(CARD.least, wanted)));
        this.#frame.style.height = `${height}px`;
        return {ok: true, status: 200, data: {height}};
    }

    #answer(id, answer) {
        this.#post({winnow: VERSION, id, ...answer});
    }

    #post(message) {
        // The frame's origin is opaque, so no other target can be named; the frame is ours, by reference.
        this.#frame.contentWindow?.postMessage(message, '*');
    }
}

const bridges = [...document.querySelectorAll('iframe[data-plugin]')].map(frame => new Bridge(frame));
const early = window.winnowEarlyMessages?.() ?? [];
for (const event of early) {
    bridges.forEach(bridge => bridge.receive(event));
}
