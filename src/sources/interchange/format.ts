/** What the first line of an interchange file says. */
export const FORMAT = 'pith-tui-hub';
export const VERSION = 1;
