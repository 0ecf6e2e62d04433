/** What the mouse does, for the help. */

export const MOUSE: readonly { does: string; help: string }[] = [
  {
    does: 'press',
    help: 'moves the cursor there; on a key below, a facet, a column’s name, the way you came: does what it says',
  },
  { does: 'press twice', help: 'opens, as Enter does' },
  { does: 'wheel', help: 'scrolls the pane below it' },
  {
    does: 'Shift and drag',
    help: 'selects text, as always in a terminal; mouse = "off" in the settings leaves all of it to the terminal',
  },
];
