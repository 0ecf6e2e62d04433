/** A command that runs beside the screen: who reads what it says has keys, and no command line. */

const VARIABLE = 'PITH_TUI_BESIDE_SCREEN';

/** What tells a command that it runs beside the screen. */
export const BESIDE_SCREEN = { [VARIABLE]: '1' };

/** Whether this process is such a command. */
export const isBesideScreen = (): boolean => process.env[VARIABLE] === '1';

/** Begins its lines that say what is wrong, as the program's name does on the command line. */
export const COMPLAINT = '! ';
