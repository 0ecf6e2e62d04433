/** How services are to be asked and whose word counts: from flags, the environment and the config file, in this order. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { JUDGE_KINDS, type JudgeKind, precedenceOf } from '../hub/judging/judges.js';
import { KEYED_SERVICES, SERVICE_NAMES, type ServiceName, serviceOf } from '../hub/services.js';
import { cleanLine } from '../hub/text.js';
import { truthOf } from '../hub/truth.js';
import { nearest } from '../query/suggest.js';
import type { ClientOptions } from '../sources/http/client.js';
import { BLIND_FIELDS, type Hidden } from '../tui/blind.js';
import type { ThemeSetting } from '../tui/load-tui.js';
import { LINK_CHOICES, type LinkChoice } from '../tui/term/links.js';
import type { Invocation } from './arguments.js';
import { UserError } from './errors.js';
import { configFile } from './folders.js';
import { shownPath } from './library.js';
import { readTheme } from './settings/theme-file.js';
import { parseToml } from './settings/toml.js';
import { version } from './version.js';

export type ClientSettings = Pick<ClientOptions, 'program' | 'contact' | 'keys' | 'bases' | 'rates' | 'timeouts'>;

/** What can be set for all services, for the reader, and for one service. */
const OF_ALL_SERVICES = ['contact', 'timeout'] as const;
const OF_READER = ['name', 'precedence', 'blind', 'theme', 'mouse', 'links', 'screen-reader'] as const;
const GENERAL = [...OF_ALL_SERVICES, ...OF_READER];
type General = (typeof GENERAL)[number];
/** Settings that are on or off, which TOML itself writes as true and false. */
const SWITCHES: readonly General[] = ['mouse', 'screen-reader'];
/** Settings that may be written as lists. */
const LISTS: readonly General[] = ['precedence', 'blind'];
type OfService = 'base' | 'key' | 'rate';
const OF_SERVICE: readonly OfService[] = ['base', 'key', 'rate'];

interface Given {
  value: string;
  /** Where it was given, for a person to correct it: `--rate`, `PITH_TUI_TIMEOUT`, `config.toml, line 3 (timeout)`. */
  place: string;
}

/** What one place gives. */
interface Layer {
  general: Partial<Record<General, Given>>;
  services: Partial<Record<ServiceName, Partial<Record<OfService, Given>>>>;
}

/**
 * @param env the environment; `file` the config file, which need not exist
 * @throws UserError naming the flag, variable, or line and key that is wrong; never its value where that is a key
 */
export function clientSettings(
  invocation: Pick<Invocation, 'values'>,
  env: NodeJS.ProcessEnv = process.env,
  file: string = configFile(),
): ClientSettings {
  const layers = [fromFlags(invocation), fromEnvironment(env), fromFile(file)];
  const general = (name: General): Given | undefined => layers.map((layer) => layer.general[name]).find(isGiven);
  const each = <T>(name: OfService, read: (given: Given) => T): Partial<Record<ServiceName, T>> =>
    Object.fromEntries(
      SERVICE_NAMES.flatMap((service) => {
        const given = layers.map((layer) => layer.services[service]?.[name]).find(isGiven);
        return given === undefined ? [] : [[service, read(given)] as const];
      }),
    );
  const contact = general('contact');
  const timeout = general('timeout');
  return {
    program: `pith-tui/${version()}`,
    ...(contact !== undefined && { contact: contact.value }),
    keys: each('key', ({ value }) => value),
    bases: each('base', ({ value }) => value),
    rates: each('rate', (given) => positive(given, 'requests a second')),
    ...(timeout !== undefined && { timeouts: timeoutsOf(positive(timeout, 'seconds') * 1000) }),
  };
}

/** The services for which a key is set. @throws UserError as `clientSettings` does */
export function keyedServices(invocation: Pick<Invocation, 'values'>): ServiceName[] {
  const { keys } = clientSettings(invocation);
  return SERVICE_NAMES.filter((service) => keys?.[service] !== undefined);
}

export interface ReaderSettings {
  /** By what name the reader judges and decides. */
  name: string;
  /** Whom to believe before whom. */
  precedence: readonly JudgeKind[];
  /** What is hidden while papers are screened. */
  blind: Hidden;
  /** Whether the mouse is for the program. */
  mouse: boolean;
  /** Whether titles and ids are links. */
  links: LinkChoice;
}

