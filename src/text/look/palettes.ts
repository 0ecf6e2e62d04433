/**
 * The hues that styles name, as terminals are told them. On both backgrounds every one has a contrast of 4.5:1 or more (WCAG 2.2, AA),
 * and any two of the 256 colours stay apart for readers who do not see red, green or blue.
 */

export const HUES = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'grey'] as const;
export type Hue = (typeof HUES)[number];

export type Background = 'dark' | 'light';

/** Of the colours 16 to 255, which are the same on every terminal. */
export const HUES_OF_256: Readonly<Record<Background, Readonly<Record<Hue, number>>>> = {
  dark: { red: 203, green: 113, yellow: 220, blue: 69, magenta: 176, cyan: 80, grey: 245 },
  light: { red: 124, green: 22, yellow: 130, blue: 20, magenta: 126, cyan: 24, grey: 242 },
};

/**
 * Of the sixteen colours that the terminal's own palette defines; 'dim' and 'plain' keep the colour of the text. Few of xterm's can
 * be read: its blues are too dark on black, and on white there are but red, magenta and two blues.
 */
export const HUES_OF_16: Readonly<Record<Background, Readonly<Record<Hue, number | 'dim' | 'plain'>>>> = {
  dark: { red: 9, green: 2, yellow: 3, blue: 14, magenta: 13, cyan: 6, grey: 'dim' },
  light: { red: 1, green: 'plain', yellow: 5, blue: 4, magenta: 5, cyan: 12, grey: 'dim' },
};
