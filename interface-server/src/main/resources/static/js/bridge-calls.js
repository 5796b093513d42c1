// What a plugin's page may ask of the API over the bridge: an allow-list of methods and paths, held before any request.
const READ = [
    /^\/api\/v1\/plugins(\/|$)/, /^\/api\/v1\/filters$/, /^\/api\/v1\/resource-types$/, /^\/api\/v1\/resources\/\d+$/,
    /^\/api\/v1\/jobs(\/|$)/, /^\/api\/v1\/queues$/, /^\/api\/v1\/processes$/, /^\/api\/v1\/schedules(\/|$)/,
    /^\/api\/v1\/accounts$/, /^\/api\/v1\/insights(\/|$)/, /^\/api\/v1\/compliance$/
];
const QUERY = [/^\/api\/v1\/resources\/query$/];
// A plugin's own routes, below /plugin/NAME/.
const ROUTE = /^[A-Za-z0-9_-][A-Za-z0-9_.\/-]*$/;
const MAX_BODY = 1024 * 1024;

/** The path without its query if the call is allowed; else a sentence that says why not. */
export function check(message) {
    const {call: name, path} = message;
    if (name === 'route.get' || name === 'route.post') {
        return checkRoute(path);
    }
    if (name !== 'api.get' && name !== 'api.post') {
        return {problem: `the call '${name}' is unknown: expected ready, height, api.get, api.post, route.get or route.post`};
    }
    if (typeof path !== 'string' || path.length > 2000) {
        return {problem: 'path: expected a text that begins with /api/v1/'};
    }
    const [plain] = path.split('?', 1);
    // Nothing that a URL parser would read in another way than these patterns do.
    if (!/^\/api\/v1\/[A-Za-z0-9_.\/-]+$/.test(plain) || /\/\.{0,2}(\/|$)/.test(plain) || path.includes('#')) {
        return {problem: 'path: expected a plain path that begins with /api/v1/'};
    }
    const allowed = name === 'api.get' ? READ : QUERY;
    if (!allowed.some(pattern => pattern.test(plain))) {
        const verb = name === 'api.get' ? 'GET' : 'POST';
        return {problem: `${verb} ${plain} is not open to plugin pages`};
    }
    return {problem: null};
}

function checkRoute(path) {
    const [plain] = typeof path === 'string' && path.length <= 2000 ? path.split('?', 1) : [''];
    if (!ROUTE.test(plain) || /(^|\/)\.{0,2}(\/|$)/.test(plain) || path.includes('#')) {
        return {problem: 'path: expected a plain path below the plugin, for example report'};
    }
    return {problem: null};
}

/** Carries out an allowed call on behalf of the signed-in user; never throws. */
export async function call(host, message) {
    const {problem} = check(message);
    if (problem) {
        return {ok: false, status: 403, data: {title: 'Not allowed', detail: problem}};
    }
    const options = {method: 'GET', headers: {Accept: 'application/json'}, credentials: 'same-origin', redirect: 'error'};
    const isRoute = message.call.startsWith('route.');
    if (message.call.endsWith('.post')) {
        options.method = 'POST';
        options.body = JSON.stringify(message.body ?? {});
        options.headers['Content-Type'] = 'application/json';
        if (options.body.length > MAX_BODY) {
            return {ok: false, status: 413, data: {title: 'Too large', detail: 'body: at most 1 MiB'}};
        }
        if (host.csrfHeader && host.csrfToken) {
            options.headers[host.csrfHeader] = host.csrfToken;
        }
    }
    try {
        const response = await fetch(host.base + (isRoute ? `/plugin/${host.plugin}/` : '') + message.path, options);
        const text = await response.text();
        let data = null;
        if (text && isRoute && !/\bjson\b/.test(response.headers.get('Content-Type') ?? '')) {
            data = text;
        } else if (text) {
            try {
                data = JSON.parse(text);
            } catch {
                data = {title: 'Not JSON', detail: text.slice(0, 500)};
            }
        }
        return {ok: response.ok, status: response.status, data};
    } catch (error) {
        return {ok: false, status: 0, data: {title: 'No answer', detail: String(error.message)}};
    }
}