/**
 * @param env the environment; `file` the config file, which need not exist
 * @throws UserError naming the variable, or line and key that is wrong
 */
export function readerSettings(env: NodeJS.ProcessEnv = process.env, file: string = configFile()): ReaderSettings {
  const layers = [fromEnvironment(env), fromFile(file)];
  const given = (name: General): Given | undefined => layers.map((layer) => layer.general[name]).find(isGiven);
  const order = given('precedence');
  return {
    name: cleanLine(given('name')?.value ?? '') || cleanLine(env.USER ?? env.USERNAME ?? '') || 'reader',
    precedence: order === undefined ? JUDGE_KINDS : believed(order),
    blind: hidden(given('blind')),
    mouse: isOn(given('mouse'), true),
    links: linkChoice(given('links')),
  };
}

/**
 * What the reader wants of colours.
 * @throws UserError naming the variable, or line and key, or the theme file, line and key that is wrong
 */
export function themeSetting(env: NodeJS.ProcessEnv = process.env, file: string = configFile()): ThemeSetting {
  const given = [fromEnvironment(env), fromFile(file)].map((layer) => layer.general.theme).find(isGiven);
  const value = given?.value ?? 'auto';
  if (value === 'auto' || value === 'light' || value === 'dark') return { background: value };
  const theme = path.resolve(path.dirname(file), value.replace(/^~(?=[/\\])/u, env.HOME ?? '~'));
  if (statSync(theme, { throwIfNoEntry: false })?.isFile()) return readTheme(theme);
  throw new UserError(
    `${given!.place} needs auto, light, dark or the path of a theme file, and there is no file ${shownPath(theme)}.`,
  );
}

/**
 * Whether what happens is to be said as lines of text: by the flag, the variable that all programs built with Ink heed, the
 * program's own, or the config file.
 * @throws UserError naming the variable, or line and key that is wrong
 */
export function screenReaderSetting(
  { switches }: Pick<Invocation, 'switches'>,
  env: NodeJS.ProcessEnv = process.env,
  file: string = configFile(),
): boolean {
  if (switches.has('screen-reader') || env.INK_SCREEN_READER === 'true') return true;
  return isOn(
    [fromEnvironment(env), fromFile(file)].map((layer) => layer.general['screen-reader']).find(isGiven),
    false,
  );
}

/** @param usual what holds where nothing is said */
function isOn(given: Given | undefined, usual: boolean): boolean {
  if (given === undefined) return usual;
  const truth = truthOf(given.value);
  if (truth !== undefined) return truth;
  throw new UserError(
    `${given.place} needs "on" or "off" (or yes, no, true, false, 1, 0), not "${cleanLine(given.value)}".`,
  );
}

function believed({ value, place }: Given): readonly JudgeKind[] {
  const order = precedenceOf(value);
  if ('problem' in order) throw new UserError(`${place} ${cleanLine(order.problem)}`);
  return order;
}

function linkChoice(given: Given | undefined): LinkChoice {
  if (given === undefined) return 'auto';
  const choice = LINK_CHOICES.find((known) => known === given.value.toLowerCase());
  if (choice !== undefined) return choice;
  throw new UserError(`${given.place} needs one of ${LINK_CHOICES.join(', ')}; not "${cleanLine(given.value)}".`);
}

function hidden(given: Given | undefined): Hidden {
  const names = (given?.value ?? '').split(',').map((name) => name.trim().toLowerCase());
  return names.filter(Boolean).map((name) => {
    const field = BLIND_FIELDS.find((known) => known === name);
    if (field !== undefined) return field;
    throw new UserError(
      `${given!.place} needs some of ${BLIND_FIELDS.join(', ')}, with commas between; not "${cleanLine(name)}".`,
    );
  });
}

/** An answer that goes on may take ten times as long as one that stands still. */
function timeoutsOf(ms: number): NonNullable<ClientSettings['timeouts']> {
  return { connectMs: ms, idleMs: ms, totalMs: 10 * ms };
}

function isGiven(given: Given | undefined): given is Given {
  return given !== undefined;
}

function positive({ value, place }: Given, what: string): number {
  const number = /^\d{1,6}(?:\.\d{1,6})?$/u.test(value) ? Number(value) : 0;
  if (number > 0) return number;
  throw new UserError(`${place} needs a number of ${what} above 0, not ${cleanLine(value)}.`);
}

