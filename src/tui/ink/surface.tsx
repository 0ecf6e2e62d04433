/** The Ink component that shows a frame. */
import { Box, Text } from 'ink';
import { memo, type ReactElement, useLayoutEffect } from 'react';
import { type Line, paint } from '../../text/spans.js';
import type { Theme } from '../../text/theme.js';
import type { Frame } from '../layers/frame.js';
import type { Painter } from './painter.js';

interface SurfaceProps {
  frame: Frame;
  columns: number;
  rows: number;
  theme: Theme;
  /** Draws on a real terminal; without one (a pipe, a test's stream, a screen reader) Ink writes the lines itself. */
  painter: Painter | null;
}

/** The lines of a frame in a box of the whole screen. */
export function Surface({ frame, columns, rows, theme, painter }: SurfaceProps): ReactElement {
  useLayoutEffect(() => painter?.draw(frame.lines, frame.cursor));
  return (
    <Box width={columns} height={rows} flexDirection="column">
      {painter === null && frame.lines.map((line, row) => <Row key={row} line={line} theme={theme} />)}
    </Box>
  );
}

const Row = memo(function Row({ line, theme }: { line: Line; theme: Theme }): ReactElement {
  return (
    <Box flexShrink={0}>
      <Text wrap="truncate">{paint(line, theme)}</Text>
    </Box>
  );
});
