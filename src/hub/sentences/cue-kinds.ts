/** What a phrase in a citing sentence may be a cue for (cue-phrases.ts). */
export const CUE_KINDS = ['contrast', 'support'] as const;
export type CueKind = (typeof CUE_KINDS)[number];