function fromFlags({ values }: Pick<Invocation, 'values'>): Layer {
  const layer: Layer = { general: {}, services: {} };
  for (const name of OF_ALL_SERVICES) {
    const value = values.get(name)?.[0];
    if (value !== undefined) layer.general[name] = { value, place: `--${name}` };
  }
  for (const name of OF_SERVICE) {
    for (const text of values.get(name) ?? []) {
      const at = text.indexOf('=');
      const services = name === 'key' ? KEYED_SERVICES : SERVICE_NAMES;
      const service = services.find((known) => known === text.slice(0, at));
      // The value is not repeated: it may be a key.
      if (service === undefined || at === text.length - 1)
        throw new UserError(
          `--${name} needs a service and a value, as in --${name} ${services[0]}=${name === 'base' ? 'https://…' : '…'}; services are ${services.join(', ')}.`,
        );
      layer.services[service] = {
        ...layer.services[service],
        [name]: { value: text.slice(at + 1), place: `--${name} ${service}` },
      };
    }
  }
  return layer;
}

function fromEnvironment(env: NodeJS.ProcessEnv): Layer {
  const read = (variable: string): Given | undefined => {
    const value = env[variable];
    return value === undefined || value === '' ? undefined : { value, place: variable };
  };
  const layer: Layer = { general: {}, services: {} };
  for (const name of GENERAL) {
    const given = read(`PITH_TUI_${name.replaceAll('-', '_').toUpperCase()}`);
    if (given !== undefined) layer.general[name] = given;
  }
  for (const service of SERVICE_NAMES) {
    for (const name of OF_SERVICE) {
      const own = `PITH_TUI_${service.replaceAll('-', '_').toUpperCase()}_${name.toUpperCase()}`;
      const variable = name === 'key' ? serviceOf(service).key?.variable : own;
      const given = variable === undefined ? undefined : read(variable);
      if (given !== undefined) layer.services[service] = { ...layer.services[service], [name]: given };
    }
  }
  return layer;
}

function fromFile(file: string): Layer {
  const layer: Layer = { general: {}, services: {} };
  if (!existsSync(file)) return layer;
  const shown = shownPath(file);
  if (!statSync(file).isFile()) throw new UserError(`${shown} is no file; put the settings into one.`);
  const { tables, placeOf } = parseToml(readFileSync(file, 'utf8'), shown);
  const unknown = (keys: string[], known: readonly string[]): UserError => {
    const near = nearest(keys.at(-1)!, known);
    return new UserError(
      `${placeOf(...keys)}: there is no such setting; ${near === undefined ? `the settings are ${known.join(', ')}` : `did you mean ${near}?`}`.replace(
        /(?<![.?])$/u,
        '.',
      ),
    );
  };
  const scalar = (keys: string[], value: unknown): Given => {
    if ((typeof value === 'string' && value !== '') || typeof value === 'number')
      return { value: String(value), place: placeOf(...keys) };
    if (typeof value === 'boolean' && SWITCHES.some((name) => name === keys[0]))
      return { value: value ? 'on' : 'off', place: placeOf(...keys) };
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    if (LISTS.some((name) => name === keys[0]) && isList) return { value: value.join(', '), place: placeOf(...keys) };
    throw new UserError(`${placeOf(...keys)} needs a string or a number.`);
  };
  for (const [key, value] of Object.entries(tables)) {
    const general = GENERAL.find((name) => name === key);
    const service = SERVICE_NAMES.find((name) => name === key);
    if (general !== undefined) layer.general[general] = scalar([key], value);
    else if (service === undefined) throw unknown([key], [...GENERAL, ...SERVICE_NAMES]);
    else if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new UserError(`${placeOf(key)} needs to be a table: [${service}] on a line of its own.`);
    else {
      const known = OF_SERVICE.filter((name) => name !== 'key' || serviceOf(service).key !== undefined);
      for (const [inner, given] of Object.entries(value)) {
        const name = known.find((one) => one === inner);
        if (name === undefined) throw unknown([key, inner], known);
        layer.services[service] = { ...layer.services[service], [name]: scalar([key, inner], given) };
      }
    }
  }
  return layer;
}
