/** The kinds of layers, each in a file of its own. */
import type { Layer } from '../state/app-state.js';
import { lineKind } from './decisions/line.js';
import { readingKind } from './decisions/reading.js';
import { explorerKind } from './explorer.js';
import { exportKind } from './exporting/export.js';
import { fetchKind } from './fetching/fetch.js';
import { paletteKind } from './finding/palette.js';
import { chooseKind } from './graph/choose.js';
import { helpKind } from './help.js';
import { hubsKind } from './home/hubs.js';
import { pickKind } from './home/pick.js';
import { auditKind } from './judging/audit.js';
import type { LayerKind, LayerKinds } from './layer.js';
import { menuKind } from './menu.js';
import { promptKind } from './prompt.js';
import { sheetKind } from './sheet.js';

/** Looked up when a layer of the kind is there: a start makes only those it draws. */
const KINDS: LayerKinds = {
  get hubs() {
    return hubsKind;
  },
  get pick() {
    return pickKind;
  },
  get explorer() {
    return explorerKind;
  },
  get sheet() {
    return sheetKind;
  },
  get choose() {
    return chooseKind;
  },
  get help() {
    return helpKind;
  },
  get palette() {
    return paletteKind;
  },
  get menu() {
    return menuKind;
  },
  get prompt() {
    return promptKind;
  },
  get line() {
    return lineKind;
  },
  get reading() {
    return readingKind;
  },
  get audit() {
    return auditKind;
  },
  get export() {
    return exportKind;
  },
  get fetch() {
    return fetchKind;
  },
};

/** What a layer's kind does with it. */
export function kindOf<L extends Layer>(layer: L): LayerKind<L> {
  // The record pairs each kind with its own layers, which the compiler cannot follow through the index.
  return KINDS[layer.kind] as unknown as LayerKind<L>;
}
