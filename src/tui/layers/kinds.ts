/** The kinds of layers, each in a file of its own. */
import type { Layer } from '../state/app-state.js';
import { lineKind } from './decisions/line.js';
import { readingKind } from './decisions/reading.js';
import { explorerKind } from './explorer.js';
import { exportKind } from './export.js';
import { chooseKind } from './graph/choose.js';
import { helpKind } from './help.js';
import { hubsKind } from './hubs.js';
import { auditKind } from './judging/audit.js';
import type { LayerKind, LayerKinds } from './layer.js';
import { menuKind } from './menu.js';
import { pickKind } from './pick.js';
import { promptKind } from './prompt.js';
import { sheetKind } from './sheet.js';

const KINDS: LayerKinds = {
  hubs: hubsKind,
  pick: pickKind,
  explorer: explorerKind,
  sheet: sheetKind,
  choose: chooseKind,
  help: helpKind,
  menu: menuKind,
  prompt: promptKind,
  line: lineKind,
  reading: readingKind,
  audit: auditKind,
  export: exportKind,
};

/** What a layer's kind does with it. */
export function kindOf<L extends Layer>(layer: L): LayerKind<L> {
  // The record pairs each kind with its own layers, which the compiler cannot follow through the index.
  return KINDS[layer.kind] as unknown as LayerKind<L>;
}
