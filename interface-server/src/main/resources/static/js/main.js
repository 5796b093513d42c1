// Starts what every page of the console uses. Each part works on what it finds and leaves a page without it alone.
import './theme.js';
import './menus.js';
import './drawer.js';
import './search.js';
import './times.js';
import './copy.js';
import './confirm.js';
import './select.js';
import './live.js';
import './retry.js';
import './bridge.js';
