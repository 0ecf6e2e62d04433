/** What is typed into a shell. */

/** A command of the program as whoever reads of it can type it: where `npm start` started it, a shell knows no program of its name. */
export const typed = (words: string, { npm_lifecycle_event, npm_package_name } = process.env): string =>
  `${npm_lifecycle_event === 'start' && npm_package_name === 'pith-tui' ? 'npm start --' : 'pith-tui'} ${words}`;
